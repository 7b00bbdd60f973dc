package arignote.compile.nest;

import java.util.List;

/** Symbolic dimensions as numbers, and whether guards hold of them. */
public abstract class DimensionValues {
    /** The length of an axis of an argument. */
    protected abstract long length(Buffer argument, int axis);

    /** A whole number that an argument holds. */
    protected abstract long value(Buffer argument, int element);

    /** Whether a guard does not hold. */
    public final boolean isBroken(Guard g) {
        if (g instanceof Guard.Same s) {
            return of(s.a()) != of(s.b());
        }
        if (g instanceof Guard.Different d) {
            return of(d.a()) == of(d.b());
        }
        if (g instanceof Guard.Repeated r) {
            return of(r.a()) != 1 || of(r.to()) == 1;
        }
        if (g instanceof Guard.AtLeast l) {
            return (of(l.a()) >= l.border()) != l.isThere();
        }
        return of(((Guard.Some) g).a()) == 0;
    }

    /** The number. */
    public final long of(Dimension n) {
        Dimension.Source source = n.source();
        if (source instanceof Dimension.OfMemory m) {
            return length(m.buffer(), m.axis());
        }
        if (source instanceof Dimension.Fixed f) {
            return f.value();
        }
        if (source instanceof Dimension.Product p) {
            return product(p.factors());
        }
        if (source instanceof Dimension.OfValue v) {
            return value(v.buffer(), v.element());
        }
        if (source instanceof Dimension.Computed c) {
            return c.op().apply(c.operands().stream().mapToLong(this::of).toArray());
        }
        Dimension.Quotient q = (Dimension.Quotient) source;
        long known = product(q.known());
        return known == 0 ? 0 : product(q.total()) / known;
    }

    /** How many elements there are along axes. */
    public final long product(List<Dimension> dims) {
        long product = 1;
        for (Dimension d : dims) {
            product *= of(d);
        }
        return product;
    }
}
