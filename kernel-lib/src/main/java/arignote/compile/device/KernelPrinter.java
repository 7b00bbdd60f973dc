package arignote.compile.device;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.nest.RowSums;
import arignote.compile.print.SourceText;
import arignote.compile.print.Step;
import arignote.compile.runtime.GeneratedCode;
import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.Resources;
import arignote.expr.ScalarOp;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * Prints loops as kernels, whose threads take the turns of a loop that lies in no other. Sums are added in the order that
 * all targets have: a group of threads is the lanes of a block, and one thread adds up the blocks. Single numbers, and
 * loops whose turns depend on one another, are computed by one thread.
 */
final class KernelPrinter extends KernelStatements {
    /** The threads of a group where each computes by itself. */
    private static final int GROUP = 64;

    private final Step.Names told;
    private final Set<ScalarOp> called;
    private final List<Kernel> kernels = new ArrayList<>();
    private final List<KernelScope> scopes = new ArrayList<>();
    private final Map<Integer, String> blockTypes = new HashMap<>();

    private KernelPrinter(Loops loops, Step.Names told, KernelText target, Set<ScalarOp> called, Turn turn) {
        super(loops, target, turn);
        this.told = told;
        this.called = called;
    }

    /**
     * @param targets which of the leaves each new value of a shared variable goes to
     * @param turn how this is a turn of a loop, or null
     */
    static KernelProgram print(Loops loops, List<Integer> targets, Turn turn) {
        Set<ScalarOp> called = new LinkedHashSet<>();
        return new KernelPrinter(loops, new Step.Names(loops.leaves(), targets), new KernelText(called), called, turn)
                .program();
    }

    private KernelProgram program() {
        List<RowSums> rows = RowSums.among(loops.program().body());
        for (Nest.Statement s : loops.program().body()) {
            if (s instanceof Nest.Begin b) {
                begun.add(b.accumulator());
            } else if (s instanceof Nest.For f) {
                if (rows.stream().noneMatch(r -> r.fills().contains(f))) {
                    sweep(f, rows.stream().filter(r -> r.loop() == f).findAny().orElse(null));
                }
            } else if (s instanceof Nest.Multiply m) {
                multiply(m);
            } else {
                one();
                scope.statements.add(s);
                statement(s);
            }
        }
        one(null);
        numbers.forEach((what, slot) -> defined.get(what).atLast(toSlot(what, slot)));
        KernelProgram.Turns turns = turns(scopes.size() == 1 && kernels.get(0).threads() == 1);
        SourceText text = new SourceText();
        if (turns == KernelProgram.Turns.BY_HOST) {
            text.blank()
                    .open("KERNEL void " + KernelProgram.NEXT + "(GLOBAL int *refused)")
                    .line("refused[1] = refused[1] + 1;")
                    .close();
        }
        scopes.forEach(s -> text.blank().block(s.text(blockTypes)));
        String source = Resources.text(KernelPrinter.class, "prelude.h") + KernelFunctions.text(called) + text;
        return new KernelProgram(
                source, List.copyOf(kernels), List.copyOf(call), numbers.size(), refuses, turns, List.copyOf(indexed));
    }

    /** @param single whether one thread computes a turn: then it goes on with the next one, unless somebody has to ask whether */
    private KernelProgram.Turns turns(boolean single) {
        if (turn == null) {
            return KernelProgram.Turns.NONE;
        }
        if (!single || turn.turn().ends()) {
            return KernelProgram.Turns.BY_HOST;
        }
        scopes.get(0).loop(turnsOfAll());
        return KernelProgram.Turns.IN_KERNEL;
    }

    // Kernels

    private void begin(String name) {
        one(null);
        scope = new KernelScope(name + scopes.size());
        body = scope.body;
    }

    private void end(ToLongFunction<CallSizes> groups, int threads, Step step) {
        scopes.add(scope);
        kernels.add(new Kernel(scope.name, scope.parameters(), groups, threads, step));
    }

    /** From here on one thread computes. */
    private void one() {
        if (single == null) {
            begin("numbers");
            single = scope;
        }
        scope = single;
        body = scope.body;
    }

    private void one(KernelScope next) {
        if (single != null) {
            scope = single;
            single = next;
            end(s -> 1, 1, Step.numbers(scope.name, scope.statements, told));
        }
    }

    /** @param rows the rows that all turns add to, or null */
    private void sweep(Nest.For f, RowSums rows) {
        Set<Nest.Accumulator> outer = new LinkedHashSet<>();
        collect(f, begun, outer);
        if (rows == null && !f.isFree()) {
            one();
            scope.statements.add(f);
            outer.forEach(this::begin);
            loop(f, "0", length(f.index().length()), 0);
            for (Nest.Accumulator a : outer) {
                String sum = collected(a);
                body.line(target.constant(a.dtype()) + " total" + a.id() + " = " + sum + ";");
                total(a);
            }
        } else if (rows == null && outer.isEmpty()) {
            turns(f);
        } else {
            blocks(f, outer, rows);
        }
    }

    /** A thread for each turn of a loop, and of the loops in it as far as each is all that the one around it does. */
    private void turns(Nest.For f) {
        List<Nest.For> nest = new ArrayList<>(List.of(f));
        for (Nest.For inner = onlyLoop(f); inner != null; inner = onlyLoop(inner)) {
            nest.add(inner);
        }
        begin("turns");
        body.line("whole turn = TURN;");
        // an index out of range is refused also where there is no element along the axes behind it
        boolean refuses = nest.stream().limit(nest.size() - 1).anyMatch(KernelPrinter::refuses);
        ToLongBiFunction<CallSizes, Nest.For> count = (s, g) -> refuses && g != f
                ? Math.max(1, s.of(g.index().length()))
                : s.of(g.index().length());
        List<String> lengths = nest.stream()
                .map(g -> refuses && g != f
                        ? fromCall(g.index(), "some", s -> count.applyAsLong(s, g))
                        : length(g.index().length()))
                .toList();
        body.line("if (turn >= (whole) " + String.join(" * ", lengths) + ") return;");
        for (int depth = nest.size() - 1; depth >= 0; depth--) {
            String i = indexName(depth);
            indices.put(nest.get(depth).index(), i);
            body.line("const int " + i + " = (int) " + (depth == 0 ? "turn;" : "(turn % " + lengths.get(depth) + ");"));
            if (depth > 0) {
                body.line("turn = turn / " + lengths.get(depth) + ";");
            }
        }
        for (int depth = 0; depth < nest.size() - 1; depth++) {
            nest.get(depth).body().stream()
                    .filter(s -> !(s instanceof Nest.For))
                    .forEach(this::statement);
            if (refuses) {
                body.line("if (" + length(nest.get(depth + 1).index().length()) + " == 0) return;");
            }
        }
        block(nest.get(nest.size() - 1).body(), nest.size());
        end(
                s -> groups(
                        nest.stream().mapToLong(g -> count.applyAsLong(s, g)).reduce(1, (a, b) -> a * b), GROUP),
                GROUP,
                Step.loops(scope.name, f, false, told));
    }

    /** Whether a turn may refuse a value before it comes to the loop in it. */
    private static boolean refuses(Nest.For f) {
        return f.body().stream().anyMatch(s -> s instanceof Nest.Let l && l.refuses());
    }

    /** The loop that is all that a loop does, but for numbers that each turn may compute, if its turns are free; else null. */
    private static Nest.For onlyLoop(Nest.For f) {
        int last = f.body().size() - 1;
        boolean alone = f.body().subList(0, last).stream().allMatch(Nest.Let.class::isInstance);
        return alone && f.body().get(last) instanceof Nest.For inner && inner.isFree() ? inner : null;
    }

    private static long groups(long threads, long group) {
        return (threads + group - 1) / group;
    }

    /**
     * Blocks of turns, each of which adds up on its own: with a group's threads as lanes, or where other loops lie in it, or
     * rows are added up, one thread.
     */
    private void blocks(Nest.For f, Set<Nest.Accumulator> outer, RowSums rows) {
        boolean flat = f.isInnermost() && rows == null;
        begin(flat ? "lanes" : "blocks");
        Dimension length = f.index().length();
        // blocks begin anew with each group, of which the blocks are added up first
        ToLongFunction<CallSizes> group =
                s -> Math.max(1, Math.min(Integer.MAX_VALUE, BLOCK * s.product(inner(length))));
        ToLongFunction<CallSizes> turns = rows != null && !rows.scratch().isEmpty()
                ? group
                : s -> f.isInnermost()
                        ? BLOCK
                        : rows == null
                                ? Math.max(1, BLOCK / Math.max(1, s.work(f)))
                                : GeneratedCode.rowTurns(s.work(f), width(s, rows), BLOCK);
        ToLongFunction<CallSizes> each = s -> groups(group.applyAsLong(s), turns.applyAsLong(s));
        ToLongFunction<CallSizes> count = s -> {
            long whole = s.of(length) / group.applyAsLong(s);
            long rest = groups(s.of(length) % group.applyAsLong(s), turns.applyAsLong(s));
            return Math.max(1, whole * each.applyAsLong(s) + rest);
        };
        String n = length(length);
        String step = fromCall(f, "turns", turns);
        String blocks = fromCall(f, "each", each);
        body.line("const whole block = " + (flat ? "GROUP" : "TURN") + ";");
        if (flat) {
            laned.removeAll(outer);
        } else {
            body.line("if (block >= " + fromCall(length, "blocks", count) + ") return;");
        }
        String groups = "block / " + blocks + " * (whole) " + fromCall(f, "group", group);
        body.line("const whole first = " + groups + " + block % " + blocks + " * " + step + ";");
        body.line("const whole last = smaller_whole((whole) " + n + ", (block / " + blocks + " + 1) * "
                + fromCall(f, "group", group) + ");");
        body.line("const int end = (int) smaller_whole(last, first + " + step + ");");
        Map<Buffer, Kernel.OfBlocks> partRows = new LinkedHashMap<>();
        if (rows != null) {
            rows.rows().keySet().forEach(b -> partRows.put(b, ownRow(b, count)));
            rows.scratch().forEach(b -> ownRow(b, count));
            rows.fills().forEach(fill -> loop(fill, "0", length(fill.index().length()), 0));
        }
        outer.forEach(this::begin);
        if (flat) {
            indices.put(f.index(), "i");
            body.open("for (int i = (int) first + THREAD; i < end; i += " + LANES + ")");
            block(f.body(), 1);
            body.close();
            outer.forEach(this::lanesOfGroup);
            body.line("BARRIER;");
            body.line("if (THREAD != 0) return;");
        } else {
            loop(f, "(int) first", "end", 0);
        }
        Map<Nest.Accumulator, Kernel.OfBlocks> parts = new LinkedHashMap<>();
        for (Nest.Accumulator a : outer) {
            Kernel.OfBlocks part = part(a.dtype(), count);
            parts.put(a, part);
            String of = flat ? tree(a) : collected(a);
            body.line(scope.part(part) + "[block] = " + of + ";");
        }
        ofBlock.clear();
        end(
                flat ? count : s -> groups(count.applyAsLong(s), GROUP),
                flat ? LANES : GROUP,
                Step.loops(scope.name, f, false, told));
        partRows.forEach((b, part) -> addRows(b, rows.rows().get(b), part, f, each, count));
        if (!outer.isEmpty()) {
            one();
        }
        parts.forEach((a, part) -> {
            String total = "total" + a.id();
            join(total, a.kind(), a.dtype(), f, each, count, block -> scope.part(part) + "[" + block + "]");
            total(a);
        });
    }

    /** Adds up the blocks of each group, and then the groups. */
    private void join(
            String total,
            ReduceOp kind,
            DType dtype,
            Nest.For f,
            ToLongFunction<CallSizes> each,
            ToLongFunction<CallSizes> count,
            UnaryOperator<String> part) {
        String type = target.variable(dtype);
        String blocks = fromCall(f.index().length(), "blocks", count);
        String step = fromCall(f, "each", each);
        body.line(type + " " + total + " = " + part.apply("0") + ";");
        body.open("for (int first = 0; first < " + blocks + "; first += " + step + ")");
        body.line(type + " sum = " + part.apply("first") + ";");
        body.open("for (int block = first + 1; block < " + blocks + " && block < first + " + step + "; block++)");
        add(kind, dtype, "sum", part.apply("block"));
        body.close();
        body.open("if (first == 0)").line(total + " = sum;").otherwise();
        add(kind, dtype, total, "sum");
        body.close();
        body.close();
    }

    private static long width(CallSizes s, RowSums rows) {
        return rows.rows().keySet().stream().mapToLong(b -> s.product(b.dims())).sum();
    }

    private Kernel.OfBlocks part(DType dtype, ToLongFunction<CallSizes> elements) {
        Kernel.OfBlocks part = new Kernel.OfBlocks(blockTypes.size(), dtype.bytes(), elements);
        blockTypes.put(part.number(), KernelText.type(dtype));
        return part;
    }

    /** Gives each block a row of its own in the place of one that all turns add to. */
    private Kernel.OfBlocks ownRow(Buffer row, ToLongFunction<CallSizes> blocks) {
        Kernel.OfBlocks part = part(row.dtype(), s -> blocks.applyAsLong(s) * s.product(row.dims()));
        String own = "row" + part.number();
        body.line("GLOBAL " + KernelText.type(row.dtype()) + " *" + own + " = " + scope.part(part) + " + block * "
                + fromCall(row, "width", s -> s.product(row.dims())) + ";");
        ofBlock.put(row, own);
        return part;
    }

    /** A thread for each element of a row, which adds up those of the blocks in their order. */
    private void addRows(
            Buffer row,
            ReduceOp kind,
            Kernel.OfBlocks part,
            Nest.For f,
            ToLongFunction<CallSizes> each,
            ToLongFunction<CallSizes> count) {
        begin("rows");
        String width = fromCall(row, "width", s -> s.product(row.dims()));
        body.line("const whole turn = TURN;");
        body.line("if (turn >= " + width + ") return;");
        join(
                "total",
                kind,
                row.dtype(),
                f,
                each,
                count,
                block -> scope.part(part) + "[(whole) " + block + " * " + width + " + turn]");
        body.line(here(row, true) + "[turn] = total;");
        end(s -> groups(s.product(row.dims()), GROUP), GROUP, Step.rows(scope.name, row, told));
    }

    /** What each thread of a group has added up, side by side. */
    private void lanesOfGroup(Nest.Accumulator a) {
        scope.declare(lanes(a), lanes(a), "LOCAL " + target.variable(a.dtype()) + " " + lanes(a) + "[" + LANES + "];");
        body.line(lanes(a) + "[THREAD] = " + sum(a) + ";");
    }

    /** A thread for each element of a product, which adds up in order. */
    private void multiply(Nest.Multiply m) {
        begin("product");
        scope.statements.add(m);
        String type = KernelText.type(m.out().dtype());
        String rows = length(m.rows());
        String columns = length(m.columns());
        String summed = length(m.summed());
        body.line("const whole turn = TURN;");
        body.line("if (turn >= (whole) " + rows + " * " + columns + ") return;");
        body.line("const int i = (int) (turn / " + columns + ");");
        body.line("const int j = (int) (turn % " + columns + ");");
        body.line(type + " total = 0;");
        body.open("for (int first = 0; first < " + summed + "; first += " + BLOCK + ")");
        body.line(type + " part = 0;");
        body.open("for (int k = first; k < " + summed + " && k - first < " + BLOCK + "; k++)");
        String a = m.leftTransposed() ? "k * " + rows + " + i" : "i * " + summed + " + k";
        String b = m.rightTransposed() ? "j * " + summed + " + k" : "k * " + columns + " + j";
        body.line("part = part + " + memory(m.left()) + "[" + a + "] * " + memory(m.right()) + "[" + b + "];");
        body.close();
        body.line("total = first == 0 ? part : total + part;");
        body.close();
        body.line(here(m.out(), true) + "[turn] = total;");
        end(s -> groups(s.of(m.rows()) * s.of(m.columns()), GROUP), GROUP, Step.product(scope.name, m, told));
    }
}
