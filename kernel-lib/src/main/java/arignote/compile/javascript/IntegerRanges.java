package arignote.compile.javascript;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.nest.NoNest;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large the int64 numbers of a program can become. JavaScript's numbers are exact up to 2⁵³ and none beyond wraps
 * around, so that a program is refused whose numbers may get there; counts and positions do not.
 */
final class IntegerRanges {
    private static final double EXACT = 0x1p53;

    /** No typed array is longer. */
    private static final double LONGEST = 0x1p32;

    private final Map<Nest.Local, Double> locals = new HashMap<>();
    private final Map<Nest.Local, Double> divisors = new HashMap<>(); // floating literals
    private final Map<Nest.Accumulator, Double> sums = new HashMap<>();
    private final Map<Buffer, Double> memory = new HashMap<>();

    /** What numbers that a stage gets may be limited to, as powers of two. */
    private static final int[] LIMITS = {53, 52, 40, 32, 26, 20, 16};

    private IntegerRanges() {}

    /** @throws NoNest if an int64 may not be exact */
    static void check(Nest.Program program, List<Buffer> leaves, List<HostArray> literals) {
        for (Buffer b : leaves) {
            if (b.dtype() == DType.INT64) {
                throw refused(b.name());
            }
        }
        check(program, leaves, literals, 0);
    }

    static NoNest refused(String leaf) {
        return new NoNest((leaf == null ? "an input" : "'" + leaf + "'")
                + " is int64, and the numbers of a page are exact to 2 ** 53 only; use int32 or float64");
    }

    /**
     * The power of two up to which int64 numbers that come from another stage may be, so that those of this one are exact.
     *
     * @throws NoNest if there is none
     */
    static int limit(Nest.Program program, List<Buffer> leaves, List<HostArray> literals) {
        NoNest refused = null;
        for (int limit : LIMITS) {
            try {
                check(program, leaves, literals, Math.scalb(1.0, limit));
                return limit;
            } catch (NoNest e) {
                refused = e;
            }
        }
        throw refused;
    }

    private static void check(Nest.Program program, List<Buffer> leaves, List<HostArray> literals, double limit) {
        IntegerRanges bounds = new IntegerRanges();
        leaves.forEach(b -> bounds.memory.put(b, limit));
        for (int i = 0; i < literals.size(); i++) {
            double largest = 0;
            for (int k = 0; k < literals.get(i).size(); k++) {
                largest = Math.max(largest, Math.abs(literals.get(i).doubleAt(k)));
            }
            bounds.memory.put(program.constants().get(i), largest);
        }
        bounds.block(program.body());
    }

    private void block(List<Nest.Statement> body) {
        for (Nest.Statement s : body) {
            if (s instanceof Nest.For f) {
                block(f.body());
            } else if (s instanceof Nest.Let l && l.local().dtype() == DType.INT64) {
                locals.put(l.local(), exact(of(l.value())));
            } else if (s instanceof Nest.Let l && l.local().dtype() == DType.FLOAT64) {
                locals.put(l.local(), ofFloat(l.value()));
                if (l.value() instanceof Nest.Number n) {
                    divisors.put(l.local(), Math.abs(n.real()));
                }
            } else if (s instanceof Nest.Accumulate a) {
                sums.merge(a.accumulator(), largest(a.value()), Math::max);
            } else if (s instanceof Nest.Store t) {
                memory.merge(t.buffer(), largest(t.value()), Math::max);
            } else if (s instanceof Nest.StoreOnto t) {
                double each = largest(t.value());
                boolean bounded = t.buffer().dtype() == DType.INT64;
                memory.merge(t.buffer(), bounded ? exact(reduced(t.kind(), each)) : each, Math::max);
            }
        }
    }

    private static double exact(double bound) {
        if (!(bound <= EXACT)) {
            throw new NoNest("int64 numbers in it may become larger than 2 ** 53, up to which the numbers of a page are"
                    + " exact; use int32 or float64");
        }
        return bound;
    }

    private double largest(Nest.Local local) {
        return switch (local.dtype()) {
            case BOOL -> 1;
            case INT32 -> 0x1p31;
            case INT64 -> locals.get(local);
            case FLOAT32, FLOAT64 -> locals.getOrDefault(local, Double.POSITIVE_INFINITY);
        };
    }

    /** Of floating numbers those alone that a slice's step makes of whole ones: a quotient by a literal. */
    private double ofFloat(Nest.Value v) {
        if (v instanceof Nest.Number n) {
            return Math.abs(n.real());
        }
        if (v instanceof Nest.Convert c) {
            return largest(c.operand());
        }
        double divisor = v instanceof Nest.Apply a && a.op() == ScalarOp.DIVIDE
                ? divisors.getOrDefault(a.operands().get(1), 0.0)
                : 0;
        return divisor >= 1 ? largest(((Nest.Apply) v).operands().get(0)) / divisor : Double.POSITIVE_INFINITY;
    }

    private double of(Nest.Value v) {
        if (v instanceof Nest.Number n) {
            return Math.abs((double) n.whole());
        }
        if (v instanceof Nest.Load l) {
            return memory.get(l.buffer());
        }
        if (v instanceof Nest.Convert c) {
            return largest(c.operand());
        }
        if (v instanceof Nest.Apply a) {
            return of(a);
        }
        if (v instanceof Nest.Result r) {
            return reduced(r.accumulator().kind(), sums.get(r.accumulator()));
        }
        return LONGEST; // a count, a position or a place
    }

    /** @param each a bound of all that is reduced */
    private static double reduced(ReduceOp kind, double each) {
        if (kind.form() == ReduceOp.Form.POSITION) {
            return LONGEST;
        }
        return switch (kind.combine()) {
            case ADD -> each * LONGEST;
            case MAXIMUM, MINIMUM -> each;
            default -> throw noForm(kind.label());
        };
    }

    private static NoNest noForm(String operation) {
        return new NoNest(operation + " of int64 numbers has no form in a page; use int32 or float64");
    }

    private double of(Nest.Apply a) {
        double first = largest(a.operands().get(0));
        double last = largest(a.operands().get(a.operands().size() - 1));
        return switch (a.op()) {
            case ADD, SUBTRACT -> first + last;
            case MULTIPLY, SQR -> first * last;
            case NEGATE, ABS, SIGN, MAXIMUM, MINIMUM -> Math.max(first, last);
            case REMAINDER -> last;
            case WHERE -> Math.max(largest(a.operands().get(1)), last);
            default -> throw noForm(a.op().label());
        };
    }
}
