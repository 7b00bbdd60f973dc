package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.compile.DeviceSettings;
import arignote.compile.JavaFunction;
import arignote.compile.runtime.Compilations;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.value.Nd4jArrays;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Generated code gives the same bits whatever the width of vectors, the threads, the version of Java and the device: a hash of all
 * results stands in {@code same-bits.txt}, which every setting on every Java has to give again. What a run gives is
 * written to {@code target/same-bits.txt}.
 */
class SameBitsTest {
    private static final int GRAPHS = 60;

    /** So many of the graphs are computed on a device, too, where there is one: its compiler is slow. */
    private static final int ON_DEVICE = 8;

    private static final List<Setting> IN_JAVA = Stream.concat(
                    Setting.WHOLE.stream(), Stream.of(Setting.java(0, 2, false), Setting.java(512, 2, false)))
            .toList();

    private static final List<Setting> SETTINGS =
            DeviceSettings.isThere() ? with(IN_JAVA, Setting.opencl(DeviceSettings.device(), f -> {})) : IN_JAVA;

    private static List<Setting> with(List<Setting> some, Setting more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    @Test
    void every_setting_and_every_java_gives_the_bits_in_the_file() throws IOException {
        List<String> lines = new ArrayList<>(random());
        lines.addAll(models());
        Files.write(Path.of("target", "same-bits.txt"), lines);
        assertThat(lines).containsExactlyElementsOf(committed());
    }

    private static List<String> committed() throws IOException {
        try (InputStream in = SameBitsTest.class.getResourceAsStream("/same-bits.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Graphs of the differential test without products, each called twice. */
    private static List<String> random() {
        List<Case> cases = new ArrayList<>();
        List<Integer> seeds = new ArrayList<>();
        Set<String> sources = new LinkedHashSet<>();
        for (int seed = 0; cases.size() < GRAPHS; seed++) {
            Case c = Generator.of(seed);
            boolean product = arignote.expr.Graphs.topological(c.roots()).stream()
                    .anyMatch(e -> e.op() instanceof Op.Dot d && !d.left().isEmpty());
            if (!product) {
                cases.add(c);
                seeds.add(seed);
                sources.addAll(Check.sources(c, IN_JAVA, List.of()));
            }
        }
        Compilations.together(sources);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Set<Long> hashes = new LinkedHashSet<>();
            for (Setting s : i < ON_DEVICE ? SETTINGS : IN_JAVA) {
                cases.get(i).reset();
                CompiledFunction f = s.compile().apply(cases.get(i).arguments());
                hashes.add(hash(Check.results(cases.get(i), f)));
            }
            lines.add(line("graph " + seeds.get(i), hashes));
        }
        return lines;
    }

    private static String line(String name, Set<Long> hashes) {
        return name + hashes.stream().map(h -> " %016x".formatted(h)).reduce("", String::concat);
    }

    private static long hash(List<HostArray> values) {
        long h = 1;
        for (HostArray l : values) {
            h = 31 * h + l.type().dtype().ordinal();
            for (long n : l.shape()) {
                h = 31 * h + n;
            }
            for (int i = 0; i < l.size(); i++) {
                long bits = l.type().dtype().isFloat() ? Double.doubleToLongBits(l.doubleAt(i)) : l.longAt(i);
                h = (h ^ bits) * 0x9E3779B97F4A7C15L;
                h ^= h >>> 29;
            }
        }
        return h;
    }

    // Training on as much data as makes several blocks

    private static List<String> models() {
        Expr x = T.dvector("x");
        Expr y = T.dvector("y");
        Shared m = arignote.Arignote.shared(0.0, "m");
        Shared c = arignote.Arignote.shared(0.0, "c");
        Expr line = T.mean(T.sqr(x.times(m).plus(c).minus(y)));

        Expr rows = T.dmatrix("X");
        Shared w = arignote.Arignote.shared(new double[] {0.1, -0.2, 0.3}, "w");
        Expr p = T.sigmoid(T.dot(rows, w));
        Expr logistic = T.mean(y.times(T.log(p)).plus(T.log(T.sub(1, p)))).negate();

        Expr singles = T.fvector("s");
        Shared k = arignote.Arignote.shared(new float[] {0.5f}, "k");
        Expr waves = T.mean(T.sqr(T.sin(singles.times(T.sum(k))).minus(T.tanh(singles))));

        double[] points = numbers(300_000, 1);
        double[] values = numbers(300_000, 2);
        double[][] table = new double[100_000][3];
        double[] all = numbers(300_000, 3);
        for (int i = 0; i < all.length; i++) {
            table[i / 3][i % 3] = all[i];
        }
        INDArray halves = Nd4j.createFromArray(numbers(300_000, 4)).castTo(DType.FLOAT32.nd4j());
        return List.of(
                line("line", training(List.of(x, y), line, List.of(m, c), points, values)),
                line("logistic", training(List.of(rows, y), logistic, List.of(w), table, numbers(100_000, 5))),
                line("waves", training(List.of(singles), waves, List.of(k), halves)));
    }

    private static double[] numbers(int n, int seed) {
        Random rng = new Random(seed);
        return rng.doubles(n, -2, 2).toArray();
    }

    private static Set<Long> training(List<Expr> inputs, Expr cost, List<Shared> parameters, Object... values) {
        List<FunctionArgument> arguments = new ArrayList<>();
        arguments.add(new FunctionArgument.Inputs(inputs));
        arguments.add(new FunctionArgument.Outputs(List.of(cost)));
        for (Shared p : parameters) {
            arguments.add(new Update(p, p.minus(T.grad(cost, p).times(0.1))));
        }
        Set<Long> hashes = new LinkedHashSet<>();
        List<INDArray> start = parameters.stream().map(Shared::getValue).toList();
        for (Setting s : SETTINGS) {
            for (int i = 0; i < start.size(); i++) {
                parameters.get(i).setValue(start.get(i));
            }
            CompiledFunction train = s.compile().apply(arguments);
            List<HostArray> results = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                results.add(Nd4jArrays.host(train.apply(values)));
            }
            parameters.forEach(p -> results.add(Nd4jArrays.host(p.getValue())));
            assertThat(((JavaFunction) train).interpretedBecause()).isNull();
            hashes.add(hash(results));
        }
        return hashes;
    }
}
