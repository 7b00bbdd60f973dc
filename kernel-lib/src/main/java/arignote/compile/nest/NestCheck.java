package arignote.compile.nest;

import arignote.expr.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says whether loops are sound: every name is known where it is used, and of the type that is asked for. */
public final class NestCheck {
    private final Set<Nest.Local> locals = new HashSet<>();
    private final Set<Nest.Index> indices = new HashSet<>();
    private final Set<Nest.Accumulator> accumulators = new HashSet<>();

    private NestCheck() {}

    /** @throws IllegalStateException naming the first statement that is not sound */
    public static void check(Nest.Program program) {
        new NestCheck().block(program.body());
    }

    private void block(List<Nest.Statement> body) {
        Set<Nest.Local> before = new HashSet<>(locals);
        for (Nest.Statement s : body) {
            statement(s);
        }
        locals.retainAll(before);
    }

    private void statement(Nest.Statement s) {
        if (s instanceof Nest.Let l) {
            value(s, l);
            need(locals.add(l.local()), "is named twice", s);
        } else if (s instanceof Nest.For f) {
            need(indices.add(f.index()), "runs within itself", s);
            block(f.body());
            indices.remove(f.index());
        } else if (s instanceof Nest.Begin b) {
            need(accumulators.add(b.accumulator()), "begins twice", s);
        } else if (s instanceof Nest.Accumulate a) {
            need(accumulators.contains(a.accumulator()), "has not begun", s);
            need(a.value().dtype() == a.accumulator().of(), "adds another type", s);
            known(a.value(), s);
            need(indices.containsAll(a.position()), "asks for an index from outside of its loop", s);
        } else if (s instanceof Nest.Store t) {
            need(t.value().dtype() == t.buffer().dtype(), "stores another type", s);
            known(t.value(), s);
            at(t.buffer(), t.at(), s);
        } else if (s instanceof Nest.StoreOnto t) {
            need(t.value().dtype() == t.buffer().dtype(), "stores another type", s);
            known(t.value(), s);
            at(t.buffer(), t.at(), s);
        } else if (s instanceof Nest.Multiply m) {
            boolean alike = m.left().dtype() == m.out().dtype()
                    && m.right().dtype() == m.out().dtype();
            need(alike && m.out().dtype().isFloat(), "multiplies other types", s);
        }
    }

    private void value(Nest.Statement s, Nest.Let let) {
        DType dtype = let.local().dtype();
        Nest.Value v = let.value();
        if (v instanceof Nest.Load l) {
            need(l.buffer().dtype() == dtype, "loads another type", s);
            at(l.buffer(), l.at(), s);
        } else if (v instanceof Nest.Apply a) {
            a.operands().forEach(o -> known(o, s));
            need(a.operands().size() == a.op().arity(), "has too many or too few operands", s);
        } else if (v instanceof Nest.Convert c) {
            known(c.operand(), s);
        } else if (v instanceof Nest.Within w) {
            known(w.index(), s);
            need(dtype == DType.INT64, "is a place, an int64", s);
        } else if (v instanceof Nest.Position p) {
            need(indices.contains(p.index()), "asks for an index from outside of its loop", s);
            need(dtype == DType.INT64, "is a position, an int64", s);
        } else if (v instanceof Nest.Count) {
            need(dtype == DType.INT64, "is a count, an int64", s);
        } else if (v instanceof Nest.Result r) {
            need(accumulators.contains(r.accumulator()), "has not begun", s);
        }
    }

    private void at(Buffer buffer, List<Nest.Subscript> at, Nest.Statement s) {
        int axes = at.stream().mapToInt(Nest.Subscript::axes).sum();
        need(axes == buffer.rank(), "has " + axes + " subscripts for " + buffer.rank() + " axes", s);
        for (Nest.Subscript u : at) {
            IndexMap.Linear<Nest.Index, Nest.Local> index = u.map().linear();
            need(index.axis() == null || indices.contains(index.axis()), "uses an index outside of its loop", s);
            index.values().forEach(v -> known(v, s));
        }
    }

    private void known(Nest.Local local, Nest.Statement s) {
        need(locals.contains(local), "uses a number that is not known there", s);
    }

    private static void need(boolean holds, String otherwise, Nest.Statement s) {
        if (!holds) {
            throw new IllegalStateException("unsound loops: " + s + " " + otherwise);
        }
    }
}
