package arignote.compile.split;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.expr.ReduceOp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The loops of a function, split by the rows of its data. Loops over rows run where the rows are, shard by shard; a shard has as many
 * rows as make a group of blocks, so that what it adds up is what the function itself adds up first. What does not touch rows is
 * computed on the driver; shards compute it too where their loops need it, which gives the same bits.
 *
 * <p>Loops that need a sum over all rows come a round later than those that give it. A round starts from the data again:
 * nothing is kept on the way, so a shard may be computed anywhere.
 */
public final class Split {
    private final Loops loops;
    private final DataRows rows;
    private final List<SplitStep> steps = new ArrayList<>();
    private final Map<Object, List<SplitStep>> writers = new HashMap<>();
    private final Map<Object, Total> totals = new HashMap<>(); // by accumulator or memory
    private final List<Total> inOrder = new ArrayList<>();
    private final Map<Nest.For, Set<Nest.Local>> rowNumbers = new IdentityHashMap<>();
    private final List<Dimension> lengths = new ArrayList<>();
    private final List<Integer> rowOutputs;
    private final int rounds;

    private Split(Loops loops, DataRows rows) {
        this.loops = loops;
        this.rows = rows;
        rowOutputs = IntStream.range(0, loops.outputs())
                .filter(i -> rows.have(loops.results().get(i)))
                .boxed()
                .toList();
        List<RowSums> sums = RowSums.among(loops.program().body());
        loops.program().body().forEach(s -> steps.add(new SplitStep(s)));
        steps.forEach(s -> read(s, sums));
        rounds = inOrder.stream().mapToInt(t -> t.round() + 1).max().orElse(0);
        new Lengths().all(loops.program().body());
    }

    /**
     * @param inputs how many of the leaves are inputs
     * @param data which of them have the rows of the data along their first axis
     * @throws NoSplit if something mixes rows
     */
    public static Split of(Loops loops, int inputs, Collection<Integer> data) {
        List<Buffer> leaves = loops.leaves();
        DataRows rows = new DataRows(data.stream().map(leaves::get).toList());
        for (int i = 0; i < leaves.size(); i++) {
            if (rows.have(leaves.get(i)) && !data.contains(i)) {
                throw new NoSplit((i < inputs ? "the input " : "the shared variable ") + DataRows.called(leaves.get(i))
                        + " has an element for each row, and lies in no column of the data");
            }
        }
        return new Split(loops, rows);
    }

    /** The lengths, which all rows together decide, that loops compute with. */
    private final class Lengths {
        void all(List<Nest.Statement> body) {
            for (Nest.Statement s : body) {
                if (s instanceof Nest.For f) {
                    all(f.body());
                } else if (s instanceof Nest.Let l && l.value() instanceof Nest.Count c && rows.areIn(c.length())) {
                    if (!lengths.contains(c.length().root())) {
                        lengths.add(c.length().root());
                    }
                }
            }
        }
    }

    private void read(SplitStep s, List<RowSums> sums) {
        if (s.statement instanceof Nest.For f && rows.areIn(f.index().length())) {
            if (!rows.are(f.index().length())) {
                throw new NoSplit("it takes a part of the rows, or has them along another axis than the first");
            }
            overRows(s, f, sums.stream().filter(r -> r.loop() == f).findAny().orElse(null));
        } else if (s.statement instanceof Nest.Multiply m) {
            multiply(s, m);
        } else {
            RowCheck.outside(s.statement, rows);
        }
        s.round = s.reads.stream().mapToInt(this::round).max().orElse(0);
        for (Nest.Accumulator a : s.overRows ? s.sums : Set.<Nest.Accumulator>of()) {
            add(a, Total.of(a, s.round));
        }
        for (Buffer b : s.rowSums) {
            add(b, Total.of(b, kind(s, b, sums), s.round));
        }
        s.writes.forEach(w -> writers.computeIfAbsent(w, k -> new ArrayList<>()).add(s));
    }

    private void add(Object of, Total total) {
        totals.put(of, total);
        inOrder.add(total);
    }

    private static ReduceOp kind(SplitStep s, Buffer b, List<RowSums> sums) {
        return sums.stream()
                .filter(r -> r.loop() == s.statement)
                .map(r -> r.rows().get(b))
                .findAny()
                .orElse(ReduceOp.SUM);
    }

    private void overRows(SplitStep s, Nest.For f, RowSums sums) {
        s.overRows = true;
        rowNumbers.put(f, RowCheck.inside(f, rows));
        if (s.sums.stream().anyMatch(Nest.Accumulator::isSearch)) {
            throw new NoSplit("it looks for the position of a row among all");
        }
        if (sums == null && !f.isFree()) {
            throw new NoSplit("what it computes of a row follows from the row before");
        }
        if (sums != null) {
            s.rowSums = new LinkedHashSet<>(sums.rows().keySet());
            s.fills = steps.stream()
                    .filter(t ->
                            t.statement instanceof Nest.For g && sums.fills().contains(g))
                    .toList();
            s.reads.removeAll(s.rowSums);
        }
    }

    private void multiply(SplitStep s, Nest.Multiply m) {
        boolean out = rows.have(m.out());
        if (!rows.areIn(m.rows()) && !rows.areIn(m.columns()) && !rows.areIn(m.summed())) {
            return;
        }
        s.overRows = true;
        boolean byRow = rows.are(m.rows())
                && !rows.areIn(m.columns())
                && !rows.areIn(m.summed())
                && !m.leftTransposed()
                && rows.have(m.left())
                && !rows.have(m.right())
                && out;
        boolean sum = rows.are(m.summed())
                && !rows.areIn(m.rows())
                && !rows.areIn(m.columns())
                && m.leftTransposed()
                && !m.rightTransposed()
                && rows.have(m.left())
                && rows.have(m.right())
                && !out;
        if (!byRow && !sum) {
            throw new NoSplit(
                    "a product of ‘" + m.left().name() + "’ and ‘" + m.right().name() + "’ mixes rows");
        }
        s.rowSums = sum ? Set.of(m.out()) : Set.of();
    }

    /** The first round in which this can be read. */
    private int round(Object read) {
        int made = writers.getOrDefault(read, List.of()).stream()
                .mapToInt(w -> w.round)
                .max()
                .orElse(0);
        return totals.containsKey(read) ? Math.max(made, totals.get(read).round() + 1) : made;
    }

    // What comes of it

    /** How often the data are gone over. */
    public int rounds() {
        return rounds;
    }

    /** The sums over rows that shards give in a round, as {@link #shard} has them as results. */
    public List<Total> totals(int round) {
        return inOrder.stream().filter(t -> t.round() == round).toList();
    }

    /** All sums, in the order in which they follow the leaves. */
    public List<Total> totals() {
        return List.copyOf(inOrder);
    }

    /** Lengths that loops compute with, in the order in which they follow the leaves. */
    public List<Dimension> lengths() {
        return List.copyOf(lengths);
    }

    /** The places of the outputs that have a part for each row. */
    public List<Integer> rowOutputs() {
        return rowOutputs;
    }

    /** The function's own loops. */
    public Loops whole() {
        return loops;
    }

    /**
     * What a shard computes in a round. Its leaves are those of the function, then the number of its first row, an int64, then
     * {@link #lengths}, as int64 numbers, then {@link #totals()}, of which those of earlier rounds are read.
     */
    public Loops shard(int round) {
        SplitPrograms made = new SplitPrograms(this, loops, rows, rowNumbers);
        List<SplitStep> wanted = steps.stream()
                .filter(s -> s.overRows && s.round == round && (!s.rowSums.isEmpty() || !s.sums.isEmpty()))
                .toList();
        return made.shard(slice(wanted), totals(round), List.of());
    }

    /** What a shard computes of {@link #rowOutputs}, once all sums are known; the leaves are as those of {@link #shard}. */
    public Loops shardOutputs() {
        SplitPrograms made = new SplitPrograms(this, loops, rows, rowNumbers);
        List<Buffer> results = rowOutputs.stream().map(loops.results()::get).toList();
        List<SplitStep> wanted = steps.stream()
                .filter(s -> s.overRows && s.writes.stream().anyMatch(results::contains))
                .toList();
        return made.shard(slice(wanted), List.of(), results);
    }

    /** What the driver computes, once all sums are known: results and new values; outputs with rows are left out. */
    public Loops driver() {
        SplitPrograms made = new SplitPrograms(this, loops, rows, rowNumbers);
        List<Buffer> results = loops.results();
        List<SplitStep> wanted = steps.stream()
                .filter(s -> !s.overRows && s.writes.stream().anyMatch(results::contains))
                .toList();
        Set<SplitStep> all = slice(wanted);
        steps.stream().flatMap(s -> s.fills.stream()).forEach(all::remove);
        return made.driver(inOrder(all));
    }

    Total total(Object of) {
        return totals.get(of);
    }

    private List<SplitStep> inOrder(Set<SplitStep> some) {
        return steps.stream().filter(some::contains).toList();
    }

    /** These statements and all that they need, but for sums over all rows, which are known. */
    private LinkedHashSet<SplitStep> slice(Collection<SplitStep> wanted) {
        Set<SplitStep> needed = new HashSet<>();
        List<SplitStep> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            SplitStep s = open.remove(open.size() - 1);
            if (needed.add(s)) {
                open.addAll(s.fills);
                s.reads.stream()
                        .filter(r -> !totals.containsKey(r))
                        .flatMap(r -> writers.getOrDefault(r, List.of()).stream())
                        .filter(w -> w != s)
                        .forEach(open::add);
            }
        }
        return new LinkedHashSet<>(inOrder(needed));
    }
}
