package arignote.compile.nest;

import arignote.expr.Along;
import java.util.ArrayList;
import java.util.List;

/**
 * A symbolic dimension: the length of an axis, which is a number in each call. Dimensions that an expression needs equal
 * are joined, and count as one from then on.
 */
public final class Dimension {
    /** Where the number comes from. */
    public sealed interface Source {}

    /** The length of one axis of an argument. */
    public record OfMemory(Buffer buffer, int axis) implements Source {}

    /** Known from the beginning. */
    public record Fixed(long value) implements Source {}

    /** The number of elements along several axes. */
    public record Product(List<Dimension> factors) implements Source {}

    /** What is left of {@code total} elements beside axes of these lengths: the -1 of a reshape. */
    public record Quotient(List<Dimension> total, List<Dimension> known) implements Source {}

    /**
     * A whole number that a call brings: a scalar, or an element of a vector.
     *
     * @param element which one
     */
    public record OfValue(Buffer buffer, int element) implements Source {}

    /** A whole number that follows from others. */
    public record Computed(Arithmetic op, List<Dimension> operands) implements Source {}

    /** How lengths and places follow from others. */
    public enum Arithmetic {
        ADD,
        SUBTRACT,
        MULTIPLY,
        MINIMUM,
        MAXIMUM,
        /** where a slice starts, of the axis' length, the start and the step: {@link arignote.expr.Along#start} */
        SLICE_START,
        /** how many elements a slice has, of the axis' length, the start, the stop and the step */
        SLICE_LENGTH;

        /** What is computed, for a reader, of the texts of its operands. */
        public String text(List<String> of) {
            return switch (this) {
                case ADD -> of.get(0) + " + " + of.get(1);
                case SUBTRACT -> of.get(0) + " - " + of.get(1);
                case MULTIPLY -> of.get(0) + " * " + of.get(1);
                case MINIMUM, MAXIMUM -> (this == MINIMUM ? "min(" : "max(") + String.join(", ", of) + ")";
                case SLICE_START -> "start(" + of.get(1) + " of " + of.get(0) + ")";
                case SLICE_LENGTH ->
                    "length(" + of.get(1) + ":" + of.get(2) + (of.get(3).equals("1") ? "" : ":" + of.get(3)) + " of "
                            + of.get(0) + ")";
            };
        }

        /** The number. */
        public long apply(long[] of) {
            return switch (this) {
                case ADD -> of[0] + of[1];
                case SUBTRACT -> of[0] - of[1];
                case MULTIPLY -> of[0] * of[1];
                case MINIMUM -> Math.min(of[0], of[1]);
                case MAXIMUM -> Math.max(of[0], of[1]);
                case SLICE_START -> Along.start(of[0], of[1], of[2]);
                case SLICE_LENGTH -> Along.length(of[0], of[1], of[2], of[3]);
            };
        }
    }

    /** An actual length that is not known before the call. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private final Source source;
    private long actual;
    private Dimension joined;

    public Dimension(Source source, long actual) {
        this.source = source;
        this.actual = actual;
    }

    /** Where the number comes from. */
    public Source source() {
        return source;
    }

    /** The one that stands for all that are equal to this. */
    public Dimension root() {
        Dimension root = this;
        while (root.joined != null) {
            root = root.joined;
        }
        return root;
    }

    /** The length in the call for which the loops are being made, or {@link #UNKNOWN}. */
    public long actual() {
        return root().actual;
    }

    /** Whether it follows from what a call brings; else it is known before, or from shared variables. */
    public boolean isOfCall() {
        Dimension root = root();
        return root.source instanceof OfValue
                || (root.source instanceof OfMemory m && m.buffer.role() == Buffer.Role.INPUT)
                || root.parts().stream().anyMatch(Dimension::isOfCall);
    }

    public boolean isOne() {
        return root().source instanceof Fixed f && f.value == 1;
    }

    /**
     * From now on both are one. A fixed number stands for the others, the length of an array for a computed one, and a
     * factor for a product, so that no dimension is computed from itself.
     */
    public static void join(Dimension a, Dimension b) {
        Dimension keeps = a.root();
        Dimension goes = b.root();
        if (keeps == goes) {
            return;
        }
        if (goes.source instanceof Fixed || !(keeps.isLeaf() || !goes.isLeaf() && !keeps.contains(goes))) {
            Dimension other = keeps;
            keeps = goes;
            goes = other;
        }
        if (keeps.actual == UNKNOWN) {
            keeps.actual = goes.actual;
        }
        goes.joined = keeps;
    }

    private boolean isLeaf() {
        return source instanceof Fixed || source instanceof OfMemory;
    }

    /** What this is computed from. */
    public List<Dimension> parts() {
        List<Dimension> parts = new ArrayList<>();
        if (source instanceof Product p) {
            parts.addAll(p.factors);
        } else if (source instanceof Quotient q) {
            parts.addAll(q.total);
            parts.addAll(q.known);
        } else if (source instanceof Computed c) {
            parts.addAll(c.operands);
        }
        return parts;
    }

    /** Whether this is computed from {@code part}, both of them roots. */
    private boolean contains(Dimension part) {
        return parts().stream().map(Dimension::root).anyMatch(l -> l == part || l.contains(part));
    }
}
