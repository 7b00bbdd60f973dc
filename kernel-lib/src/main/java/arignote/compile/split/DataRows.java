package arignote.compile.split;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which dimensions count rows of the data, and what has a part for each row. */
final class DataRows {
    private final Set<Dimension> roots = new HashSet<>(); // told apart by identity

    /** @param data the arrays whose first axis is that of the rows */
    DataRows(Collection<Buffer> data) {
        for (Buffer b : data) {
            roots.add(b.dims().get(0).root());
        }
        for (Dimension root : roots) {
            if (root.source() instanceof Dimension.Fixed f) {
                throw new NoSplit("it is made for " + f.value() + " rows, as many as a constant in it has");
            }
        }
    }

    /** Whether the length is a number of rows, or of the elements of rows. */
    boolean are(Dimension n) {
        List<Dimension> factors = factors(List.of(n));
        return !factors.isEmpty()
                && roots.contains(factors.get(0))
                && factors.subList(1, factors.size()).stream().noneMatch(this::areIn);
    }

    /** Whether the length follows from the number of rows in any way. */
    boolean areIn(Dimension n) {
        return roots.contains(n.root()) || n.root().parts().stream().anyMatch(this::areIn);
    }

    /** Whether a part of the array belongs to each row. */
    boolean have(Buffer b) {
        if (b.dims().stream().noneMatch(this::areIn)) {
            return false;
        }
        boolean first = are(b.dims().get(0));
        if (!first || b.dims().stream().skip(1).anyMatch(this::areIn)) {
            throw new NoSplit(called(b)
                    + (first
                            ? " has an element for each pair of rows"
                            : " has its rows along another axis than the first"));
        }
        return true;
    }

    /** Whether a subscript goes along the loop row by row: the loop has as many turns for each row as the array has elements. */
    boolean follow(Buffer b, Nest.Subscript s, Nest.Index loop) {
        return s.map().unitAxis() == loop
                && factors(b.dims().subList(0, s.axes())).equals(factors(List.of(loop.length())));
    }

    private static List<Dimension> factors(List<Dimension> dims) {
        List<Dimension> factors = new ArrayList<>();
        for (Dimension d : dims) {
            if (d.root().source() instanceof Dimension.Product p) {
                factors.addAll(factors(p.factors()));
            } else if (!d.isOne()) {
                factors.add(d.root());
            }
        }
        return factors;
    }

    static String called(Buffer b) {
        return b.name() == null ? "what it computes" : "‘" + b.name() + "’";
    }
}
