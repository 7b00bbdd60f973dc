package arignote.compile.split;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says whether a statement can be split by rows: each turn of a loop over rows reads and writes what belongs to its own row, and
 * nothing else touches what has rows. The number of a row is that among all rows; as an index it is the turn.
 */
final class RowCheck {
    private final DataRows rows;
    private final Nest.Index loop; // over rows; null outside of such loops
    private final Set<Nest.Local> rowNumbers = new HashSet<>();

    private RowCheck(DataRows rows, Nest.Index loop) {
        this.rows = rows;
        this.loop = loop;
    }

    /** @throws NoSplit if a statement outside of loops over rows touches them */
    static void outside(Nest.Statement s, DataRows rows) {
        new RowCheck(rows, null).statement(s);
    }

    /**
     * Checks a loop over rows.
     *
     * @return the numbers that are a row's own
     * @throws NoSplit if its turns touch other rows
     */
    static Set<Nest.Local> inside(Nest.For f, DataRows rows) {
        RowCheck check = new RowCheck(rows, f.index());
        f.body().forEach(check::statement);
        return check.rowNumbers;
    }

    private void statement(Nest.Statement s) {
        if (s instanceof Nest.For f) {
            if (rows.areIn(f.index().length())) {
                throw new NoSplit(
                        loop == null
                                ? "its rows are not along the first axis, or it takes a part of them"
                                : "it goes over all rows again for each row");
            }
            f.body().forEach(this::statement);
        } else if (s instanceof Nest.Let l) {
            let(l);
        } else if (s instanceof Nest.Store t) {
            at(t.buffer(), t.at());
        } else if (s instanceof Nest.StoreOnto t) {
            at(t.buffer(), t.at());
        } else if (s instanceof Nest.Multiply m) {
            for (Buffer b : List.of(m.left(), m.right(), m.out())) {
                if (rows.have(b)) {
                    throw new NoSplit("a product mixes rows of " + DataRows.called(b));
                }
            }
        }
    }

    private void let(Nest.Let l) {
        if (l.value() instanceof Nest.Load o) {
            at(o.buffer(), o.at());
        } else if (l.value() instanceof Nest.Position p && p.index() == loop && loop != null) {
            rowNumbers.add(l.local());
        } else if (l.value() instanceof Nest.Convert c
                && rowNumbers.contains(c.operand())
                && l.local().dtype().isInteger()) {
            rowNumbers.add(l.local());
        } else if (l.value() instanceof Nest.Within w && rows.areIn(w.length())) {
            if (!rowNumbers.contains(w.index())) {
                throw new NoSplit("it takes rows by their index");
            }
            rowNumbers.add(l.local());
        }
    }

    private void at(Buffer b, List<Nest.Subscript> at) {
        if (!rows.have(b)) {
            if (loop != null && Nest.Subscript.follows(at, loop)) {
                throw new NoSplit(
                        DataRows.called(b) + " has an element for each row, and lies in no column of the data");
            }
            return;
        }
        if (loop == null) {
            throw new NoSplit("it takes single rows of " + DataRows.called(b));
        }
        Nest.Subscript first = own(at.get(0), rowNumbers, loop);
        if (!rows.follow(b, first, loop) || Nest.Subscript.follows(at.subList(1, at.size()), loop)) {
            throw new NoSplit("it takes rows of " + DataRows.called(b) + " by their index, or some of them");
        }
    }

    /** The subscript by the turn instead of by the number of the row, which are the same row. */
    static Nest.Subscript own(Nest.Subscript s, Set<Nest.Local> rowNumbers, Nest.Index loop) {
        return s.map() instanceof IndexMap.At<Nest.Index, Nest.Local> a && rowNumbers.contains(a.index())
                ? Nest.Subscript.along(loop)
                : s;
    }

    /** The same of all subscripts of an array with rows. */
    static List<Nest.Subscript> own(List<Nest.Subscript> at, Set<Nest.Local> rowNumbers, Nest.Index loop) {
        List<Nest.Subscript> own = new ArrayList<>(at);
        own.set(0, own(at.get(0), rowNumbers, loop));
        return List.copyOf(own);
    }
}
