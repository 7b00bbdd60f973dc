package arignote.compile.lower;

import static arignote.expr.DType.BOOL;
import static arignote.expr.DType.INT64;

import arignote.Expr;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import arignote.compile.nest.NoNest;
import arignote.expr.Along;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * From expressions to {@link Node}s, operation by operation: axes get symbolic dimensions; {@link Definitions} replace
 * what is made of simpler operations; {@link Reindexing} changes only which elements are read.
 */
public final class Lowering {
    private final Nodes nodes = new Nodes();
    private final DimensionConstraints constraints = nodes.constraints;
    private final Definitions definitions = new Definitions(nodes);
    private final Reindexing reindexing = new Reindexing(nodes);
    private final Map<Expr, View> views = new IdentityHashMap<>();
    private final Lengths lengths = new Lengths(e -> views.get(e).dims(), constraints);
    private final PartViews parts = new PartViews(nodes, lengths);
    private final List<Buffer> constants = new ArrayList<>();
    private final List<HostArray> literals = new ArrayList<>();

    /** What must hold of a call's dimensions for the nodes to be right. */
    public List<Guard> guards() {
        return constraints.guards();
    }

    /** The arrays that are parts of expressions. */
    public List<Buffer> constants() {
        return constants;
    }

    /** Their values. */
    public List<HostArray> literals() {
        return literals;
    }

    /** Nodes that must be in memory as a whole before they are read. */
    public List<Node> kept() {
        return nodes.kept;
    }

    /** Nodes that are computed because they may refuse a call, whether or not they are read. */
    public List<Node> asked() {
        return nodes.asked;
    }

    /** An input or a shared variable is in this memory, with these whole numbers in it if they are known. */
    public void leaf(Expr e, Buffer buffer, List<Long> wholes) {
        lengths.leaf(e, buffer, wholes);
        View element = element(buffer);
        element.node().name = e.name();
        views.put(e, element);
    }

    /**
     * The roots as nodes, one for each; each has exactly the root's axes.
     *
     * @throws NoNest if there is something that loops cannot say, or dimensions do not match
     */
    public List<Node> nodes(List<Expr> roots) {
        lower(roots);
        return roots.stream()
                .map(r -> Nodes.copy(views.get(r), r.type().dtype()))
                .toList();
    }

    /**
     * Sees that a call is refused if any operation of these refuses it, also one that rewriting has removed. Of what is
     * made here only guards and the nodes that are {@link #asked()} for count.
     *
     * @throws NoNest if dimensions do not match
     */
    public void refuse(List<Expr> written) {
        nodes.refusing = true;
        lower(written);
    }

    private void lower(List<Expr> roots) {
        for (Expr e : Graphs.topological(roots)) {
            if (!views.containsKey(e)) {
                View v = view(e);
                if (e.name() != null && v.node().name == null) {
                    v.node().name = e.name();
                }
                views.put(e, v);
            }
        }
    }

    private View view(Expr e) {
        Op op = e.op();
        DType dtype = e.type().dtype();
        List<View> args = e.args().stream().map(views::get).toList();
        return switch (op.tag()) {
            case CONSTANT -> constant(((Op.Constant) op).value());
            case ELEMENTWISE -> elementwise(((Op.Elementwise) op).op(), dtype, args);
            case CAST -> nodes.converted(args.get(0), dtype);
            case REDUCE -> reduce((Op.Reduce) op, dtype, args.get(0));
            case SIZE -> nodes.count(args.get(0).dims(((Op.Size) op).axes()));
            case SHAPE -> definitions.shape(args.get(0).dims());
            case SOFTMAX -> definitions.softmax(nodes.converted(args.get(0), dtype), false);
            case LOG_SOFTMAX -> definitions.softmax(nodes.converted(args.get(0), dtype), true);
            case DOT -> definitions.dot((Op.Dot) op, dtype, args.get(0), args.get(1));
            case DIMSHUFFLE -> reindexing.dimshuffle((Op.DimShuffle) op, args.get(0));
            case RESHAPE -> reindexing.reshape(args.get(0), shapeOf(e));
            case BROADCAST_TO -> reindexing.broadcastTo(args.get(0), shapeOf(e));
            case SUM_TO -> reindexing.sumTo(args.get(0), shapeOf(e), definitions);
            case PART -> parts.part(args.get(0), taken(((Op.Part) op).along(), e, 1));
            case PLACE -> parts.place(args.get(0), shapeOf(e), taken(((Op.Place) op).along(), e, 2));
            case GATHER -> parts.gather(args.get(0), args.subList(1, args.size()));
            case JOIN ->
                parts.join(
                        ((Op.Join) op).axis(),
                        args.stream().map(a -> nodes.converted(a, dtype)).toList());
            case IOTA -> {
                Dimension n = lengths.of(e.args().get(0));
                constraints.least(n, 0);
                yield Nodes.position(0, List.of(n));
            }
            case IDENTITY -> args.get(0);
            case ARRAY, INPUT, STATE -> throw new NoNest(op.label() + " has no loop");
        };
    }

    /** What is taken along the first axes, with the views of indices and the dimensions of slices' bounds. */
    private List<Along.Axis<PartViews.Bound>> taken(List<Along> along, Expr e, int first) {
        List<PartViews.Bound> bounds = new ArrayList<>();
        for (Along.Axis<Expr> axis :
                Along.axes(along, e.args().subList(first, e.args().size()))) {
            boolean slice = axis.along() instanceof Along.Slice;
            for (Expr number : Arrays.asList(axis.at(), axis.stop())) {
                if (number != null) {
                    bounds.add(
                            slice
                                    ? new PartViews.Bound(null, lengths.of(number))
                                    : new PartViews.Bound(views.get(number), null));
                }
            }
        }
        return Along.axes(along, bounds);
    }

    private static View element(Buffer buffer) {
        return View.of(new Node(new Node.Element(buffer), buffer.dtype(), buffer.dims(), List.of()));
    }

    private View constant(HostArray value) {
        DType dtype = value.type().dtype();
        if (value.type().rank() == 0) {
            return nodes.number(dtype, dtype.isFloat() ? value.doubleAt(0) : 0, dtype.isFloat() ? 0 : value.longAt(0));
        }
        int known = nodes.refusing ? literals.indexOf(value) : -1;
        if (known >= 0) {
            return element(constants.get(known));
        }
        List<Dimension> dims = new ArrayList<>();
        for (long n : value.shape()) {
            dims.add(DimensionConstraints.fixed(n));
        }
        Buffer buffer = new Buffer(Buffer.Role.CONSTANT, constants.size(), dtype, List.copyOf(dims), false, null);
        constants.add(buffer);
        literals.add(value);
        return element(buffer);
    }

    private View elementwise(ScalarOp op, DType dtype, List<View> args) {
        List<View> operands = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            DType wanted = switch (op.result()) {
                case PROMOTED, ARITHMETIC, FLOAT, BITS, INTEGER -> dtype;
                case BOOL ->
                    DType.promote(args.get(0).dtype(), args.get(args.size() - 1).dtype());
                case CHOSEN -> i == 0 ? BOOL : dtype;
            };
            operands.add(nodes.converted(args.get(i), wanted));
        }
        View result = nodes.pointwise(new Node.Apply(op), dtype, operands);
        if (op == ScalarOp.POWER && !dtype.isFloat() && !isNumberFrom0(operands.get(1))) {
            nodes.asked.add(result.node()); // a negative power is refused
        }
        boolean sum = op == ScalarOp.ADD && dtype != BOOL;
        View together = sum ? parts.sum(operands.get(0), operands.get(1), result.dims()) : null;
        return together == null ? result : together;
    }

    private static boolean isNumberFrom0(View v) {
        return v.node().kind instanceof Node.Number n && n.whole() >= 0;
    }

    private View reduce(Op.Reduce r, DType dtype, View x) {
        List<Integer> axes = r.axes();
        if (axes.isEmpty()) {
            if (r.kind().form() == ReduceOp.Form.POSITION) {
                Node only = nodes.number(INT64, 0).node();
                return new View(new Node.Read(only, List.of()), x.dims());
            }
            return nodes.converted(x, dtype);
        }
        if (!r.kind().isOfNothing()) {
            constraints.some(DimensionConstraints.product(x.dims(axes)));
        }
        View result = switch (r.kind().form()) {
            case FOLD ->
                r.kind() == ReduceOp.SUM
                        ? definitions.sum(nodes.converted(x, dtype), axes)
                        : nodes.reduced(r.kind(), dtype, nodes.converted(x, dtype), axes);
            case POSITION -> nodes.reduced(r.kind(), dtype, x, axes);
            case MEAN -> definitions.mean(x, dtype, axes);
            case LOGSUMEXP -> definitions.logSumExp(nodes.converted(x, dtype), axes);
        };
        return r.keepDims() ? result.withOnes(axes) : result;
    }

    /** The dimensions of a shape, which must be 0 or more; null for one that is left to the size. */
    private List<Dimension> shapeOf(Expr e) {
        Expr shape = e.args().get(1);
        boolean leftover = e.op() instanceof Op.Reshape;
        List<Dimension> dims = new ArrayList<>();
        for (Dimension n : lengths.vector(shape, e.type().rank())) {
            boolean open = leftover && n.actual() == -1;
            if (open) { // a vector of lengths that an earlier stage has computed may hold it as well
                constraints.same(n, DimensionConstraints.fixed(-1));
            }
            if (!open && !(shape.op() instanceof Op.Shape)) {
                constraints.least(n, 0);
            }
            dims.add(open ? null : n);
        }
        return dims;
    }
}
