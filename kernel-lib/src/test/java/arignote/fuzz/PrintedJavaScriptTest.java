package arignote.fuzz;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Arignote;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Node;
import arignote.T;
import arignote.compile.JavaFunction;
import arignote.compile.javascript.JavaScriptPrinter;
import arignote.compile.nest.NoNest;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.value.Nd4jArrays;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random functions, in Java and in Node. */
class PrintedJavaScriptTest {
    private static final int GRAPHS = Integer.getInteger("arignote.fuzz", 3_000) / 15;

    /**
     * Adds a case.
     *
     * @throws NoNest if a page has no such function
     */
    private static void add(String name, Case c, PageRun run) {
        c.reset();
        Object[] values =
                c.inputs().stream().map(v -> v.memory().holding(v.value())).toArray();
        run.add(
                name,
                Arignote.function(Setting.with(c.arguments(), mode("java")).toArray(FunctionArgument[]::new)),
                c.known(Variable::value),
                values);
    }

    /** Whether a page has it exactly: other whole numbers may become too large. */
    private static boolean isExact(Expr e) {
        return e.type().dtype() != DType.INT64
                || switch (e.op().tag()) {
                    case SIZE, SHAPE, CONSTANT -> true;
                    case REDUCE -> ((Op.Reduce) e.op()).kind().form() == ReduceOp.Form.POSITION;
                    default -> false;
                };
    }

    /** The results of each operation that a page can have. */
    @Test
    void every_operation_gives_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        List<String> refused = new ArrayList<>();
        EveryOperationTest.cases().forEach((name, c) -> {
            List<Expr> outputs = c.outputs().stream()
                    .filter(e -> Graphs.topological(List.of(e)).stream().allMatch(PrintedJavaScriptTest::isExact))
                    .toList();
            if (outputs.isEmpty()) {
                refused.add(name);
            } else {
                add(name, new Case(c.inputs(), c.shared(), outputs, c.updates()).pruned(), run);
            }
        });
        assertThat(refused).containsExactly("a shape that is computed");
        assertThat(run.differences(0)).isEmpty();
    }

    @Test
    void random_functions_give_the_bits_of_java() throws Exception {
        PageRun run = new PageRun();
        int printed = 0;
        List<String> refused = new ArrayList<>();
        for (long seed = 0; seed < GRAPHS; seed++) {
            try {
                add("f" + seed, Generator.of(seed), run);
                printed++;
            } catch (NoNest e) {
                refused.add(e.getMessage());
            }
        }
        assertThat(run.differences(0)).isEmpty();
        assertThat(printed).as("printed; the others: %s", refused).isGreaterThan(GRAPHS / 2);
    }

    @Test
    void long_arrays_are_added_up_and_multiplied_as_in_java() throws Exception {
        Expr v = T.vector("v");
        Expr m = T.matrix("m");
        Expr single = T.cast(m, "float32");
        int rows = 300;
        int columns = 400;
        double[] numbers = new double[rows * columns];
        double[][] table = new double[rows][columns];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (i * 7919L % 10_007) / 10_007.0;
            table[i / columns][i % columns] = numbers[i];
        }
        JavaFunction f = (JavaFunction) function(
                inputs(v, m),
                outputs(
                        T.sum(v),
                        T.sum(T.exp(m), 0),
                        T.sum(T.sqr(m.minus(T.mean(m, 0)))),
                        T.dot(m, m.T()),
                        T.dot(m.T(), m),
                        T.dot(single.T(), single),
                        T.exp(single).sum(0),
                        m.max(0),
                        T.dot(m.T(), v.get(":300"))));
        assertThat(f.source().text()).contains(" multiply(");
        JavaScriptPrinter printer = new JavaScriptPrinter();
        printer.function("f", f.loops(numbers, table));
        List<String> expected = f.applyAll(numbers, table).stream()
                .map(a -> PageRun.line("0", Nd4jArrays.host(a)))
                .toList();
        String numbersThere = "const numbers = Float64Array.from({length: " + numbers.length
                + "}, (_, i) => ((i * 7919) % 10007) / 10007);\n";
        String call = "say(0, () => f(shaped(numbers, [" + numbers.length + "]), shaped(numbers.slice(), [" + rows
                + ", " + columns + "])));\nconsole.log(said.join('\\n'));\n";
        String said = Node.run(
                printer + PageRun.SAY + numbersThere + call, Files.createDirectories(Path.of("target", "printed")));
        assertThat(PageRun.differences(said.lines().toList(), expected, 0)).isEmpty();
        assertThat(printer.toString()).contains("begin += " + (1 << 15)).contains("rowTurns(");
    }

    @Test
    void sums_over_many_rows_are_added_in_groups() throws Exception {
        Expr m = T.dmatrix("m");
        Expr single = T.cast(m, "float32");
        int rows = 70_000;
        double[][] table = new double[rows][2];
        for (int i = 0; i < 2 * rows; i++) {
            table[i / 2][i % 2] = (i * 7919L % 10_007) / 10_007.0;
        }
        Expr shares = T.softmax(m);
        JavaFunction f = (JavaFunction) function(
                inputs(m),
                outputs(
                        T.sum(T.exp(m), 0),
                        T.sum(m),
                        T.dot(m.T(), m),
                        T.dot(single.T(), single),
                        T.sum(T.sqr(T.dot(m, m.T().get(":, :2")))),
                        T.sum(shares.times(T.max(shares, 1).dimshuffle(0, "x")), 0)));
        JavaScriptPrinter printer = new JavaScriptPrinter();
        printer.function("f", f.loops((Object) table));
        List<String> expected = f.applyAll((Object) table).stream()
                .map(a -> PageRun.line("0", Nd4jArrays.host(a)))
                .toList();
        String call = "const numbers = Float64Array.from({length: " + 2 * rows
                + "}, (_, i) => ((i * 7919) % 10007) / 10007);\nsay(0, () => f(shaped(numbers, [" + rows
                + ", 2])));\nconsole.log(said.join('\\n'));\n";
        String said = Node.run(printer + PageRun.SAY + call, Files.createDirectories(Path.of("target", "printed")));
        assertThat(PageRun.differences(said.lines().toList(), expected, 0)).isEmpty();
        assertThat(printer.toString()).contains("base += " + (1 << 15));
    }

    @Test
    void places_out_of_range_and_negative_powers_are_refused() throws Exception {
        Expr w = T.dvector("w");
        Expr m = T.dmatrix("M");
        Expr k = T.iscalar("k");
        double[] three = {1, 2, 3};
        double[][] rows = {{1, 2}, {3, 4}, {5, 6}};
        JavaScriptPrinter printer = new JavaScriptPrinter();
        JavaFunction place = (JavaFunction) function(inputs(w, k), outputs(w.get(k)));
        JavaFunction slope = (JavaFunction) function(inputs(w, k), outputs(T.grad(w.get(k), w)));
        JavaFunction length = (JavaFunction) function(inputs(m, k), outputs(T.shape(m.get(k))));
        JavaFunction fixed =
                (JavaFunction) function(inputs(w, k), outputs(w.get(-2).times(k)));
        JavaFunction power = (JavaFunction) function(
                inputs(k), outputs(T.cast(T.constant(2), "int32").pow(k).times(0)));
        printer.function("place", place.loops(three, 0));
        printer.function("slope", slope.loops(three, 0));
        printer.function("row", length.loops(rows, 0));
        printer.function("fixed", fixed.loops(three, 1));
        printer.function("power", power.loops(1));
        String arrays = """
                const w = shaped(Float64Array.of(1, 2, 3), [3]), M = shaped(Float64Array.of(1, 2, 3, 4, 5, 6), [3, 2]);
                say(1, () => place(w, -3));
                say(2, () => place(w, 3));
                say(3, () => place(w, -4));
                say(4, () => slope(w, 3));
                say(5, () => row(M, 2));
                say(6, () => row(M, 3));
                say(7, () => fixed(w, 2));
                say(8, () => power(-1));
                console.log(said.join('\\n'));
                """;
        String said = Node.run(printer + PageRun.SAY + arrays, Files.createDirectories(Path.of("target", "printed")));
        assertThat(said.lines())
                .containsExactly(
                        "1 [] 3ff0000000000000",
                        "2 throws index 3 is out of range: w has the length 3",
                        "3 throws index -4 is out of range: w has the length 3",
                        "4 throws index 3 is out of range: w has the length 3",
                        "5 [1] 4000000000000000",
                        "6 throws index 3 is out of range: axis 0 of M has the length 3",
                        "7 [] 4010000000000000",
                        "8 throws whole numbers to a negative power (2 ** -1) are no whole numbers");
        assertThatThrownBy(() -> place.loops(three, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index 3 is out of range in w[k]: 'w' has the shape [3]");
    }

    @Test
    void what_a_page_cannot_compute_exactly_is_refused_in_a_sentence() {
        Expr k = T.lscalar("k");
        JavaFunction f = (JavaFunction) function(inputs(k), outputs(k.times(k)));
        assertThatThrownBy(() -> new JavaScriptPrinter().function("f", f.loops(3)))
                .isInstanceOf(NoNest.class)
                .hasMessage("'k' is int64, and the numbers of a page are exact to 2 ** 53 only; use int32 or float64");
        Expr j = T.ivector("j");
        JavaFunction g = (JavaFunction) function(inputs(j), outputs(T.sum(j)));
        assertThatThrownBy(() -> new JavaScriptPrinter().function("g", g.loops(new int[] {1, 2})))
                .isInstanceOf(NoNest.class)
                .hasMessageContaining("larger than 2 ** 53");
    }
}
