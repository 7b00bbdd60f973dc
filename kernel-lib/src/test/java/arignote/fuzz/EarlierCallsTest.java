package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.expr.HostArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What a call gives depends on its arguments alone: neither on the shapes of the calls before, for which other code may
 * have been made, nor on the memory that its arrays lie in. The number of graphs and the first seed are the system properties {@code
 * arignote.fuzz} and {@code arignote.fuzz.seed}.
 */
class EarlierCallsTest {
    private static final int USUAL = 100;

    /** Its sum of other axes once lost its vectors' order where lengths were known. */
    private static final long FOUND = 9863;

    /** What becomes of the length of each axis in a call before. */
    private static final List<LongUnaryOperator> OTHER_LENGTHS =
            List.of(n -> n > 1 ? n + 1 : n, n -> 1, n -> n == 1 ? 3 : n, n -> 0);

    private int computed;

    @Test
    void a_call_gives_the_same_bits_after_others_and_from_other_memory() {
        int graphs = Integer.getInteger("arignote.fuzz", USUAL);
        long first = Long.getLong("arignote.fuzz.seed", 0);
        List<String> failures = new ArrayList<>();
        for (long seed : LongStream.concat(LongStream.range(first, first + graphs), LongStream.of(FOUND))
                .toArray()) {
            Case c = in(Memory.JAVA_ARRAY, Generator.of(seed));
            List<HostArray> expected;
            try {
                expected = Check.results(c, made(c));
            } catch (IllegalArgumentException | ArithmeticException e) {
                continue; // it is refused
            }
            String at = "seed " + seed;
            compare(
                    at + " in memory outside the heap",
                    expected,
                    Check.results(in(Memory.C_ORDER, c), made(c)),
                    failures);
            for (int i = 0; i < OTHER_LENGTHS.size(); i++) {
                Case before = with(OTHER_LENGTHS.get(i), c);
                before.reset();
                CompiledFunction f = made(c);
                if (isComputed(before, f)) {
                    compare(at + " after lengths " + i, expected, Check.results(c, f), failures);
                    compare(
                            at + " in other memory after lengths " + i,
                            expected,
                            Check.results(in(Memory.C_ORDER, c), f),
                            failures);
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(computed).isGreaterThan(graphs);
    }

    private static CompiledFunction made(Case c) {
        return Setting.WHOLE.get(0).compile().apply(c.arguments());
    }

    private boolean isComputed(Case c, CompiledFunction f) {
        try {
            Check.results(c, f);
            computed++;
            return true;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
    }

    private static void compare(String when, List<HostArray> expected, List<HostArray> results, List<String> failures) {
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(results.get(i))) {
                failures.add(when + ": result " + i + " is " + results.get(i) + ", not " + expected.get(i));
            }
        }
    }

    private static Case in(Memory memory, Case c) {
        List<Variable> inputs = c.inputs().stream()
                .map(v -> new Variable(v.expr(), v.value(), memory))
                .toList();
        return new Case(inputs, c.shared(), c.outputs(), c.updates());
    }

    private static Case with(LongUnaryOperator length, Case c) {
        return new Case(with(length, c.inputs()), with(length, c.shared()), c.outputs(), c.updates());
    }

    private static List<Variable> with(LongUnaryOperator length, List<Variable> variables) {
        return variables.stream()
                .map(v -> new Variable(v.expr(), with(length, v.value()), v.memory()))
                .toList();
    }

    /** An array of other lengths, with the same numbers over and over. */
    private static HostArray with(LongUnaryOperator length, HostArray value) {
        long[] shape = LongStream.of(value.shape()).map(length).toArray();
        int size = Shapes.size(shape);
        int numbers = Math.max(1, value.size());
        if (value.size() == 0 && size > 0) {
            return HostArray.zeros(value.dtype(), shape);
        }
        if (value.dtype().isFloat()) {
            double[] all = new double[size];
            Arrays.setAll(all, i -> value.doubleAt(i % numbers));
            return HostArray.ofDoubles(value.dtype(), shape, all);
        }
        long[] all = new long[size];
        Arrays.setAll(all, i -> value.longAt(i % numbers));
        return HostArray.ofLongs(value.dtype(), shape, all);
    }
}
