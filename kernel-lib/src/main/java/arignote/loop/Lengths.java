package arignote.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides, for the lengths that a call brings or is likely to bring, which are equal and which axes of length 1 are
 * repeated, and keeps each decision as a guard. Loops hold for all lengths that pass the guards, whatever their sizes.
 */
final class Lengths {
    static final Length ONE = new Length(new Length.Fixed(1), 1);

    /** As many as there often are in a batch. */
    private static final int GUESS = 64;

    private final List<Guard> guards = new ArrayList<>();

    List<Guard> guards() {
        return guards;
    }

    static Length fixed(long n) {
        return n == 1 ? ONE : new Length(new Length.Fixed(n), n);
    }

    static Length product(List<Length> factors) {
        List<Length> relevant = factors.stream().filter(f -> !f.isOne()).toList();
        if (relevant.isEmpty()) {
            return ONE;
        }
        return relevant.size() == 1 ? relevant.get(0) : new Length(new Length.Product(relevant), actual(relevant));
    }

    /** What is left of {@code total} beside {@code known}. */
    Length quotient(List<Length> total, List<Length> known) {
        List<Length> left = new ArrayList<>(total);
        List<Length> divisors = new ArrayList<>();
        for (Length k : known) {
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
        long actual = all == Length.UNKNOWN || part == Length.UNKNOWN ? Length.UNKNOWN : part == 0 ? 0 : all / part;
        return new Length(new Length.Quotient(List.copyOf(left), List.copyOf(divisors)), actual);
    }

    static long actual(List<Length> factors) {
        long product = 1;
        for (Length f : factors) {
            if (f.actual() == Length.UNKNOWN) {
                return Length.UNKNOWN;
            }
            product *= f.actual();
        }
        return product;
    }

    /** Makes both equal. */
    void same(Length a, Length b) {
        if (a.root() == b.root()) {
            return;
        }
        if (a.actual() != Length.UNKNOWN && b.actual() != Length.UNKNOWN && a.actual() != b.actual()) {
            throw new NoNest("shapes do not match");
        }
        need(new Guard.Same(a, b));
        Length.join(a, b);
    }

    /** The products of both must be equal. */
    void sameSize(List<Length> a, List<Length> b) {
        Length left = product(a);
        Length right = product(b);
        if (left.root() != right.root()) {
            if (left.actual() != Length.UNKNOWN
                    && right.actual() != Length.UNKNOWN
                    && left.actual() != right.actual()) {
                throw new NoNest("sizes do not match");
            }
            need(new Guard.Same(left, right));
        }
    }

    /** There is at least one element. */
    void some(Length a) {
        if (a.actual() == 0) {
            throw new NoNest("there is nothing to take the greatest of");
        }
        if (!(a.root().source() instanceof Length.Fixed)) {
            need(new Guard.Some(a.root()));
        }
    }

    /** There are at least so many elements. */
    void least(Length a, long n) {
        if (a.actual() != Length.UNKNOWN && a.actual() < n) {
            throw new NoNest("an index lies outside of its axis");
        }
        if (!(a.root().source() instanceof Length.Fixed)) {
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
    boolean atLeast(List<Length> axes, long border) {
        long turns = 1;
        boolean fixed = true;
        for (Length n : axes) {
            turns *= n.actual() == Length.UNKNOWN ? GUESS : n.actual();
            fixed &= n.root().source() instanceof Length.Fixed;
        }
        boolean isThere = turns >= border;
        if (!fixed) {
            need(new Guard.AtLeast(product(axes), border, isThere));
        }
        return isThere;
    }

    /** The length to which axes of these lengths broadcast; those that differ from it are repeated. */
    Length broadcast(List<Length> lengths) {
        Length result = lengths.get(0);
        for (Length next : lengths.subList(1, lengths.size())) {
            if (next.root() == result.root() || next.isOne()) {
                continue;
            }
            if (result.isOne()) {
                result = next;
            } else if (isRepeated(next, result)) {
                need(new Guard.One(next.root()));
            } else if (isRepeated(result, next)) {
                need(new Guard.One(result.root()));
                result = next;
            } else {
                same(result, next);
            }
        }
        return result;
    }

    /** Whether an axis of length {@code a} is repeated to the length {@code b}; else both are made equal. */
    boolean repeats(Length a, Length b) {
        if (broadcast(List.of(b, a)).root() != b.root()) {
            same(a, b);
        }
        return a.root() != b.root();
    }

    private static boolean isRepeated(Length a, Length b) {
        return a.actual() == 1 && b.actual() != 1;
    }
}
