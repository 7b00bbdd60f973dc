package arignote.notebook.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.notebook.source.Diagnostic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions are called as Theano calls them, {@code train(x)}. */
class FunctionCallsTest {
    private static InfixShell shell;

    @BeforeAll
    static void open() {
        shell = new InfixShell();
        shell.run("""
                Expr x = T.vector("x"); Expr q = T.scalar("q"); Shared w = shared(0.0, "w");
                double[] data = {1, 2, 3}; double total = 0;
                var sum = function(inputs(x), outputs(T.sum(x)));
                var twice = function(inputs(x), outputs(x * 2));
                var both = function(inputs(x), outputs(T.sum(x), x * 3));
                var step = function(inputs(x), update(w, w + T.sum(x)));
                CompiledFunction update = function(inputs(q), outputs(q * 10));
                CompiledFunction none = function(outputs(w));
                int mine(double[] a) { return a.length; }
                var mine = function(inputs(x), outputs(x));
                """);
    }

    @BeforeEach
    void start() {
        shell.run("w.setValue(0.0); total = 0;");
    }

    @AfterAll
    static void close() {
        shell.close();
        PlainCells.clear();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sum(data)                              | sum.apply(data)
            sum (data)                             | sum.apply (data)
            twice(data)                            | twice.apply(data)
            both(data)                             | both.applyAll(data)
            step(data)                             | step.applyAll(data)
            none()                                 | none.apply()
            update(3)                              | update.apply(3)
            both(data).get(1)                      | both.applyAll(data).get(1)
            twice(data).toDoubleVector()           | twice.apply(data).toDoubleVector()
            twice(twice(data))                     | twice.apply(twice.apply(data))
            twice(data) * 2 + 1                    | arignote.eager.ArrayMath.add(arignote.eager.ArrayMath.mul(twice.apply(data), 2), 1)
            twice(Nd4j.createFromArray(data) * 2)  | twice.apply(arignote.eager.ArrayMath.mul(Nd4j.createFromArray(data), 2))
            x * sum(data)                          | x.times(T.constant(sum.apply(data)))
            Math.sqrt(sum(data))                   | Math.sqrt(sum.applyAsDouble(data))
            sum(data) < 7                          | sum.applyAsDouble(data) < 7
            sum(data) > 2 ? sum(data) : 0.0        | sum.applyAsDouble(data) > 2 ? sum.apply(data) : 0.0
            "sum " + sum(data)                     | "sum " + sum.apply(data)
            String.format("%.1f", sum(data))       | String.format("%.1f", sum.applyAsDouble(data))
            mine(data)                             | mine(data)
            """)
    void a_value(String written, String plain) {
        assertThat(shell.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            double c = sum(data);                                | double c = sum.applyAsDouble(data);
            double c = 0.5 * sum(data) + 1;                      | double c = 0.5 * sum.applyAsDouble(data) + 1;
            double c = sum(data) - sum(twice(data));             | double c = sum.applyAsDouble(data) - sum.applyAsDouble(twice.apply(data));
            double c = -sum(data);                               | double c = -sum.applyAsDouble(data);
            double c = 1 - -sum(data);                           | double c = 1 - -sum.applyAsDouble(data);
            INDArray c = -twice(data);                           | INDArray c = twice.apply(data).neg();
            record Net(CompiledFunction fit) { double go() { return fit(data); } } | record Net(CompiledFunction fit) { double go() { return fit.applyAsDouble(data); } }
            INDArray c = sum(data), e = twice(data);             | INDArray c = sum.apply(data), e = twice.apply(data);
            var c = sum(data);                                   | var c = sum.apply(data);
            List<INDArray> c = both(data);                       | List<INDArray> c = both.applyAll(data);
            total += sum(data);                                  | total += sum.applyAsDouble(data);
            total = sum(data);                                   | total = sum.applyAsDouble(data);
            double[] c = {sum(data), 1};                         | double[] c = {sum.applyAsDouble(data), 1};
            for (int e = 0; e < 3; e++) { step(data); }          | for (int e = 0; e < 3; e++) { step.applyAll(data); }
            for (INDArray o : both(data)) { total += o.sumNumber().doubleValue(); } | for (INDArray o : both.applyAll(data)) { total += o.sumNumber().doubleValue(); }
            while (sum(data) < total) { total = 0; }             | while (sum.applyAsDouble(data) < total) { total = 0; }
            if (none() == null) { total = 1; }                   | if (none.apply() == null) { total = 1; }
            List<Double> l = new ArrayList<>(); l.add(sum(data)); | List<Double> l = new ArrayList<>(); l.add(sum.applyAsDouble(data));
            double[] m = IntStream.range(0, 3).mapToDouble(e -> sum(data)).toArray(); | double[] m = IntStream.range(0, 3).mapToDouble(e -> sum.applyAsDouble(data)).toArray();
            Function<double[], INDArray> g = a -> twice(a);      | Function<double[], INDArray> g = a -> twice.apply(a);
            double run(double[] a) { return sum(a); }            | double run(double[] a) { return sum.applyAsDouble(a); }
            INDArray go(CompiledFunction f) { f(data); return f(data); } | INDArray go(CompiledFunction f) { f.applyAll(data); return f.apply(data); }
            void local() { var f = function(inputs(q), outputs(q)); double c = f(2); } | void local() { var f = function(inputs(q), outputs(q)); double c = f.applyAsDouble(2); }
            class Model { CompiledFunction fit = sum; double run() { return fit(data); } } | class Model { CompiledFunction fit = sum; double run() { return fit.applyAsDouble(data); } }
            """)
    void a_statement(String written, String plain) {
        assertThat(shell.plain(written)).isEqualTo(plain);
    }

    @Test
    void values_are_those_of_the_function() {
        assertThat(shell.run("sum(data).toString()")).isEqualTo("\"6.0000\"");
        assertThat(shell.run("double c1 = sum(twice(data)); c1")).isEqualTo("12.0");
        assertThat(shell.run("both(data).get(1).getDouble(2)")).isEqualTo("9.0");
        assertThat(shell.run("step(data); step(data); w.item()")).isEqualTo("12.0"); // each runs once
        assertThat(shell.run("total += sum(data); total += 0.5 * sum(data); total"))
                .isEqualTo("9.0");
        assertThat(shell.run("(update(3) - 1).getDouble(0)")).isEqualTo("29.0");
    }

    @Test
    void a_field_of_a_class_of_the_cells() {
        shell.run("class Net { CompiledFunction train = sum, test = twice; }");
        shell.run("Net net = new Net();");
        assertThat(shell.plain("double c2 = net.train(data);")).isEqualTo("double c2 = net.train.applyAsDouble(data);");
        assertThat(shell.run("net.test(data).getDouble(0)")).isEqualTo("2.0");
    }

    @Test
    void a_method_may_call_a_function_that_comes_later() {
        PlainCells.clear();
        shell.run("double epoch(int n) { double c = 0; for (int i = 0; i < n; i++) { c += later(data); } return c; }");
        shell.run("var later = function(inputs(x), outputs(T.sum(x) + 1));");
        assertThat(shell.run("epoch(2)")).isEqualTo("14.0");
        assertThat(PlainCells.text()).contains("c += later.applyAsDouble(data);");
    }

    @Test
    void a_method_of_that_name_wins() {
        assertThat(shell.run("mine(data)")).isEqualTo("3");
        assertThatThrownBy(() -> shell.run("mine(3, 4)")).isInstanceOf(InfixShell.Refused.class);
        assertThatThrownBy(() -> shell.run("data(3)")).isInstanceOf(InfixShell.Refused.class);
    }

    @Test
    void what_does_not_fit_is_told_of_what_was_written() {
        assertThatThrownBy(() -> shell.run("double[][] c3 = sum(data);"))
                .isInstanceOfSatisfying(InfixShell.Refused.class, refused -> {
                    assertThat(refused.snippet.source()).isEqualTo("double[][] c3 = sum(data);");
                    Diagnostic diagnostic =
                            shell.infix.diagnostics(refused.snippet).get(0);
                    assertThat(diagnostic.message()).contains("INDArray cannot be converted to double[][]");
                    assertThat(diagnostic.start()).isEqualTo(16);
                });
    }
}
