package arignote.compile.split;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import arignote.compile.nest.Nest;
import arignote.compile.nest.NestCheck;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the programs of a split: the function's own statements, which find sums and lengths of all rows among the leaves. */
final class SplitPrograms {
    private final Loops loops;
    private final DataRows rows;
    private final Map<Nest.For, Set<Nest.Local>> rowNumbers;
    private final List<Buffer> leaves;
    private final Buffer firstRow;
    private final Map<Dimension, Buffer> lengths = new LinkedHashMap<>();
    private final Map<Total, Buffer> totals = new LinkedHashMap<>();
    private final Split split;
    private int next; // the number of a new local or index

    SplitPrograms(Split split, Loops loops, DataRows rows, Map<Nest.For, Set<Nest.Local>> rowNumbers) {
        this.split = split;
        this.loops = loops;
        this.rows = rows;
        this.rowNumbers = rowNumbers;
        leaves = new ArrayList<>(loops.leaves());
        firstRow = leaf(DType.INT64, List.of());
        split.lengths().forEach(n -> lengths.put(n, leaf(DType.INT64, List.of())));
        split.totals().forEach(t -> totals.put(t, leaf(t.dtype(), t.dims())));
        next = 1 + greatest(loops.program().body());
    }

    private Buffer leaf(DType dtype, List<Dimension> dims) {
        Buffer leaf = new Buffer(Buffer.Role.INPUT, leaves.size(), dtype, dims, false, null);
        leaves.add(leaf);
        return leaf;
    }

    private static int greatest(List<Nest.Statement> body) {
        int greatest = 0;
        for (Nest.Statement s : body) {
            if (s instanceof Nest.Let l) {
                greatest = Math.max(greatest, l.local().id());
            } else if (s instanceof Nest.For f) {
                greatest = Math.max(greatest, Math.max(f.index().id(), greatest(f.body())));
            }
        }
        return greatest;
    }

    Loops shard(Collection<SplitStep> steps, List<Total> sums, List<Buffer> outputs) {
        List<Nest.Statement> body = new ArrayList<>();
        steps.forEach(s -> body.addAll(statement(s.statement)));
        List<Buffer> results = new ArrayList<>(outputs);
        for (Total t : sums) {
            if (t.of() instanceof Nest.Accumulator a) {
                Buffer to = new Buffer(
                        Buffer.Role.OUTPUT, loops.results().size() + results.size(), a.dtype(), List.of(), false, null);
                Nest.Local sum = new Nest.Local(next++, a.dtype(), null);
                body.add(new Nest.Let(sum, new Nest.Result(a)));
                body.add(new Nest.Store(to, List.of(), sum));
                results.add(to);
            } else {
                results.add((Buffer) t.of());
            }
        }
        return program(List.of(), body, steps, results, results.size());
    }

    Loops driver(Collection<SplitStep> steps) {
        List<Nest.Statement> body = new ArrayList<>();
        steps.forEach(s -> body.addAll(statement(s.statement)));
        List<Buffer> results = new ArrayList<>();
        for (int i = 0; i < loops.results().size(); i++) {
            Buffer result = loops.results().get(i);
            if (!split.rowOutputs().contains(i)) {
                results.add(result);
                if (split.total(result) != null) {
                    body.add(copy(totals.get(split.total(result)), result, new ArrayList<>()));
                }
            }
        }
        int outputs = loops.outputs() - split.rowOutputs().size();
        return program(loops.program().guards(), body, steps, results, outputs);
    }

    /** Loops that copy an array. */
    private Nest.Statement copy(Buffer from, Buffer to, List<Nest.Index> along) {
        Nest.Index i = new Nest.Index(next++, to.dims().get(along.size()));
        along.add(i);
        if (along.size() < to.rank()) {
            return new Nest.For(i, List.of(copy(from, to, along)));
        }
        List<Nest.Subscript> at = along.stream().map(Nest.Subscript::along).toList();
        Nest.Local element = new Nest.Local(next++, to.dtype(), null);
        return new Nest.For(
                i, List.of(new Nest.Let(element, new Nest.Load(from, at)), new Nest.Store(to, at, element)));
    }

    private Loops program(
            List<Guard> guards,
            List<Nest.Statement> body,
            Collection<SplitStep> steps,
            List<Buffer> results,
            int outputs) {
        Set<Buffer> written = new LinkedHashSet<>();
        steps.forEach(s -> s.writes.stream()
                .filter(Buffer.class::isInstance)
                .map(Buffer.class::cast)
                .filter(b -> !results.contains(b))
                .forEach(written::add));
        Nest.Program program =
                new Nest.Program(guards, loops.program().constants(), List.copyOf(written), List.copyOf(body));
        NestCheck.check(program);
        return new Loops(program, loops.literals(), List.copyOf(leaves), List.copyOf(results), outputs);
    }

    // Statements

    private List<Nest.Statement> statement(Nest.Statement s) {
        return s instanceof Nest.For f ? List.of(loop(f, rowNumbers.get(f), f.index())) : one(s, null, null);
    }

    /** @param own the numbers of the row; null outside of loops over rows */
    private Nest.For loop(Nest.For f, Set<Nest.Local> own, Nest.Index turn) {
        List<Nest.Statement> body = new ArrayList<>();
        for (Nest.Statement s : f.body()) {
            if (s instanceof Nest.For inner) {
                body.add(loop(inner, own, turn));
            } else {
                body.addAll(one(s, own, turn));
            }
        }
        return new Nest.For(f.index(), List.copyOf(body));
    }

    private List<Nest.Statement> one(Nest.Statement s, Set<Nest.Local> own, Nest.Index turn) {
        if (s instanceof Nest.Store t) {
            return List.of(new Nest.Store(t.buffer(), at(t.buffer(), t.at(), own, turn), t.value()));
        }
        if (s instanceof Nest.StoreOnto t) {
            return List.of(new Nest.StoreOnto(t.kind(), t.buffer(), at(t.buffer(), t.at(), own, turn), t.value()));
        }
        if (s instanceof Nest.Multiply m) {
            return List.of(new Nest.Multiply(
                    known(m.left()),
                    m.leftTransposed(),
                    known(m.right()),
                    m.rightTransposed(),
                    m.out(),
                    m.rows(),
                    m.columns(),
                    m.summed()));
        }
        return s instanceof Nest.Let l ? let(l, own, turn) : List.of(s);
    }

    private List<Nest.Statement> let(Nest.Let l, Set<Nest.Local> own, Nest.Index turn) {
        Nest.Value v = l.value();
        if (v instanceof Nest.Count c && lengths.containsKey(c.length().root())) {
            return List.of(new Nest.Let(l.local(), load(lengths.get(c.length().root()))));
        }
        if (v instanceof Nest.Result r && split.total(r.accumulator()) != null) {
            return List.of(new Nest.Let(l.local(), load(totals.get(split.total(r.accumulator())))));
        }
        if (v instanceof Nest.Load o) {
            return List.of(
                    new Nest.Let(l.local(), new Nest.Load(known(o.buffer()), at(o.buffer(), o.at(), own, turn))));
        }
        if (own != null && own.contains(l.local()) && v instanceof Nest.Within w) {
            return List.of(new Nest.Let(l.local(), new Nest.Convert(w.index())));
        }
        if (own != null && v instanceof Nest.Position p && p.index() == turn) {
            Nest.Local here = new Nest.Local(next++, DType.INT64, null);
            Nest.Local first = new Nest.Local(next++, DType.INT64, null);
            return List.of(
                    new Nest.Let(here, v),
                    new Nest.Let(first, load(firstRow)),
                    new Nest.Let(l.local(), new Nest.Apply(ScalarOp.ADD, List.of(here, first))));
        }
        return List.of(l);
    }

    private static Nest.Value load(Buffer number) {
        return new Nest.Load(number, List.of());
    }

    private List<Nest.Subscript> at(Buffer b, List<Nest.Subscript> at, Set<Nest.Local> own, Nest.Index turn) {
        return own == null || !rows.have(b) ? at : RowCheck.own(at, own, turn);
    }

    /** The sum of all rows in the place of that of a shard. */
    private Buffer known(Buffer b) {
        return split.total(b) == null ? b : totals.get(split.total(b));
    }
}
