package arignote.expr;

import java.util.ArrayList;
import java.util.List;

/** What is taken along one axis of an array. */
public sealed interface Along {
    /** The element at the index that an argument tells; negative ones count from the end. The axis is gone then. */
    record At() implements Along {}

    /**
     * Every so manieth element, as NumPy's {@code start:stop:step}.
     *
     * @param hasStart whether an argument tells where it starts; else at the end where {@code step} comes from
     * @param hasStop whether an argument tells where it stops, without that one; else behind the last
     * @param step not 0
     */
    record Slice(boolean hasStart, boolean hasStop, long step) implements Along {
        /** The whole axis. */
        public static final Slice ALL = new Slice(false, false, 1);
    }

    /**
     * One axis, what is taken along it, and the arguments for that.
     *
     * @param at the index, or where a slice starts; null if no argument tells
     * @param stop where a slice stops; null if no argument tells
     */
    record Axis<A>(Along along, A at, A stop) {}

    /** What is taken along each axis, with its arguments from {@code numbers}, in order. */
    static <A> List<Axis<A>> axes(List<Along> all, List<A> numbers) {
        List<Axis<A>> axes = new ArrayList<>();
        int next = 0;
        for (Along along : all) {
            boolean at = !(along instanceof Slice s) || s.hasStart;
            boolean stop = along instanceof Slice s && s.hasStop;
            axes.add(new Axis<>(along, at ? numbers.get(next++) : null, stop ? numbers.get(next++) : null));
        }
        return axes;
    }

    /** How many arguments tell where. */
    static int numbers(List<Along> all) {
        return all.stream()
                .mapToInt(a -> a instanceof Slice s ? (s.hasStart ? 1 : 0) + (s.hasStop ? 1 : 0) : 1)
                .sum();
    }

    /** How many axes are gone. */
    static int gone(List<Along> all) {
        return (int) all.stream().filter(At.class::isInstance).count();
    }

    /** Where a slice of an axis of length n without a start starts, before it is counted from the front. */
    static long firstStart(long step) {
        return step > 0 ? 0 : -1;
    }

    /** Where a slice of an axis of length n without a stop stops, before it is counted from the front. */
    static long lastStop(long n, long step) {
        return step > 0 ? n : -1 - n;
    }

    /** The first index of a slice of an axis of length n, counted from the front; it is out of range where the slice is empty. */
    static long start(long n, long start, long step) {
        return bound(n, start, step);
    }

    /** The number of elements of a slice of an axis of length n. */
    static long length(long n, long start, long stop, long step) {
        long from = bound(n, start, step);
        long to = bound(n, stop, step);
        return Math.max(0, step > 0 ? (to - from + step - 1) / step : (from - to - step - 1) / -step);
    }

    private static long bound(long n, long index, long step) {
        long counted = index < 0 ? index + n : index;
        long least = step > 0 ? 0 : -1;
        return Math.max(least, Math.min(step > 0 ? n : n - 1, counted));
    }
}
