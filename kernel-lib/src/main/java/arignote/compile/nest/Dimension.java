package arignote.compile.nest;

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

    /** An actual length that is not known before the call. */
    public static final long UNKNOWN = -1;

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

    /** Whether this is computed from {@code part}, both of them roots. */
    private boolean contains(Dimension part) {
        List<Dimension> from = new ArrayList<>();
        if (source instanceof Product p) {
            from.addAll(p.factors);
        } else if (source instanceof Quotient q) {
            from.addAll(q.total);
            from.addAll(q.known);
        }
        return from.stream().map(Dimension::root).anyMatch(l -> l == part || l.contains(part));
    }
}
