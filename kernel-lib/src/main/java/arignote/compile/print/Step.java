package arignote.compile.print;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One method of a generated class, for readers: what it does to which variables.
 *
 * @param method its name
 * @param over the lengths of its loops, outermost first: {@code x.shape(0)}; of a matrix product those of the result, and
 *     that of the sums
 * @param operations scalar operations for one turn of the loops
 * @param reads what it reads, by the reader's names
 * @param writes what it writes, by the reader's names
 * @param sums how many values it adds up
 */
public record Step(
        Kind kind, String method, List<String> over, int operations, Set<String> reads, Set<String> writes, int sums) {
    /** Who computes it, and how. */
    public enum Kind {
        /** Loops over data that take a vector of the processor at a time. */
        VECTOR_LOOPS,
        /** Loops over data, element by element. */
        LOOPS,
        /** Single numbers. */
        NUMBERS,
        /** A matrix product in tiles. */
        PRODUCT,
        /** Memory that goes from the host to a device, or back. */
        COPY
    }

    public static Step loops(String method, Nest.For loop, boolean vectors, Names names) {
        Reader r = new Reader(names);
        r.read(loop);
        return r.step(vectors ? Kind.VECTOR_LOOPS : Kind.LOOPS, method);
    }

    public static Step numbers(String method, List<Nest.Statement> statements, Names names) {
        Reader r = new Reader(names);
        statements.forEach(r::read);
        return r.step(Kind.NUMBERS, method);
    }

    public static Step product(String method, Nest.Multiply m, Names names) {
        Reader r = new Reader(names);
        r.read(m);
        return r.step(Kind.PRODUCT, method);
    }

    /** The rows of blocks, which are added up in their order. */
    public static Step rows(String method, Buffer row, Names names) {
        List<String> over = row.dims().stream().map(names::of).toList();
        return new Step(Kind.LOOPS, method, over, 1, Set.of(), Set.of(names.of(row)), 1);
    }

    /** What a device is given, or gives back. */
    public static Step copy(String method, List<Buffer> memory, boolean toDevice, Names names) {
        Set<String> all = new LinkedHashSet<>();
        memory.forEach(b -> all.add(names.of(b)));
        return new Step(Kind.COPY, method, List.of(), 0, toDevice ? all : Set.of(), toDevice ? Set.of() : all, 0);
    }

    /** In one line: {@code x.shape(0) turns of 7 operations, 3 sums; reads x, y; writes e}. */
    public String sentence() {
        String what = switch (kind) {
            case NUMBERS -> count(operations, "operation") + " on single numbers";
            case PRODUCT -> "matrix product, " + String.join(" × ", over);
            case COPY -> "a copy";
            default -> String.join(" × ", over) + " turns of " + count(operations, "operation");
        };
        return what
                + (sums > 0 ? ", " + count(sums, "sum") : "")
                + (reads.isEmpty() ? "" : "; reads " + String.join(", ", reads))
                + (writes.isEmpty() ? "" : "; writes " + String.join(", ", writes));
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** Collects what statements do. */
    private static final class Reader {
        private final List<String> over = new ArrayList<>();
        private final Set<String> reads = new LinkedHashSet<>();
        private final Set<String> writes = new LinkedHashSet<>();
        private final Names names;
        private int operations;
        private int sums;

        Reader(Names names) {
            this.names = names;
        }

        Step step(Kind kind, String method) {
            return new Step(kind, method, List.copyOf(over), operations, reads, writes, sums);
        }

        void read(Nest.Statement s) {
            if (s instanceof Nest.For f) {
                List<String> before = new ArrayList<>(over);
                before.add(names.of(f.index().length()));
                List<String> deepest = before;
                for (Nest.Statement inner : f.body()) {
                    over.clear();
                    over.addAll(before);
                    read(inner);
                    deepest = over.size() > deepest.size() ? new ArrayList<>(over) : deepest;
                }
                over.clear();
                over.addAll(deepest);
            } else if (s instanceof Nest.Let l) {
                if (l.value() instanceof Nest.Apply || l.value() instanceof Nest.Convert) {
                    operations++;
                } else if (l.value() instanceof Nest.Load o) {
                    reads.add(names.of(o.buffer()));
                }
            } else if (s instanceof Nest.Accumulate) {
                operations++;
                sums++;
            } else if (s instanceof Nest.Store t) {
                writes.add(names.of(t.buffer()));
            } else if (s instanceof Nest.StoreOnto t) {
                operations++;
                writes.add(names.of(t.buffer()));
            } else if (s instanceof Nest.Multiply m) {
                over.add(names.of(m.rows()));
                over.add(names.of(m.columns()));
                over.add(names.of(m.summed()));
                reads.add(names.of(m.left()));
                reads.add(names.of(m.right()));
                writes.add(names.of(m.out()));
            }
        }
    }

    /** What readers call memory and lengths. */
    public static final class Names {
        private final List<Buffer> leaves;
        private final List<Integer> targets;

        /** @param targets which of the leaves each new value of a shared variable goes to */
        public Names(List<Buffer> leaves, List<Integer> targets) {
            this.leaves = leaves;
            this.targets = targets;
        }

        /** The name that a reader has given, for an update that of the variable which gets it; or null. */
        public String given(Buffer b) {
            return b.role() == Buffer.Role.UPDATE
                    ? leaves.get(targets.get(b.index())).name()
                    : b.name();
        }

        String of(Buffer b) {
            String given = given(b);
            String role = switch (b.role()) {
                case INPUT -> "input ";
                case SHARED -> "shared variable ";
                case CONSTANT -> "constant ";
                case UPDATE -> "update ";
                case OUTPUT -> "output ";
                case TEMPORARY, PART -> "temporary ";
            };
            boolean update = b.role() == Buffer.Role.UPDATE;
            return given == null ? role + (b.index() + 1) : update ? "new " + given : given;
        }

        String of(Dimension n) {
            Dimension.Source source = n.root().source();
            if (source instanceof Dimension.OfMemory m) {
                return of(m.buffer()) + ".shape(" + m.axis() + ")";
            }
            if (source instanceof Dimension.Fixed f) {
                return Long.toString(f.value());
            }
            if (source instanceof Dimension.Product p) {
                return String.join(" × ", all(p.factors()));
            }
            if (source instanceof Dimension.OfValue v) {
                return of(v.buffer()) + (v.buffer().rank() == 0 ? "" : "[" + v.element() + "]");
            }
            if (source instanceof Dimension.Computed c) {
                return c.op().text(all(c.operands()));
            }
            Dimension.Quotient q = (Dimension.Quotient) source;
            return String.join(" × ", all(q.total())) + " / " + String.join(" / ", all(q.known()));
        }

        private List<String> all(List<Dimension> lengths) {
            return lengths.stream().map(this::of).toList();
        }
    }
}
