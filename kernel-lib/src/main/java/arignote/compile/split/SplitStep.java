package arignote.compile.split;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A statement that lies in no loop, with what it needs and what it gives: numbers, sums and memory. */
final class SplitStep {
    /** That something begins to be added up. */
    record Begun(Nest.Accumulator accumulator) {}

    final Nest.Statement statement;
    final Set<Object> reads = new LinkedHashSet<>();
    final Set<Object> writes = new LinkedHashSet<>();
    /** What is added up here and began outside. */
    final Set<Nest.Accumulator> sums = new LinkedHashSet<>();
    /** Whether shards compute it. */
    boolean overRows;
    /** The rows of sums that all turns add to; empty if not over rows. */
    Set<Buffer> rowSums = Set.of();
    /** What gives these their first values. */
    List<SplitStep> fills = List.of();
    /** How many rounds come before. */
    int round;

    private final Set<Nest.Accumulator> begun = new HashSet<>();

    SplitStep(Nest.Statement statement) {
        this.statement = statement;
        find(statement);
        if (statement instanceof Nest.Begin b) {
            writes.add(new Begun(b.accumulator()));
        }
    }

    private void find(Nest.Statement s) {
        if (s instanceof Nest.For f) {
            f.body().forEach(this::find);
        } else if (s instanceof Nest.Begin b) {
            begun.add(b.accumulator());
        } else if (s instanceof Nest.Let l) {
            find(l.value());
            writes.add(l.local());
        } else if (s instanceof Nest.Accumulate a) {
            reads.add(a.value());
            if (!begun.contains(a.accumulator())) {
                sums.add(a.accumulator());
                writes.add(a.accumulator());
                reads.add(new Begun(a.accumulator()));
            }
        } else if (s instanceof Nest.Store t) {
            reads.add(t.value());
            write(t.buffer(), t.at());
        } else if (s instanceof Nest.StoreOnto t) {
            reads.add(t.value());
            reads.add(t.buffer());
            write(t.buffer(), t.at());
        } else if (s instanceof Nest.Multiply m) {
            reads.add(m.left());
            reads.add(m.right());
            writes.add(m.out());
        }
    }

    private void write(Buffer b, List<Nest.Subscript> at) {
        writes.add(b);
        at.forEach(this::find);
    }

    private void find(Nest.Subscript s) {
        reads.addAll(s.map().linear().values());
    }

    private void find(Nest.Value v) {
        if (v instanceof Nest.Load l) {
            reads.add(l.buffer());
            l.at().forEach(this::find);
        } else if (v instanceof Nest.Apply a) {
            reads.addAll(a.operands());
        } else if (v instanceof Nest.Convert c) {
            reads.add(c.operand());
        } else if (v instanceof Nest.Within w) {
            reads.add(w.index());
        } else if (v instanceof Nest.Result r && !begun.contains(r.accumulator())) {
            reads.add(r.accumulator());
        }
    }
}
