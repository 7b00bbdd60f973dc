package arignote.compile.fuse;

import arignote.compile.lower.DimensionConstraints;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one long loop of two that lie in one another, where all memory that they touch is touched in its own order: a
 * loop over the rows and one over the columns of matrices is one over their elements.
 */
final class Collapse {
    private final Nest.Index outer;
    private final Nest.Index inner;
    private final Nest.Index both;
    private boolean possible = true;

    private Collapse(Nest.Index outer, Nest.Index inner) {
        this.outer = outer;
        this.inner = inner;
        both = new Nest.Index(outer.id(), DimensionConstraints.product(List.of(outer.length(), inner.length())));
    }

    static List<Nest.Statement> collapsed(List<Nest.Statement> body) {
        List<Nest.Statement> result = new ArrayList<>();
        for (Nest.Statement s : body) {
            if (s instanceof Nest.For f) {
                List<Nest.Statement> inside = collapsed(f.body());
                Nest.For now = new Nest.For(f.index(), inside);
                if (inside.size() == 1 && inside.get(0) instanceof Nest.For in) {
                    Collapse c = new Collapse(f.index(), in.index());
                    List<Nest.Statement> one = c.statements(in.body());
                    now = c.possible ? new Nest.For(c.both, one) : now;
                }
                result.add(now);
            } else {
                result.add(s);
            }
        }
        return List.copyOf(result);
    }

    private List<Nest.Statement> statements(List<Nest.Statement> body) {
        List<Nest.Statement> result = new ArrayList<>();
        for (Nest.Statement s : body) {
            if (s instanceof Nest.Let l) {
                result.add(new Nest.Let(l.local(), value(l.value())));
            } else if (s instanceof Nest.Store t) {
                result.add(new Nest.Store(t.buffer(), at(t.at()), t.value()));
            } else if (s instanceof Nest.StoreOnto t) {
                result.add(new Nest.StoreOnto(t.kind(), t.buffer(), at(t.at()), t.value()));
            } else if (s instanceof Nest.Accumulate a) {
                result.add(new Nest.Accumulate(a.accumulator(), a.value(), position(a)));
            } else {
                possible = false;
            }
        }
        return List.copyOf(result);
    }

    private List<Nest.Index> position(Nest.Accumulate a) {
        List<Nest.Index> now = new ArrayList<>(a.position());
        int at = now.indexOf(outer);
        if (at >= 0 && at + 1 < now.size() && now.get(at + 1) == inner) {
            now.remove(at + 1);
            now.set(at, both);
        } else {
            possible &= at < 0 && !now.contains(inner);
        }
        return now;
    }

    private Nest.Value value(Nest.Value v) {
        if (v instanceof Nest.Load l) {
            return new Nest.Load(l.buffer(), at(l.at()));
        }
        possible &= !(v instanceof Nest.Position);
        return v;
    }

    private List<Nest.Subscript> at(List<Nest.Subscript> subscripts) {
        List<Nest.Subscript> now = new ArrayList<>();
        for (int i = 0; i < subscripts.size(); i++) {
            Nest.Subscript s = subscripts.get(i);
            boolean pair = s.map().unitAxis() == outer
                    && i + 1 < subscripts.size()
                    && subscripts.get(i + 1).map().unitAxis() == inner;
            if (pair) {
                i++;
                now.add(new Nest.Subscript(
                        new IndexMap.Axis<>(both), s.axes() + subscripts.get(i).axes()));
            } else {
                Nest.Index along = s.map().linear().axis();
                possible &= along != outer && along != inner;
                now.add(s);
            }
        }
        return List.copyOf(now);
    }
}
