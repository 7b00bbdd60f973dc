package arignote.compile.lower;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import arignote.compile.nest.NoNest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides, for the lengths in a call or those that are likely, which dimensions are equal and which axes of length 1 are
 * repeated, and keeps each decision as a guard. Loops are right for all lengths for which the guards hold.
 */
public final class DimensionConstraints {
    static final Dimension ONE = new Dimension(new Dimension.Fixed(1), 1);

    /** As many as there often are in a batch. */
    private static final int GUESS = 64;

    private final List<Guard> guards = new ArrayList<>();

    public List<Guard> guards() {
        return guards;
    }

    static Dimension fixed(long n) {
        return n == 1 ? ONE : new Dimension(new Dimension.Fixed(n), n);
    }

    public static Dimension product(List<Dimension> factors) {
        List<Dimension> relevant = factors.stream().filter(f -> !f.isOne()).toList();
        if (relevant.isEmpty()) {
            return ONE;
        }
        return relevant.size() == 1
                ? relevant.get(0)
                : new Dimension(new Dimension.Product(relevant), actual(relevant));
    }

    /** What is left of {@code total} beside {@code known}. */
    Dimension quotient(List<Dimension> total, List<Dimension> known) {
        List<Dimension> left = new ArrayList<>(total);
        List<Dimension> divisors = new ArrayList<>();
        for (Dimension k : known) {
            int at = -1;
            for (int i = 0; i < left.size(); i++) {
                at = left.get(i).root() == k.root() ? i : at;
            }
            if (at >= 0) {
                left.remove(at);
            } else if (!k.isOne()) {
                divisors.add(k);
            }
        }
        if (divisors.isEmpty()) {
            return product(left);
        }
        long all = actual(left);
        long part = actual(divisors);
        long actual =
                all == Dimension.UNKNOWN || part == Dimension.UNKNOWN ? Dimension.UNKNOWN : part == 0 ? 0 : all / part;
        return new Dimension(new Dimension.Quotient(List.copyOf(left), List.copyOf(divisors)), actual);
    }

    private static boolean areFixed(List<Dimension> dims) {
        return dims.stream().allMatch(n -> n.root().source() instanceof Dimension.Fixed);
    }

    static long actual(List<Dimension> factors) {
        long product = 1;
        for (Dimension f : factors) {
            if (f.actual() == Dimension.UNKNOWN) {
                return Dimension.UNKNOWN;
            }
            product *= f.actual();
        }
        return product;
    }

    /** Makes both equal. */
    void same(Dimension a, Dimension b) {
        if (a.root() == b.root()) {
            return;
        }
        if (a.actual() != Dimension.UNKNOWN && b.actual() != Dimension.UNKNOWN && a.actual() != b.actual()) {
            throw new NoNest("shapes do not match");
        }
        need(new Guard.Same(a, b));
        Dimension.join(a, b);
    }

    /** The products of both must be equal. */
    void sameSize(List<Dimension> a, List<Dimension> b) {
        Dimension left = product(a);
        Dimension right = product(b);
        if (left.root() != right.root()) {
            if (left.actual() != Dimension.UNKNOWN
                    && right.actual() != Dimension.UNKNOWN
                    && left.actual() != right.actual()) {
                throw new NoNest("sizes do not match");
            }
            need(new Guard.Same(left, right));
        }
    }

    /**
     * Whether the products of both are known to be equal, and not 0, before there is a call. What a call brings says nothing here,
     * though it may be known: loops that were made for some call are taken for others, and must be those that these would have got.
     */
    boolean sameSizeBeforehand(List<Dimension> a, List<Dimension> b) {
        if (Stream.concat(a.stream(), b.stream()).anyMatch(Dimension::isOfCall)) {
            return false;
        }
        boolean same = actual(a) == actual(b) && actual(a) != 0;
        if (same) {
            sameSize(a, b);
        } else if (actual(a) == actual(b)) {
            none(product(a));
        } else if (!areFixed(a) || !areFixed(b)) {
            need(new Guard.Different(product(a), product(b)));
        }
        return same;
    }

    /**
     * Whether the products of both are equal, which they are where arrays of as many elements have the same axes in front;
     * else an axis in front is empty. The loops are right for calls where it is so, and no others: which ones a call gets must
     * not depend on what was known when they were made.
     */
    boolean haveSameSize(List<Dimension> a, List<Dimension> b, List<Dimension> front) {
        long left = actual(a);
        long right = actual(b);
        boolean equal = left == Dimension.UNKNOWN || right == Dimension.UNKNOWN || left == right;
        if (equal) {
            sameSize(a, b);
        } else {
            none(product(front));
        }
        return equal;
    }

    /** There is at least one element. */
    void some(Dimension a) {
        if (a.actual() == 0) {
            throw new NoNest("there is nothing to take the greatest of");
        }
        if (!areFixed(List.of(a))) {
            need(new Guard.Some(a.root()));
        }
    }

    /** There is no element. */
    void none(Dimension a) {
        if (!areFixed(List.of(a))) {
            need(new Guard.AtLeast(a.root(), 1, false));
        }
    }

    /** There are at least so many elements. */
    void least(Dimension a, long n) {
        if (a.actual() != Dimension.UNKNOWN && a.actual() < n) {
            throw new NoNest("an index lies outside of its axis");
        }
        if (!areFixed(List.of(a))) {
            need(new Guard.AtLeast(a.root(), n, true));
        }
    }

    private void need(Guard g) {
        if (!guards.contains(g)) {
            guards.add(g);
        }
    }

    /**
     * Whether so many turns, all axes together, are at least {@code border}; then, or if not, they have to be in each call.
     * Lengths that are not known yet are taken to be {@value #GUESS}.
     */
    boolean atLeast(List<Dimension> axes, long border) {
        long turns = 1;
        for (Dimension n : axes) {
            turns *= n.actual() == Dimension.UNKNOWN ? GUESS : n.actual();
        }
        boolean isThere = turns >= border;
        if (!areFixed(axes)) {
            need(new Guard.AtLeast(product(axes), border, isThere));
        }
        return isThere;
    }

    /** The dimension to which axes of these dimensions broadcast; those that differ from it are repeated. */
    Dimension broadcast(List<Dimension> axes) {
        Dimension result = axes.get(0);
        for (Dimension next : axes.subList(1, axes.size())) {
            if (next.root() == result.root() || next.isOne()) {
                continue;
            }
            if (result.isOne()) {
                result = next;
            } else if (isRepeated(next, result)) {
                need(new Guard.Repeated(next.root(), result.root()));
            } else if (isRepeated(result, next)) {
                need(new Guard.Repeated(result.root(), next.root()));
                result = next;
            } else {
                same(result, next);
            }
        }
        return result;
    }

    /** Whether an axis of dimension {@code a} is repeated to {@code b}; else both are made equal. */
    boolean repeats(Dimension a, Dimension b) {
        if (broadcast(List.of(b, a)).root() != b.root()) {
            same(a, b);
        }
        return a.root() != b.root();
    }

    private static boolean isRepeated(Dimension a, Dimension b) {
        return a.actual() == 1 && b.actual() != 1;
    }
}
