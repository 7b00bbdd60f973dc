package arignote.fuzz;

import static arignote.Arignote.mode;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Arignote;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Node;
import arignote.Shared;
import arignote.emit.JavaScriptPrinter;
import arignote.expr.Literal;
import arignote.loop.Loops;
import arignote.loop.NoNest;
import arignote.run.JavaFunction;
import arignote.run.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random functions, in Java and in Node. */
class PrintedJavaScriptTest {
    private static final int GRAPHS = Integer.getInteger("arignote.fuzz", 3_000) / 2;

    /** Writes results as lines: the lengths of the axes, then the bits of each element. */
    private static final String SAY = """

            const bits = new DataView(new ArrayBuffer(8));
            const lines = [];
            function say(seed, call) {
              let results;
              try {
                results = call();
              } catch (e) {
                lines.push(seed + ' throws ' + e.message);
                return;
              }
              for (const result of results) {
                const numbers = typeof result === 'number' ? [result] : Array.from(result);
                const shape = typeof result === 'number' ? '' : result.shape;
                lines.push(seed + ' [' + shape + '] ' + numbers.map(x => {
                  bits.setFloat64(0, x);
                  return x !== x ? 'NaN' : bits.getBigUint64(0).toString(16);
                }).join(' '));
              }
            }
            """;

    @TempDir
    private Path files;

    @Test
    void random_functions_give_the_bits_of_java() throws Exception {
        JavaScriptPrinter printer = new JavaScriptPrinter();
        StringBuilder calls = new StringBuilder();
        List<String> expected = new ArrayList<>();
        int printed = 0;
        int products = 0;
        List<String> refused = new ArrayList<>();
        for (long seed = 0; seed < GRAPHS; seed++) {
            Case c = Generator.of(seed);
            c.reset();
            JavaFunction f = (JavaFunction)
                    Arignote.function(Setting.with(c.arguments(), mode("java")).toArray(FunctionArgument[]::new));
            Object[] values =
                    c.inputs().stream().map(v -> v.memory().holding(v.value())).toArray();
            try {
                Loops loops = f.loops(values);
                printer.function("f" + seed, loops);
                products += loops.program().toString().contains("Multiply[") ? 1 : 0;
            } catch (NoNest e) {
                refused.add(e.getMessage());
                continue;
            }
            printed++;
            Map<Expr, Variable> known = c.known(v -> v);
            StringJoiner arguments = new StringJoiner(", ");
            f.leaves()
                    .forEach(l ->
                            arguments.add(JavaScriptPrinter.value(known.get(l).value())));
            calls.append("say(" + seed + ", () => f" + seed + "(" + arguments + "));\n");
            List<Literal> results = new ArrayList<>();
            f.applyAll(values).forEach(a -> results.add(new Tensor(a).literal()));
            c.updates().forEach(u -> results.add(new Tensor(((Shared) u.target()).getValue()).literal()));
            for (Literal result : results) {
                expected.add(line(seed, result));
            }
        }
        String said = Node.run(printer + SAY + calls + "console.log(lines.join('\\n'));\n", files);
        assertThat(said.lines().map(String::strip).toList()).isEqualTo(expected);
        assertThat(products).as("products by BLAS, whose bits are its own").isZero();
        assertThat(printed).as("printed; the others: %s", refused).isGreaterThan(GRAPHS / 2);
    }

    private static String line(long seed, Literal result) {
        StringJoiner line = new StringJoiner(" ");
        line.add(seed + " " + Arrays.toString(result.shape()).replace(" ", ""));
        for (int i = 0; i < result.size(); i++) {
            double x = result.doubleAt(i);
            line.add(Double.isNaN(x) ? "NaN" : Long.toHexString(Double.doubleToRawLongBits(x)));
        }
        return line.toString();
    }
}
