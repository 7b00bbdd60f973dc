package arignote.bench;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a device gives and how long it takes: whether models have the bits of the processor, how fast data are read, what a call
 * and a turn of a loop cost, and a step of the network that the benchmarks have. It is run by {@code card.sh}, and ends with
 * 1 if a number differs or nothing was computed on a device.
 */
public final class Card {
    private static final int STEPS = 3;
    private static final int MEASURED = 20;
    private static final int TURNS = 1000;

    private final String device;
    private int wrong;

    private Card(String device) {
        this.device = device;
    }

    /** @param args the setting {@code device}, and the numbers of points that bandwidth is measured with */
    public static void main(String[] args) {
        Card card = new Card(args.length > 0 ? args[0] : "gpu");
        List<Integer> points = args.length > 1
                ? Arrays.stream(args).skip(1).map(Integer::parseInt).toList()
                : List.of(10_000_000, 100_000_000);
        card.bits();
        points.forEach(card::bandwidth);
        card.overhead();
        card.network();
        System.exit(card.wrong == 0 ? 0 : 1);
    }

    /** The function on the device; it has to be there. */
    private CompiledFunction there(FunctionArgument... arguments) {
        Config.set("device", device);
        try {
            CompiledFunction f = function(arguments);
            if (f.source().text().contains("KERNEL void")) {
                return f;
            }
            throw new IllegalStateException("device=" + device + " does not compute this; see above");
        } finally {
            Config.set("device", "cpu");
        }
    }

    private static double[] numbers(int n, int seed) {
        return new Random(seed).doubles(n, -1, 1).toArray();
    }

    private static double[][] matrix(int rows, int columns, int seed) {
        double[] all = numbers(rows * columns, seed);
        double[][] matrix = new double[rows][];
        Arrays.setAll(matrix, i -> Arrays.copyOfRange(all, i * columns, (i + 1) * columns));
        return matrix;
    }

    private static double[][] oneHot(int rows, int classes) {
        double[][] targets = new double[rows][classes];
        for (int i = 0; i < rows; i++) {
            targets[i][i % classes] = 1;
        }
        return targets;
    }

    // Bits

    /** A model, made anew for each place where it is computed, and what its calls are given. */
    private record Model(Supplier<FunctionArgument[]> make, Object... args) {}

    private static Map<String, Model> models() {
        Models.Sizes small = Models.Sizes.SMALL;
        Models.Sizes large = Models.Sizes.LARGE;
        Map<String, Model> all = new LinkedHashMap<>();
        all.put("line, 1 point", new Model(() -> line(), numbers(1, 1), numbers(1, 2)));
        all.put("line, 1 000 000 points", new Model(() -> line(), numbers(1_000_000, 1), numbers(1_000_000, 2)));
        all.put("network 20-30-5", network(small));
        all.put("network 784-256-10", network(large));
        all.put(
                "logistic regression on slices",
                new Model(
                        () -> Models.slices(
                                shared(matrix(10_000, 20, 1), "rows"), shared(numbers(10_000, 2), "targets"), 500),
                        3L));
        all.put(
                "convolutions and what follows them",
                new Model(Models::convolutions, new RandomState(1).randn(2, 1, 28, 28)));
        all.put("loop of single numbers", new Model(Recurrences::scan, numbers(TURNS, 1), 0.5));
        all.put("its gradient", new Model(Recurrences::scanGradient, numbers(TURNS, 1), 0.5));
        all.put(
                "long short-term memory",
                new Model(() -> Recurrences.Lstm.of(16, 32).training(), new RandomState(1).randn(10, 8, 16)));
        all.put("Elman network", new Model(() -> Recurrences.Elman.of(64).hidden(), (Object) matrix(50, 64, 1)));
        return all;
    }

    private static FunctionArgument[] line() {
        return Models.line(T.vector("x"), T.vector("y"));
    }

    private static Model network(Models.Sizes s) {
        return new Model(() -> Models.network(s), matrix(s.rows(), s.features(), 1), oneHot(s.rows(), s.classes()));
    }

    private void bits() {
        models().forEach((name, model) -> {
            List<double[]> expected = results(function(model.make().get()), model.args());
            FunctionArgument[] arguments = model.make().get();
            List<double[]> found = results(there(arguments), model.args());
            long differ = 0;
            for (int i = 0; i < expected.size(); i++) {
                for (int k = 0; k < expected.get(i).length; k++) {
                    differ += Double.doubleToLongBits(expected.get(i)[k]) == Double.doubleToLongBits(found.get(i)[k])
                            ? 0
                            : 1;
                }
            }
            wrong += differ == 0 ? 0 : 1;
            say("bits of " + name, differ == 0 ? "the processor's" : differ + " numbers DIFFER");
        });
    }

    /** What some calls give; as each updates its variables, the later ones tell of these. */
    private static List<double[]> results(CompiledFunction f, Object[] args) {
        List<double[]> all = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            for (INDArray a : f.applyAll(args)) {
                all.add(a.dup('c').reshape(a.length()).toDoubleVector());
            }
        }
        return all;
    }

    // Times

    /** A step of a line through shared points, which reads each of them once. */
    private void bandwidth(int n) {
        Shared x = shared(numbers(n, 1), "x");
        Shared y = shared(numbers(n, 2), "y");
        Shared m = shared(0.0, "m");
        Shared c = shared(0.0, "c");
        Expr cost = T.mean(T.sqr(x.times(m).plus(c).minus(y)));
        CompiledFunction f = there(
                outputs(cost),
                new Update(m, m.minus(T.grad(cost, m).times(0.1))),
                new Update(c, c.minus(T.grad(cost, c).times(0.1))));
        double seconds = fastest(f);
        say(
                "line through " + n + " points",
                "%.3f ms, %.1f GB/s".formatted(seconds * 1e3, 2.0 * Double.BYTES * n / seconds / 1e9));
    }

    private void overhead() {
        double one = fastest(there(line()), new double[] {1}, new double[] {2});
        say("a step with 1 point", "%.1f µs".formatted(one * 1e6));
        Shared w = shared(matrix(32, 32, 1), "w");
        Expr n = T.lscalar("n");
        Expr last = T.scan()
                .state(T.ones(32))
                .steps(n)
                .step(h -> T.tanh(T.dot(h, w)))
                .last();
        CompiledFunction loop = there(inputs(n), outputs(T.sum(last)));
        double turn = (fastest(loop, (long) TURNS) - fastest(loop, 1L)) / (TURNS - 1);
        say("a turn of tanh(h · w), 32 numbers", "%.1f µs".formatted(turn * 1e6));
    }

    private void network() {
        Model model = network(Models.Sizes.LARGE);
        double seconds = fastest(there(model.make().get()), model.args());
        say("a step of the network 784-256-10, 128 rows", "%.3f ms".formatted(seconds * 1e3));
    }

    /** The shortest of some calls, in seconds, after some that are not counted. Each waits for its output. */
    private static double fastest(CompiledFunction f, Object... args) {
        double shortest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 2 * MEASURED; i++) {
            long begun = System.nanoTime();
            f.applyAsDouble(args);
            double took = (System.nanoTime() - begun) / 1e9;
            shortest = i < MEASURED ? shortest : Math.min(shortest, took);
        }
        return shortest;
    }

    private static void say(String what, String is) {
        System.out.printf("%-45s %s%n", what, is);
    }
}
