package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first function of a program waits neither for ND4J nor for javac, which take some tenths of a second each. */
class FirstFunctionTest {
    private static final String ND4J = "org.nd4j.linalg.factory.Nd4j ";
    private static final String JAVAC = "com.sun.tools.javac.";

    /** Trains a line and prints where it has come to. */
    static final class Line {
        private Line() {}

        public static void main(String[] args) {
            Expr x = T.vector("x");
            Expr y = T.vector("y");
            Shared m = shared(0.0, "m");
            Shared c = shared(new double[] {0.5}, "c");
            Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
            List<Expr> g = T.grad(cost, List.of(m, c));
            CompiledFunction train = function(
                    inputs(x, y),
                    outputs(cost),
                    update(m, m.minus(g.get(0).times(0.1))),
                    update(c, c.minus(g.get(1).times(0.1))));
            train.applyAsDouble(new double[] {1, 2}, new double[] {3, 5});
            double before = m.item();
            System.out.println("slope " + before);
            if (args.length > 0) {
                System.out.println("value " + m.getValue().getDouble(0) + " " + c.getValue());
                train.applyAsDouble(new double[] {1, 2}, new double[] {3, 5});
                System.out.println("grown " + (m.item() > before));
            }
        }
    }

    private static String loaded(String... args) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Line.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void a_function_of_javas_arrays_loads_neither_nd4j_nor_javac() throws IOException {
        assertThat(loaded()).contains("slope ").doesNotContain(ND4J).doesNotContain(JAVAC);
    }

    @Test
    void nd4js_arrays_lie_where_the_function_goes_on_writing() throws IOException {
        assertThat(loaded("value")).contains(ND4J).contains("value ").contains("grown true");
    }
}
