package arignote.compile.lower;

import static arignote.expr.DType.BOOL;
import static arignote.expr.DType.INT64;

import arignote.Expr;
import arignote.Shared;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.NoNest;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Literal;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From expressions to {@link Node}s: axes get their lengths, operands say which axes they follow, and what has a
 * definition in simpler operations (mean, softmax, a contraction, a sum over broadcast axes) is replaced by it.
 */
public final class Lowering {
    /** From so many multiplications on, a matrix product is BLAS's. */
    static final long BLAS_BORDER = 100_000;

    private static final Node.Follows ZERO = new Node.Zero();

    /** An expression's value: element i of it is the node's element that {@code axes} tells, for its own axes. */
    private record View(Node node, List<Node.Follows> axes, List<Dimension> dims) {
        DType dtype() {
            return node.dtype;
        }
    }

    private final DimensionConstraints lengths = new DimensionConstraints();
    private final Map<Expr, View> views = new IdentityHashMap<>();
    private final List<Buffer> constants = new ArrayList<>();
    private final List<Literal> literals = new ArrayList<>();
    private final Map<Value, Node> nodes = new HashMap<>();
    private final List<Node> kept = new ArrayList<>();
    private final List<Node> asked = new ArrayList<>();
    private boolean refusing;

    public DimensionConstraints lengths() {
        return lengths;
    }

    /** The arrays that expressions have in them. */
    public List<Buffer> constants() {
        return constants;
    }

    /** Their values. */
    public List<Literal> literals() {
        return literals;
    }

    /** Nodes that must be in memory as a whole before they are read. */
    public List<Node> kept() {
        return kept;
    }

    /** Nodes that are computed because they may refuse a call, whether or not they are read. */
    public List<Node> asked() {
        return asked;
    }

    /** An input or a shared variable is in this memory. */
    public void leaf(Expr e, Buffer buffer) {
        Node node = new Node(new Node.Element(buffer), buffer.dtype(), buffer.dims(), List.of());
        node.name = e.name();
        views.put(e, whole(node));
    }

    /**
     * The roots as nodes, one for each; each has exactly the root's axes.
     *
     * @throws NoNest if there is something that loops cannot say, or lengths do not match
     */
    public List<Node> nodes(List<Expr> roots) {
        lower(roots);
        return roots.stream().map(r -> copy(views.get(r), r.type().dtype())).toList();
    }

    /**
     * Sees that a call is refused if any operation of these refuses it, also one that rewriting has removed. Of what is
     * made here only lengths, guards and the nodes that are {@link #asked()} for count.
     *
     * @throws NoNest if lengths do not match
     */
    public void refuse(List<Expr> written) {
        refusing = true;
        lower(written);
    }

    private void lower(List<Expr> roots) {
        for (Expr e : Graphs.topological(roots)) {
            if (!views.containsKey(e)) {
                View v = view(e);
                if (e.name() != null && v.node.name == null) {
                    v.node.name = e.name();
                }
                views.put(e, v);
            }
        }
    }

    /** A node by value: what is computed from what, at which lengths. */
    private record Value(Object kind, DType dtype, List<Dimension> dims, List<Object> reads) {
        static Value of(Node.Kind kind, DType dtype, List<Dimension> dims, List<Node.Read> reads) {
            Object what = kind instanceof Node.Reduce r ? List.of(r.kind(), roots(r.reduced())) : kind;
            List<Object> of = new ArrayList<>();
            reads.forEach(r -> of.addAll(List.of(new Node.Identity(r.node()), r.axes())));
            return new Value(what, dtype, roots(dims), of);
        }

        private static List<Dimension> roots(List<Dimension> lengths) {
            return lengths.stream().map(Dimension::root).toList();
        }
    }

    /** The node that computes this; there is one, though definitions such as softmax and its logarithm have parts in common. */
    private Node node(Node.Kind kind, DType dtype, List<Dimension> dims, List<Node.Read> reads) {
        return nodes.computeIfAbsent(Value.of(kind, dtype, dims, reads), v -> new Node(kind, dtype, dims, reads));
    }

    private Node copy(View v, DType dtype) {
        return new Node(new Node.Convert(), dtype, v.dims, List.of(read(v, v.dims.size())));
    }

    private static View whole(Node node) {
        return new View(node, follow(node.dims.size()), node.dims);
    }

    private static List<Node.Follows> follow(int rank) {
        return IntStream.range(0, rank).<Node.Follows>mapToObj(Node.Axis::new).toList();
    }

    private View view(Expr e) {
        Op op = e.op();
        List<View> args = e.args().stream().map(views::get).toList();
        DType dtype = e.type().dtype();
        return switch (op.tag()) {
            case CONSTANT -> constant(((Op.Constant) op).value());
            case ELEMENTWISE -> elementwise(((Op.Elementwise) op).op(), dtype, args);
            case CAST -> converted(args.get(0), dtype);
            case REDUCE -> reduce((Op.Reduce) op, dtype, args.get(0));
            case SIZE ->
                count(((Op.Size) op).axes().stream().map(args.get(0).dims::get).toList());
            case SHAPE -> shape(args.get(0).dims);
            case SOFTMAX -> softmax(converted(args.get(0), dtype), false);
            case LOG_SOFTMAX -> softmax(converted(args.get(0), dtype), true);
            case DOT -> dot((Op.Dot) op, dtype, args.get(0), args.get(1));
            case DIMSHUFFLE -> dimshuffle((Op.DimShuffle) op, args.get(0));
            case RESHAPE -> reshape(args.get(0), shapeOf(e.args().get(1)));
            case BROADCAST_TO -> broadcastTo(args.get(0), shapeOf(e.args().get(1)));
            case SUM_TO -> sumTo(args.get(0), shapeOf(e.args().get(1)));
            case INDEX -> index(args.get(0), args.subList(1, args.size()));
            case ADD_AT -> addAt(args.get(0), shapeOf(e.args().get(1)), args.subList(2, args.size()));
            case INPUT, STATE -> throw new NoNest(op.label() + " has no loop");
        };
    }

    private View constant(Literal value) {
        DType dtype = value.type().dtype();
        if (value.type().rank() == 0) {
            double real = dtype.isFloat() ? value.doubleAt(0) : 0;
            long whole = dtype.isFloat() ? 0 : value.longAt(0);
            return whole(node(new Node.Number(real, whole), dtype, List.of(), List.of()));
        }
        int known = refusing ? literals.indexOf(value) : -1;
        if (known >= 0) {
            Buffer there = constants.get(known);
            return whole(new Node(new Node.Element(there), dtype, there.dims(), List.of()));
        }
        List<Dimension> dims = new ArrayList<>();
        for (long n : value.shape()) {
            dims.add(DimensionConstraints.fixed(n));
        }
        Buffer buffer = new Buffer(Buffer.Role.CONSTANT, constants.size(), dtype, List.copyOf(dims), false, null);
        constants.add(buffer);
        literals.add(value);
        return whole(new Node(new Node.Element(buffer), dtype, buffer.dims(), List.of()));
    }

    private View elementwise(ScalarOp op, DType dtype, List<View> args) {
        List<View> operands = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            DType wanted = switch (op.result()) {
                case PROMOTED, ARITHMETIC, FLOAT -> dtype;
                case BOOL -> DType.promote(args.get(0).dtype(), args.get(1).dtype());
                case CHOSEN -> i == 0 ? BOOL : dtype;
            };
            operands.add(converted(args.get(i), wanted));
        }
        View result = pointwise(new Node.Apply(op), dtype, operands);
        if (op == ScalarOp.POWER && !dtype.isFloat() && !isNumberFrom0(operands.get(1))) {
            asked.add(result.node); // a negative power is refused
        }
        return result;
    }

    private static boolean isNumberFrom0(View v) {
        return v.node.kind instanceof Node.Number n && n.whole() >= 0;
    }

    /** A node on operands that broadcast to one another. */
    private View pointwise(Node.Kind kind, DType dtype, List<View> operands) {
        int rank = operands.stream().mapToInt(v -> v.dims.size()).max().orElse(0);
        List<Dimension> dims = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            List<Dimension> meet = new ArrayList<>();
            for (View v : operands) {
                int own = axis - (rank - v.dims.size());
                if (own >= 0) {
                    meet.add(v.dims.get(own));
                }
            }
            dims.add(lengths.broadcast(meet));
        }
        List<Node.Read> reads =
                operands.stream().map(v -> broadcastRead(v, dims)).toList();
        return whole(node(kind, dtype, List.copyOf(dims), reads));
    }

    /** Reads {@code v} as if it were repeated to {@code dims}. */
    private static Node.Read broadcastRead(View v, List<Dimension> dims) {
        int shift = dims.size() - v.dims.size();
        return mapped(
                v,
                axis -> v.dims.get(axis).root() == dims.get(axis + shift).root() ? new Node.Axis(axis + shift) : ZERO);
    }

    /** Reads {@code v} by one of {@code rank} axes, of which the first are those of v. */
    private static Node.Read read(View v, int rank) {
        return mapped(v, Node.Axis::new);
    }

    private static Node.Read mapped(View v, java.util.function.IntFunction<Node.Follows> to) {
        return new Node.Read(
                v.node,
                v.axes.stream()
                        .map(f -> f instanceof Node.Axis a ? to.apply(a.axis()) : f)
                        .toList());
    }

    private View converted(View v, DType to) {
        if (v.dtype() == to) {
            return v;
        }
        if (v.node.kind instanceof Node.Number n) {
            boolean fromFloat = v.dtype().isFloat();
            double real = fromFloat ? n.real() : n.whole();
            real = to == DType.FLOAT32 ? (float) real : real;
            long whole = to == BOOL ? (real != 0 ? 1 : 0) : fromFloat ? (long) real : n.whole();
            whole = to == DType.INT32 ? (fromFloat ? (int) n.real() : (int) whole) : whole;
            return new View(node(new Node.Number(real, whole), to, List.of(), List.of()), v.axes, v.dims);
        }
        return whole(node(new Node.Convert(), to, v.dims, List.of(read(v, v.dims.size()))));
    }

    private View apply(ScalarOp op, View... operands) {
        DType dtype = op.result() == ScalarOp.Result.BOOL ? BOOL : operands[operands.length - 1].dtype();
        return pointwise(new Node.Apply(op), dtype, List.of(operands));
    }

    private View count(List<Dimension> along) {
        return whole(node(new Node.Count(DimensionConstraints.product(along)), INT64, List.of(), List.of()));
    }

    /** The lengths as a vector: length i where the position is i. */
    private View shape(List<Dimension> dims) {
        View here = whole(
                new Node(new Node.Position(0), INT64, List.of(DimensionConstraints.fixed(dims.size())), List.of()));
        View result = here;
        for (int i = dims.size() - 1; i >= 0; i--) {
            View isHere = apply(ScalarOp.EQ, here, number(INT64, i));
            result = apply(ScalarOp.WHERE, isHere, count(List.of(dims.get(i))), result);
        }
        return result;
    }

    private View number(DType dtype, long value) {
        return whole(node(new Node.Number(value, value), dtype, List.of(), List.of()));
    }

    private View reduce(Op.Reduce r, DType dtype, View x) {
        if (r.axes().isEmpty()) {
            if (r.kind().form() == ReduceOp.Form.POSITION) {
                return new View(number(INT64, 0).node, List.of(), x.dims); // the only one there is
            }
            return converted(x, dtype);
        }
        List<Dimension> reduced = r.axes().stream().map(x.dims::get).toList();
        if (!r.kind().isOfNothing()) {
            lengths.some(DimensionConstraints.product(reduced));
        }
        View result = switch (r.kind().form()) {
            case FOLD ->
                r.kind() == ReduceOp.SUM
                        ? sum(converted(x, dtype), r.axes())
                        : reduced(r.kind(), dtype, converted(x, dtype), r.axes());
            case POSITION -> reduced(r.kind(), dtype, x, r.axes());
            case MEAN -> {
                View sum = sum(converted(x, dtype), r.axes());
                yield apply(ScalarOp.DIVIDE, sum, converted(count(reduced), dtype));
            }
            case LOGSUMEXP -> logSumExp(converted(x, dtype), r.axes());
        };
        return r.keepDims() ? withOnes(result, r.axes(), x.dims.size()) : result;
    }

    /**
     * A sum, with fixed factors taken out of it: sum(0.01 x y) as 0.01 sum(x y). That rounds once instead of once a term,
     * and costs nothing. What lengths tell, such as 1/n, is taken out too unless one of them is 0.
     */
    private View sum(View x, List<Integer> axes) {
        InvariantFactor f = InvariantFactor.of(x.node, (n, reads) -> node(n.kind, n.dtype, n.dims, reads));
        List<Dimension> counted = f == null
                ? List.of()
                : f.counts().stream()
                        .flatMap(c -> InvariantFactor.lengths(c).stream())
                        .toList();
        if (refusing || f == null || counted.stream().anyMatch(n -> n.actual() == 0)) {
            return reduced(ReduceOp.SUM, x.dtype(), x, axes);
        }
        counted.forEach(lengths::some);
        View rest = new View(f.rest(), x.axes, x.dims);
        View product = reduced(ReduceOp.SUM, x.dtype(), rest, axes);
        for (Node count : f.counts()) {
            product = apply(ScalarOp.MULTIPLY, product, whole(count));
        }
        if (f.factor() != 1) {
            product = apply(ScalarOp.MULTIPLY, product, real(x.dtype(), f.factor()));
        }
        // a sum is never -0
        return f.factor() > 0 ? product : apply(ScalarOp.ADD, product, real(x.dtype(), 0));
    }

    /** The logarithm of the sum of exponentials, with the greatest taken off first unless that is infinite. */
    private View logSumExp(View x, List<Integer> axes) {
        DType dtype = x.dtype();
        View max = reduced(ReduceOp.MAX, dtype, x, axes);
        View infinity = real(dtype, Double.POSITIVE_INFINITY);
        View isInfinite = apply(ScalarOp.EQ, apply(ScalarOp.ABS, max), infinity);
        View off = apply(ScalarOp.WHERE, isInfinite, real(dtype, 0), max);
        View power = apply(ScalarOp.EXP, apply(ScalarOp.SUBTRACT, x, withOnes(off, axes, x.dims.size())));
        View sum = reduced(ReduceOp.SUM, dtype, power, axes);
        return apply(ScalarOp.ADD, apply(ScalarOp.LOG, sum), off);
    }

    private View real(DType dtype, double value) {
        return whole(node(new Node.Number(value, 0), dtype, List.of(), List.of()));
    }

    private View reduced(ReduceOp kind, DType dtype, View x, List<Integer> axes) {
        List<Dimension> dims = new ArrayList<>();
        List<Dimension> over = new ArrayList<>();
        int[] at = new int[x.dims.size()];
        for (int i = 0; i < x.dims.size(); i++) {
            if (!axes.contains(i)) {
                at[i] = dims.size();
                dims.add(x.dims.get(i));
            }
        }
        for (int i : axes) {
            at[i] = dims.size() + over.size();
            over.add(x.dims.get(i));
        }
        Node.Read read = mapped(x, axis -> new Node.Axis(at[axis]));
        return whole(node(new Node.Reduce(kind, over), dtype, List.copyOf(dims), List.of(read)));
    }

    /** With axes of length 1 put in where {@code axes} tells. */
    private static View withOnes(View v, List<Integer> axes, int rank) {
        List<Dimension> dims = new ArrayList<>();
        int[] at = new int[v.dims.size()];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            if (axes.contains(i)) {
                dims.add(DimensionConstraints.ONE);
            } else {
                at[next] = i;
                dims.add(v.dims.get(next++));
            }
        }
        return new View(v.node, mapped(v, a -> new Node.Axis(at[a])).axes(), List.copyOf(dims));
    }

    /** Softmax over the last axis, or its logarithm, with the greatest taken off first. */
    private View softmax(View x, boolean log) {
        int last = x.dims.size() - 1;
        List<Integer> axis = List.of(last);
        View max = withOnes(reduced(ReduceOp.MAX, x.dtype(), x, axis), axis, last + 1);
        View less = apply(ScalarOp.SUBTRACT, x, max);
        View power = apply(ScalarOp.EXP, less);
        View sum = withOnes(reduced(ReduceOp.SUM, x.dtype(), power, axis), axis, last + 1);
        return log ? apply(ScalarOp.SUBTRACT, less, apply(ScalarOp.LOG, sum)) : apply(ScalarOp.DIVIDE, power, sum);
    }

    private View dot(Op.Dot d, DType dtype, View a, View b) {
        View left = converted(a, dtype);
        View right = converted(b, dtype);
        for (int i = 0; i < d.left().size(); i++) {
            lengths.same(a.dims.get(d.left().get(i)), b.dims.get(d.right().get(i)));
        }
        List<Integer> freeA = Op.Dot.free(a.dims.size(), d.left());
        List<Integer> freeB = Op.Dot.free(b.dims.size(), d.right());
        List<Dimension> dims = new ArrayList<>();
        freeA.forEach(i -> dims.add(a.dims.get(i)));
        freeB.forEach(i -> dims.add(b.dims.get(i)));
        List<Dimension> summed = d.left().stream().map(a.dims::get).toList();
        if (isForBlas(dtype, dims, summed, a, b)) {
            return blas(
                    dtype,
                    dims,
                    summed.get(0),
                    left,
                    d.left().get(0) == 0,
                    right,
                    d.right().get(0) == 1);
        }
        if (!refusing && !summed.isEmpty() && !freeA.isEmpty() && !freeB.isEmpty()) {
            left.node.reused |= left.dims.size() > 1;
            right.node.reused |= right.dims.size() > 1;
        }
        List<Dimension> all = new ArrayList<>(dims);
        all.addAll(summed);
        Node.Read x = mapped(
                left,
                axis -> new Node.Axis(
                        d.left().contains(axis) ? dims.size() + d.left().indexOf(axis) : freeA.indexOf(axis)));
        Node.Read y = mapped(
                right,
                axis -> new Node.Axis(
                        d.right().contains(axis)
                                ? dims.size() + d.right().indexOf(axis)
                                : freeA.size() + freeB.indexOf(axis)));
        Node product = node(new Node.Apply(ScalarOp.MULTIPLY), dtype, List.copyOf(all), List.of(x, y));
        if (summed.isEmpty()) {
            return whole(product);
        }
        Node sum = node(
                new Node.Reduce(ReduceOp.SUM, summed),
                dtype,
                List.copyOf(dims),
                List.of(new Node.Read(product, follow(all.size()))));
        return whole(sum);
    }

    private boolean isForBlas(DType dtype, List<Dimension> dims, List<Dimension> summed, View a, View b) {
        if (refusing
                || !dtype.isFloat()
                || dims.size() != 2
                || summed.size() != 1
                || a.dims.size() != 2
                || b.dims.size() != 2) {
            return false;
        }
        List<Dimension> all = new ArrayList<>(dims);
        all.addAll(summed);
        return lengths.atLeast(all, BLAS_BORDER);
    }

    private View blas(
            DType dtype, List<Dimension> dims, Dimension summed, View a, boolean aTurned, View b, boolean bTurned) {
        Node left = inMemory(a);
        Node right = inMemory(b);
        Node product = new Node(
                new Node.MatrixProduct(summed, aTurned, bTurned),
                dtype,
                List.copyOf(dims),
                List.of(new Node.Read(left, List.of()), new Node.Read(right, List.of())));
        kept.add(product);
        return whole(product);
    }

    /** The value in memory, row by row. */
    private Node inMemory(View v) {
        boolean straight = v.axes.equals(follow(v.dims.size()));
        if (straight && (v.node.kind instanceof Node.Element || kept.contains(v.node))) {
            return v.node;
        }
        boolean itself = straight && !refusing && (v.node.isReduce() || v.node.kind instanceof Node.Apply);
        Node node = itself ? v.node : copy(v, v.dtype());
        return kept(node);
    }

    private Node kept(Node node) {
        kept.add(node);
        return node;
    }

    private View dimshuffle(Op.DimShuffle d, View x) {
        d.dropped(x.dims.size()).forEach(axis -> lengths.same(x.dims.get(axis), DimensionConstraints.ONE));
        List<Dimension> dims = new ArrayList<>();
        for (int from : d.pattern()) {
            dims.add(from == Op.DimShuffle.NEW ? DimensionConstraints.ONE : x.dims.get(from));
        }
        Node.Read moved = mapped(
                x,
                axis -> d.pattern().contains(axis) ? new Node.Axis(d.pattern().indexOf(axis)) : ZERO);
        return new View(x.node, moved.axes(), List.copyOf(dims));
    }

    /** The lengths that a vector of whole numbers tells. */
    private List<Dimension> shapeOf(Expr shape) {
        if (shape.op() instanceof Op.Shape) {
            return views.get(shape.args().get(0)).dims;
        }
        if (shape.op() instanceof Op.Constant c) {
            List<Dimension> dims = new ArrayList<>();
            for (int i = 0; i < c.value().size(); i++) {
                long n = c.value().longAt(i);
                dims.add(n == -1 ? null : DimensionConstraints.fixed(n));
            }
            return dims;
        }
        throw new NoNest("the shape " + Printer.quoted(shape) + " is known only when it has been computed");
    }

    private View reshape(View x, List<Dimension> wanted) {
        List<Dimension> known = wanted.stream().filter(n -> n != null).toList();
        List<Dimension> dims = new ArrayList<>();
        for (Dimension n : wanted) {
            dims.add(n == null ? lengths.quotient(x.dims, known) : n);
        }
        lengths.sameSize(x.dims, dims);
        if (x.dims.stream().allMatch(Dimension::isOne)) {
            dims.forEach(n -> lengths.same(n, DimensionConstraints.ONE));
        }
        List<Dimension> long1 = x.dims.stream().filter(n -> !n.isOne()).toList();
        List<Dimension> long2 = dims.stream().filter(n -> !n.isOne()).toList();
        boolean onlyOnes = long1.size() == long2.size()
                && IntStream.range(0, long1.size())
                        .allMatch(i -> long1.get(i).root() == long2.get(i).root());
        if (onlyOnes) {
            return moved(x, dims);
        }
        Node inMemory = inMemory(x);
        Node other = new Node(
                new Node.Reshaped(), x.dtype(), List.copyOf(dims), List.of(new Node.Read(inMemory, List.of())));
        return whole(other);
    }

    /** Axes of length 1 come and go; the others stay in their order. */
    private static View moved(View x, List<Dimension> dims) {
        int[] to = new int[x.dims.size()];
        int next = 0;
        for (int i = 0; i < to.length; i++) {
            to[i] = -1;
            if (!x.dims.get(i).isOne()) {
                while (dims.get(next).isOne()) {
                    next++;
                }
                to[i] = next++;
            }
        }
        Node.Read read = mapped(x, axis -> to[axis] < 0 ? ZERO : new Node.Axis(to[axis]));
        return new View(x.node, read.axes(), List.copyOf(dims));
    }

    private View broadcastTo(View x, List<Dimension> dims) {
        if (x.dims.size() > dims.size() || dims.stream().anyMatch(n -> n == null)) {
            throw new NoNest("shapes do not match");
        }
        int shift = dims.size() - x.dims.size();
        boolean[] repeated = new boolean[x.dims.size()];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = lengths.repeats(x.dims.get(i), dims.get(i + shift));
        }
        Node.Read read = mapped(x, axis -> repeated[axis] ? ZERO : new Node.Axis(axis + shift));
        return new View(x.node, read.axes(), List.copyOf(dims));
    }

    private View sumTo(View x, List<Dimension> dims) {
        int shift = x.dims.size() - dims.size();
        if (shift < 0) {
            throw new NoNest("shapes do not match");
        }
        List<Integer> axes = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < x.dims.size(); i++) {
            boolean summed = i < shift || lengths.repeats(dims.get(i - shift), x.dims.get(i));
            if (summed) {
                axes.add(i);
                if (i >= shift) {
                    kept.add(i);
                }
            }
        }
        if (axes.isEmpty()) {
            return new View(x.node, x.axes, List.copyOf(dims));
        }
        View sum = sum(x, axes);
        View all = withOnes(sum, axes, x.dims.size());
        // the axes in front are gone; those that were broadcast stay with their length of 1
        Node.Read read = mapped(all, axis -> new Node.Axis(axis - shift));
        return new View(all.node, read.axes(), List.copyOf(dims));
    }

    /** An index counted from the front, which has to lie in an axis of this length. */
    private View within(View index, Dimension n) {
        View whole = converted(index, INT64);
        if (whole.node.kind instanceof Node.Number k && Math.abs(k.whole()) <= Integer.MAX_VALUE) {
            lengths.least(n, k.whole() < 0 ? -k.whole() : k.whole() + 1);
            return k.whole() < 0 ? apply(ScalarOp.ADD, count(List.of(n)), whole) : whole;
        }
        Node place = node(new Node.Within(n.root()), INT64, List.of(), List.of(read(whole, 0)));
        asked.add(place);
        return whole(place);
    }

    private View index(View x, List<View> at) {
        List<Node.Follows> scalars = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            View place = within(at.get(i), x.dims.get(i));
            boolean first = place.node.kind instanceof Node.Number n && n.whole() == 0;
            scalars.add(first ? ZERO : new Node.At(read(place, 0)));
        }
        List<Dimension> dims = List.copyOf(x.dims.subList(at.size(), x.dims.size()));
        Node source = x.node;
        List<Node.Follows> axes = x.axes;
        boolean repeated = IntStream.range(0, at.size()).anyMatch(i -> !x.axes.contains(new Node.Axis(i)));
        if (!(source.kind instanceof Node.Element) || repeated) {
            source = inMemory(x);
            axes = follow(x.dims.size());
        }
        View whole = new View(source, axes, x.dims);
        Node.Read read = mapped(whole, axis -> axis < at.size() ? scalars.get(axis) : new Node.Axis(axis - at.size()));
        return new View(source, read.axes(), dims);
    }

    /** Zeros but for the part where the positions along the first axes are those given. */
    private View addAt(View part, List<Dimension> dims, List<View> at) {
        for (int i = 0; i < part.dims.size(); i++) {
            lengths.same(part.dims.get(i), dims.get(at.size() + i));
        }
        View here = null;
        for (int i = 0; i < at.size(); i++) {
            View position = whole(new Node(new Node.Position(i), INT64, List.copyOf(dims), List.of()));
            View matches = apply(ScalarOp.EQ, position, within(at.get(i), dims.get(i)));
            here = here == null ? matches : apply(ScalarOp.MULTIPLY, here, matches);
        }
        View zero = number(part.dtype(), 0);
        return here == null ? part : apply(ScalarOp.WHERE, here, part, zero);
    }

    /** Which shared variables the roots read, in order of appearance. */
    static List<Shared> shared(List<Expr> roots) {
        List<Shared> found = new ArrayList<>();
        for (Expr e : Graphs.topological(roots)) {
            if (e instanceof Shared s) {
                found.add(s);
            }
        }
        return Collections.unmodifiableList(found);
    }
}
