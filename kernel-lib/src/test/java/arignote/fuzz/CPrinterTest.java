package arignote.fuzz;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.Arignote;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.compile.JavaFunction;
import arignote.compile.nest.NoNest;
import arignote.compile.print.CFunction;
import arignote.compile.print.CText;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loops in C, compiled by the C compiler that is there: they have the bits of Java. */
class CPrinterTest {
    private static final int GRAPHS = 30;

    @TempDir
    private Path folder;

    private final StringBuilder functions = new StringBuilder(CFunction.PRELUDE);
    private final StringBuilder calls = new StringBuilder("int main(void) {\n");
    private final StringBuilder expected = new StringBuilder();

    @Test
    void the_line_and_random_functions_without_formulas_give_the_bits_of_java() throws Exception {
        line();
        int printed = 0;
        for (int seed = 0; printed < GRAPHS; seed++) {
            Case c = Generator.of(seed);
            c.reset();
            if (!(Arignote.function(c.arguments().toArray(FunctionArgument[]::new)) instanceof JavaFunction f)) {
                continue; // a library has a part in it
            }
            Object[] values =
                    c.inputs().stream().map(v -> v.memory().holding(v.value())).toArray();
            try {
                Map<Expr, Variable> known = c.known(v -> v);
                add(
                        seed,
                        f,
                        values,
                        f.leaves().stream().map(l -> known.get(l).value()).toList());
                printed++;
            } catch (NoNest e) {
                continue; // it has a formula, for which this target has no text
            }
            expect(seed, f, values, c.updates());
        }
        assertThat(run()).isEqualTo(expected.toString());
    }

    /** A step of training on as much data as makes three blocks. */
    private void line() {
        Expr x = T.dvector("x");
        Expr y = T.dvector("y");
        Shared m = shared(0.25, "m");
        Shared c = shared(-1.5, "c");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        List<Update> updates = List.of(
                new Update(m, m.minus(T.grad(cost, m).times(0.1))),
                new Update(c, c.minus(T.grad(cost, c).times(0.1))));
        JavaFunction f = (JavaFunction)
                function(inputs(x, y), outputs(cost, x.times(m).plus(c)), updates.get(0), updates.get(1));
        double[] xs = new double[70_000];
        double[] ys = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = (i * 7919L % 10_007) / 10_007.0;
            ys[i] = 3 * xs[i] - (i * 31L % 101) / 101.0;
        }
        Object[] values = {xs, ys};
        List<HostArray> leaves = new ArrayList<>();
        for (Expr leaf : f.leaves()) {
            leaves.add(leaf instanceof Shared s ? literal(s) : null);
        }
        leaves.set(0, Nd4jArrays.host(org.nd4j.linalg.factory.Nd4j.createFromArray(xs)));
        leaves.set(1, Nd4jArrays.host(org.nd4j.linalg.factory.Nd4j.createFromArray(ys)));
        add(-1, f, values, leaves);
        expect(-1, f, values, updates);
    }

    private static HostArray literal(Shared s) {
        return Nd4jArrays.host(s.getValue());
    }

    private void add(int seed, JavaFunction f, Object[] values, List<HostArray> leaves) {
        String name = "f" + (seed + 1);
        functions.append(new CFunction(name, f.loops(values)).print()).append('\n');
        StringJoiner arguments = new StringJoiner(", ");
        StringJoiner lengths = new StringJoiner(", ", "const int64_t lengths[] = {", "};\n").setEmptyValue("0");
        for (HostArray leaf : leaves) {
            String array = name + "_" + arguments.length();
            functions.append(CFunction.array(array, leaf)).append('\n');
            arguments.add(array);
            for (long n : leaf.shape()) {
                lengths.add(Long.toString(n));
            }
        }
        calls.append("{ " + (lengths.toString().equals("0") ? "const int64_t *lengths = 0;\n" : lengths));
        calls.append("void *results[99];\n" + name + "(lengths, " + arguments + ", results);\n");
    }

    /** Says what Java gives, and has C say it. */
    private void expect(int seed, JavaFunction f, Object[] values, List<Update> updates) {
        List<HostArray> results = new ArrayList<>();
        f.applyAll(values).forEach(a -> results.add(Nd4jArrays.host(a)));
        updates.forEach(u -> results.add(literal((Shared) u.target())));
        for (int k = 0; k < results.size(); k++) {
            HostArray result = results.get(k);
            String type = new CText().variable(result.type().dtype());
            calls.append("SAY(" + type + ", " + seed + ", results[" + k + "], " + result.size() + ")\n");
            expected.append(seed);
            for (int i = 0; i < result.size(); i++) {
                double d = result.doubleAt(i);
                expected.append(' ').append(Double.isNaN(d) ? "NaN" : Long.toHexString(Double.doubleToRawLongBits(d)));
            }
            expected.append('\n');
        }
        calls.append("}\n");
    }

    /** What the program says. Skips the test where there is no C compiler. */
    private String run() throws IOException, InterruptedException {
        assumeTrue(isThere(), "there is no C compiler `cc` on the path, so that no C was run");
        Files.writeString(folder.resolve("loops.c"), functions.toString() + calls + "return 0;\n}\n");
        said("cc", "-std=gnu11", "-O1", "-ffp-contract=off", "-fwrapv", "-o", "loops", "loops.c", "-lm");
        return said(folder.resolve("loops").toString());
    }

    private String said(String... command) throws IOException, InterruptedException {
        Path file = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(file.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(file)).isZero();
        return read(file);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("cc", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
