package arignote.fuzz;

import arignote.Arignote;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import arignote.function.interpret.TensorOps;
import arignote.value.Nd4jArrays;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Random functions with random values. Every node is computed when it is made, so that shapes fit; a node that turns many
 * numbers into infinities or NaN is mostly thrown away.
 */
final class Generator {
    private static final int LARGEST = 6_000;
    private static final double[] SPECIAL = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        5e-324,
        -1e-310,
        1e-45,
        1e300,
        -1e300,
        3e38
    };
    /** What programs are mostly made of, and most equations are about: met as often as all others together. */
    private static final List<ScalarOp> COMMON = List.of(
            ScalarOp.ADD,
            ScalarOp.SUBTRACT,
            ScalarOp.MULTIPLY,
            ScalarOp.DIVIDE,
            ScalarOp.REMAINDER,
            ScalarOp.POWER,
            ScalarOp.NEGATE,
            ScalarOp.ABS,
            ScalarOp.SIGN,
            ScalarOp.EXP,
            ScalarOp.EXPM1,
            ScalarOp.LOG,
            ScalarOp.LOG1P,
            ScalarOp.SQR,
            ScalarOp.SQRT,
            ScalarOp.SIN,
            ScalarOp.COS,
            ScalarOp.TANH,
            ScalarOp.SIGMOID,
            ScalarOp.SOFTPLUS,
            ScalarOp.FLOOR,
            ScalarOp.MAXIMUM,
            ScalarOp.MINIMUM,
            ScalarOp.LT,
            ScalarOp.LE,
            ScalarOp.GT,
            ScalarOp.GE,
            ScalarOp.EQ,
            ScalarOp.NEQ,
            ScalarOp.WHERE);

    private static final List<ScalarOp> COMPARISONS =
            List.of(ScalarOp.LT, ScalarOp.LE, ScalarOp.GT, ScalarOp.GE, ScalarOp.EQ, ScalarOp.NEQ);
    private static final double[] NUMBERS = {0, 1, 2, -1, 0.5, 3, 4, -0.5, 10, 0.1, -2};

    private final Random rng;
    private final long[] lengths;
    private final List<Variable> inputs = new ArrayList<>();
    private final List<Variable> shared = new ArrayList<>();
    private final List<Expr> pool = new ArrayList<>();
    private final Map<Expr, Tensor> values = new IdentityHashMap<>();

    private Generator(long seed) {
        rng = new Random(seed * 0x9E3779B97F4A7C15L);
        long[] usual = {1, 2, 3, 4, 5, 7, 8, 15, 17, 31, 32, 33, 64, 65, 100};
        lengths = new long[3];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = chance(0.04) ? 0 : usual[(int) (usual.length * rng.nextDouble() * rng.nextDouble())];
            if (chance(0.2)) {
                lengths[i] = 33 + rng.nextInt(100); // several vectors, and several blocks
            }
        }
        if (chance(0.02)) {
            lengths[0] = 1000 + rng.nextInt(5000);
        }
    }

    /** The function of this number; the same in each run. */
    static Case of(long seed) {
        for (long attempt = 0; ; attempt++) {
            Case c = new Generator(seed + attempt * 1_000_003).generate();
            if (c != null) {
                return c;
            }
        }
    }

    private boolean chance(double p) {
        return rng.nextDouble() < p;
    }

    private <X> X any(List<X> from) {
        return from.get(rng.nextInt(from.size()));
    }

    private Case generate() {
        int variables = 1 + rng.nextInt(4);
        for (int i = 0; i < variables; i++) {
            variable(i);
        }
        int nodes = 2 + rng.nextInt(chance(0.1) ? 40 : 14);
        for (int tries = 0, made = 0; made < nodes && tries < 8 * nodes; tries++) {
            if (add(this::step)) {
                made++;
            }
        }
        List<Expr> computed = pool.stream().filter(e -> !e.op().isLeaf()).toList();
        if (computed.isEmpty()) {
            return null;
        }
        List<Expr> outputs = new ArrayList<>();
        outputs.add(computed.get(computed.size() - 1));
        for (int i = rng.nextInt(3); i > 0; i--) {
            outputs.add(any(computed));
        }
        int plain = outputs.size();
        if (chance(0.5)) {
            gradients(computed, outputs);
        }
        List<Update> updates = new ArrayList<>();
        for (Variable s : shared) {
            update(s, updates);
        }
        return new Case(inputs, shared, outputs, updates, outputs.size() > plain).pruned();
    }

    // leaves

    private void variable(int i) {
        TensorType type = new TensorType(dtype(), rank());
        HostArray value = literal(type.dtype(), shape(type.rank()));
        boolean state = chance(0.25);
        Expr x = state ? Arignote.shared(Nd4jArrays.of(value), "s" + i) : Build.input("x" + i, type);
        (state ? shared : inputs).add(new Variable(x, value, Memory.values()[rng.nextInt(Memory.values().length)]));
        pool.add(x);
        values.put(x, new Tensor(value));
    }

    private DType dtype() {
        double p = rng.nextDouble();
        return p < 0.55
                ? DType.FLOAT64
                : p < 0.75 ? DType.FLOAT32 : p < 0.84 ? DType.INT32 : p < 0.92 ? DType.INT64 : DType.BOOL;
    }

    private int rank() {
        double p = rng.nextDouble();
        return p < 0.15 ? 0 : p < 0.5 ? 1 : p < 0.8 ? 2 : p < 0.92 ? 3 : 4;
    }

    private long[] shape(int rank) {
        long[] shape = new long[rank];
        do {
            for (int i = 0; i < rank; i++) {
                double p = rng.nextDouble();
                shape[i] = p < 0.2 ? 1 : p < 0.8 ? lengths[rng.nextInt(3)] : 1 + rng.nextInt(4);
            }
        } while (Shapes.elements(shape) > LARGEST);
        return shape;
    }

    private HostArray literal(DType dtype, long[] shape) {
        int n = Shapes.size(shape);
        if (!dtype.isFloat()) {
            boolean wide = dtype != DType.BOOL && chance(dtype == DType.INT64 ? 0.4 : 0.1);
            long range = dtype == DType.BOOL ? 2 : !wide ? 5 : dtype == DType.INT64 ? 1L << 34 : 1 << 30;
            long low = dtype == DType.BOOL || chance(0.3) ? 0 : -range / 2;
            return HostArray.ofLongs(
                    dtype, shape, rng.longs(n, low, low + range).toArray());
        }
        int kind = rng.nextInt(5);
        double scale = chance(0.1) ? Math.pow(10, rng.nextInt(7) - 3) : 1;
        double[] v = new double[n];
        for (int i = 0; i < n; i++) {
            v[i] = switch (kind) {
                case 0 -> 0.1 + 2 * rng.nextDouble();
                case 1 -> rng.nextInt(5) - 2; // ties
                default -> scale * rng.nextGaussian();
            };
        }
        if (n > 0 && chance(0.18)) {
            for (int i = 1 + rng.nextInt(3); i > 0; i--) {
                v[rng.nextInt(n)] = chance(0.3) ? Double.NaN : SPECIAL[rng.nextInt(SPECIAL.length)];
            }
        }
        return HostArray.ofDoubles(dtype, shape, v);
    }

    // nodes

    /** Makes a node, if one comes out that fits. */
    private boolean add(Supplier<Expr> maker) {
        int before = pool.size();
        Expr e;
        try {
            e = maker.get();
            if (e == null || e.type().rank() > 4 || !compute(List.of(e), 0.08)) {
                throw new IllegalArgumentException();
            }
        } catch (IllegalArgumentException | ArithmeticException refused) {
            while (pool.size() > before) {
                pool.remove(pool.size() - 1);
            }
            return false;
        }
        pool.add(e);
        return true;
    }

    /** Computes what is not yet known; false if it is too large, or not finite and luck does not keep it. */
    private boolean compute(List<Expr> roots, double keep) {
        boolean kept = chance(keep);
        for (Expr e : Graphs.topological(roots, values.keySet())) {
            if (values.containsKey(e)) {
                continue;
            }
            if (e.op() instanceof Op.Constant c) {
                values.put(e, new Tensor(c.value()));
                continue;
            }
            List<Tensor> args = e.args().stream().map(values::get).toList();
            if (!isSmall(e, args)) {
                return false;
            }
            Tensor value = TensorOps.compute(e, args);
            if (!kept && nonFinite(value) > 0 && args.stream().allMatch(a -> nonFinite(a) == 0)) {
                return false;
            }
            values.put(e, value);
        }
        return true;
    }

    /** Whether the result is small, seen before it is computed; of operations that can make more of few elements. */
    private static boolean isSmall(Expr e, List<Tensor> args) {
        if (e.op() instanceof Op.Elementwise) {
            long[] shape = Shapes.broadcast(args.stream().map(Tensor::shape).toList());
            return shape == null || Shapes.elements(shape) <= LARGEST;
        }
        if (e.op() instanceof Op.Dot d) {
            long inner =
                    d.left().stream().mapToLong(i -> args.get(0).shape()[i]).reduce(1, (a, b) -> a * b);
            double work = (double) args.get(0).size() * args.get(1).size() / Math.max(1, inner);
            return work <= 20.0 * LARGEST && work / Math.max(1, inner) <= LARGEST;
        }
        if (e.op() instanceof Op.BroadcastTo) {
            HostArray shape = args.get(1).host();
            return IntStream.range(0, shape.size()).mapToDouble(shape::doubleAt).reduce(1, (a, b) -> a * b) <= LARGEST;
        }
        return true;
    }

    static double nonFinite(Tensor t) {
        return t.dtype().isFloat() ? nonFinite(t.host()) : 0;
    }

    /** The share of elements that are not finite. */
    static double nonFinite(HostArray l) {
        if (!l.type().dtype().isFloat() || l.size() == 0) {
            return 0;
        }
        return (double) IntStream.range(0, l.size())
                        .filter(i -> !Double.isFinite(l.doubleAt(i)))
                        .count()
                / l.size();
    }

    private Expr step() {
        double p = rng.nextDouble();
        if (p < 0.1) {
            return chosen();
        }
        return p < 0.62
                ? elementwise(chance(0.5) ? any(COMMON) : any(List.of(ScalarOp.values())))
                : p < 0.9 ? structural() : Idioms.any(rng, this::operand);
    }

    /** Something made already, the last things more often. */
    private Expr operand() {
        int n = pool.size();
        return chance(0.4) ? pool.get(n - 1 - rng.nextInt(Math.min(3, n))) : any(pool);
    }

    private Expr floating() {
        for (int i = 0; i < 20; i++) {
            Expr x = operand();
            if (x.type().dtype().isFloat()) {
                return x;
            }
        }
        return Build.cast(operand(), DType.FLOAT64);
    }

    private Expr elementwise(ScalarOp op) {
        Expr[] args = new Expr[op.arity()];
        for (int i = 0; i < args.length; i++) {
            args[i] = op == ScalarOp.WHERE && i == 0 ? condition() : i == 0 ? operand() : beside(args[i - 1]);
            if (op.value() == null && args[i].type().dtype().isFloat()) {
                args[i] =
                        Build.cast(args[i], chance(0.5) ? DType.INT64 : DType.INT32); // bits are those of whole numbers
            }
        }
        if (args.length == 2 && chance(0.1)) {
            Collections.reverse(Arrays.asList(args));
        }
        return Build.scalar(op, args);
    }

    /** An operand or a number. */
    private Expr beside(Expr other) {
        double number = NUMBERS[rng.nextInt(NUMBERS.length)];
        if (chance(0.25)) {
            return Build.number(number == Math.rint(number) ? (Number) (int) number : (Number) number, other);
        }
        if (chance(0.05)) {
            return Build.constant(literal(dtype(), shape(rank())));
        }
        for (int i = 0; i < 6; i++) {
            Expr e = operand();
            if (Shapes.broadcast(List.of(shapeOf(e), shapeOf(other))) != null) {
                return e;
            }
        }
        return other;
    }

    private Expr condition() {
        for (int i = 0; i < 5; i++) {
            Expr e = operand();
            if (e.type().dtype() == DType.BOOL) {
                return e;
            }
        }
        Expr x = operand();
        return Build.scalar(any(COMPARISONS), x, beside(x));
    }

    /** Floats chosen by a comparison of floats, which vectors do with masks; mostly some of them are equal. */
    private Expr chosen() {
        Expr x = floating();
        Expr border = chance(0.45) ? T.max(x) : chance(0.8) ? T.min(x) : Build.number(rng.nextInt(3) - 1, x);
        ScalarOp comparison = any(COMPARISONS);
        Expr mask = chance(0.7) ? Build.scalar(comparison, x, border) : Build.scalar(comparison, border, x);
        return chance(0.5) ? T.where(mask, x.negate(), x.plus(1)) : mask.times(x);
    }

    private long[] shapeOf(Expr e) {
        if (!values.containsKey(e) && !compute(List.of(e), 1)) {
            throw new IllegalArgumentException("too large");
        }
        return values.get(e).shape();
    }

    private Expr structural() {
        Expr x = operand();
        int rank = x.type().rank();
        return switch (rng.nextInt(24)) {
            case 0, 1, 2, 3 -> {
                ReduceOp kind = ReduceOp.values()[rng.nextInt(ReduceOp.values().length)];
                Expr r = Build.reduce(kind, x, axes(rank));
                yield chance(0.3) ? r.keepDims() : r;
            }
            case 4 -> Build.softmax(x);
            case 5 -> Build.logSoftmax(x);
            case 6, 7 -> T.dot(x, operand());
            case 8 -> contraction(x, operand());
            case 9, 10 -> dimshuffle(x);
            case 11 -> reshape(x);
            case 12 -> Build.broadcastTo(x, operand());
            case 13 -> sumTo(x);
            case 14 -> index(x);
            case 15 -> addAt(x);
            case 16 -> Build.cast(x, dtype());
            case 17, 18 -> slice(x);
            case 19, 22, 23 -> gather(x);
            case 20 ->
                chance(0.8)
                        ? join(x)
                        : Build.iota(rank > 0 && chance(0.7) ? Build.length(x, 0) : Build.whole(rng.nextInt(7)));
            default ->
                chance(0.5)
                        ? Build.size(
                                x,
                                IntStream.of(axes(rank))
                                        .map(a -> a < 0 ? a + rank : a)
                                        .sorted()
                                        .boxed()
                                        .toList(),
                                dtype())
                        : T.shape(x);
        };
    }

    /** Some axes, from the front or the end; none means all. */
    private int[] axes(int rank) {
        if (rank == 0 || chance(0.3)) {
            return IntStream.range(0, rank).toArray();
        }
        List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.shuffle(axes, rng);
        return axes.subList(0, 1 + rng.nextInt(rank)).stream()
                .mapToInt(a -> chance(0.3) ? a - rank : a)
                .toArray();
    }

    private Expr contraction(Expr a, Expr b) {
        List<Integer> left = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        for (int i = 0; i < a.type().rank(); i++) {
            for (int j = 0; j < b.type().rank(); j++) {
                boolean free = !left.contains(i) && !right.contains(j);
                if (free && shapeOf(a)[i] == shapeOf(b)[j] && chance(0.6)) {
                    left.add(i);
                    right.add(j);
                }
            }
        }
        return Build.dot(a, b, left, right);
    }

    private Expr dimshuffle(Expr x) {
        List<Integer> pattern = new ArrayList<>();
        for (int i = 0; i < x.type().rank(); i++) {
            if (shapeOf(x)[i] != 1 || chance(0.5)) {
                pattern.add(i);
            }
        }
        Collections.shuffle(pattern, rng);
        while (pattern.size() < 4 && chance(0.3)) {
            pattern.add(rng.nextInt(pattern.size() + 1), Op.DimShuffle.NEW);
        }
        return Build.dimshuffle(x, pattern);
    }

    private Expr reshape(Expr x) {
        Expr like = operand();
        long n = Shapes.size(shapeOf(x));
        if (chance(0.3) && Shapes.size(shapeOf(like)) == n) {
            return Build.reshape(x, Build.shape(like), like.type().rank());
        }
        List<Long> to = new ArrayList<>();
        long rest = n;
        while (to.size() < 3 && chance(0.5)) {
            long left = rest;
            List<Long> divisors = java.util.stream.LongStream.rangeClosed(1, Math.max(1, Math.min(left, 100)))
                    .filter(d -> left % d == 0)
                    .boxed()
                    .toList();
            long d = any(divisors);
            to.add(d);
            rest /= d;
        }
        to.add(chance(0.5) && n > 0 ? -1 : rest);
        return Build.reshape(x, to.stream().mapToLong(Long::longValue).toArray());
    }

    private Expr sumTo(Expr x) {
        Expr like = operand();
        if (!x.type().dtype().isFloat()
                || like.type().rank() > x.type().rank()
                || !Arrays.equals(shapeOf(x), Shapes.broadcast(List.of(shapeOf(x), shapeOf(like))))) {
            return null;
        }
        return Build.sumTo(x, like);
    }

    private List<Expr> indices(long[] shape) {
        List<Expr> at = new ArrayList<>();
        int count = 1 + rng.nextInt(shape.length);
        for (int i = 0; i < count; i++) {
            if (shape[i] == 0) {
                return null;
            }
            long k = rng.nextInt((int) (chance(0.8) ? Math.min(shape[i], 6) : shape[i])); // short axes have it too
            Expr whole = Build.whole(chance(0.3) ? -1 - k : k);
            at.add(whole);
        }
        return at;
    }

    private Expr index(Expr x) {
        if (x.type().rank() == 0) {
            return null;
        }
        List<Expr> at = indices(shapeOf(x));
        return at == null ? null : Build.index(x, at);
    }

    private Expr slice(Expr x) {
        List<Along> along = new ArrayList<>();
        List<Expr> numbers = new ArrayList<>();
        for (long n : shapeOf(x)) {
            if (n > 0 && chance(0.2)) {
                along.add(new Along.At());
                numbers.add(Build.whole(rng.nextInt((int) Math.min(n, 6))));
                continue;
            }
            Along.Slice s = new Along.Slice(
                    chance(0.5), chance(0.5), chance(0.3) ? rng.nextInt(1, 4) * -1 : chance(0.7) ? 1 : 2);
            along.add(s);
            for (int bounds = (s.hasStart() ? 1 : 0) + (s.hasStop() ? 1 : 0); bounds > 0; bounds--) {
                numbers.add(Build.whole(rng.nextInt(-6, 8)));
            }
        }
        return Build.part(x, along, numbers);
    }

    private Expr gather(Expr x) {
        long[] shape = shapeOf(x);
        if (shape.length == 0 || shape[0] == 0) {
            return null;
        }
        int count = chance(0.7) || shape.length == 1 || shape[1] == 0 ? 1 : 2;
        List<Expr> indices = new ArrayList<>();
        for (int axis = 0; axis < count; axis++) {
            long[] at = chance(0.7) ? new long[] {4} : new long[] {2, 1};
            long[] numbers = new long[Shapes.size(at)];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = rng.nextInt((int) Math.min(shape[axis], 9)) - (chance(0.2) ? Math.min(shape[axis], 9) : 0);
            }
            indices.add(Build.constant(HostArray.ofLongs(DType.INT64, at, numbers)));
        }
        if (count == 2 && Shapes.broadcast(indices.stream().map(this::shapeOf).toList()) == null) {
            return null;
        }
        return Build.gather(x, indices);
    }

    private Expr join(Expr x) {
        int rank = x.type().rank();
        if (rank == 0) {
            return null;
        }
        int axis = rng.nextInt(rank);
        List<Expr> parts = new ArrayList<>(List.of(x));
        for (Expr other : pool) {
            long[] shape = shapeOf(other).clone();
            if (shape.length == rank && parts.size() < 3) {
                shape[axis] = shapeOf(x)[axis];
                if (Arrays.equals(shape, shapeOf(x))) {
                    parts.add(other);
                }
            }
        }
        return parts.size() == 1 ? null : Build.join(axis, parts);
    }

    private Expr addAt(Expr like) {
        if (like.type().rank() == 0) {
            return null;
        }
        List<Expr> at = indices(shapeOf(like));
        if (at == null) {
            return null;
        }
        long[] part = Arrays.copyOfRange(shapeOf(like), at.size(), like.type().rank());
        List<Expr> fitting =
                pool.stream().filter(e -> Arrays.equals(shapeOf(e), part)).toList();
        Expr x = fitting.isEmpty() ? Build.constant(literal(DType.FLOAT64, part)) : any(fitting);
        return Build.addAt(x, like, at);
    }

    // what is made of nodes

    private void gradients(List<Expr> computed, List<Expr> outputs) {
        List<Expr> costs =
                computed.stream().filter(e -> e.type().dtype().isFloat()).toList();
        if (costs.isEmpty()) {
            return;
        }
        Expr z = chance(0.5) ? costs.get(costs.size() - 1) : any(costs);
        Expr cost = z.type().rank() == 0 ? z : chance(0.5) ? T.mean(z) : T.sum(z.times(weights(z)));
        addGradient(cost, outputs);
        if (chance(0.15)) {
            Expr first = outputs.get(outputs.size() - 1);
            if (first.type().dtype().isFloat()) {
                addGradient(T.sum(first.times(weights(first))), outputs);
            }
        }
    }

    private Expr weights(Expr like) {
        return Build.constant(literal(like.type().dtype(), shapeOf(like)));
    }

    private void addGradient(Expr cost, List<Expr> outputs) {
        List<Expr> inCost = Graphs.topological(List.of(cost));
        List<Expr> wrt = pool.stream()
                .filter(e -> e.op().isLeaf()
                        && !(e.op() instanceof Op.Constant)
                        && e.type().dtype().isFloat())
                .filter(e -> inCost.stream().anyMatch(n -> n == e))
                .toList();
        if (wrt.isEmpty()) {
            return;
        }
        List<Expr> gradients = T.grad(cost, wrt);
        if (compute(gradients, 0.1)) {
            outputs.addAll(gradients);
            pool.addAll(gradients);
        }
    }

    private void update(Variable s, List<Update> updates) {
        List<Expr> fitting = pool.stream()
                .filter(e -> e.type().equals(s.expr().type()) && e != s.expr())
                .filter(e -> Arrays.equals(shapeOf(e), s.value().shape()))
                .toList();
        if (!fitting.isEmpty() && chance(0.8)) {
            Expr value = any(fitting);
            boolean step = value.type().dtype().isFloat() && chance(0.5);
            updates.add(Arignote.update((Shared) s.expr(), step ? s.expr().minus(value.times(0.1)) : value));
        }
    }
}
