package arignote.expr;

import static arignote.expr.Build.cast;
import static arignote.expr.Build.constant;
import static arignote.expr.Build.dimshuffle;
import static arignote.expr.Build.scalar;
import static arignote.expr.Build.size;

import arignote.Expr;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The reductions, what becomes of the elements along axes, one row each: how it is computed, which dtype comes out, what
 * changes nothing when it is combined with an element, how two are combined, which element comes first, who combines the
 * lanes of a sum (a method of {@code GeneratedCode} and a function of {@code loops.js}), whether there is one of no
 * elements, whether that of {@link Squares} is one of them, how it is printed as LaTeX (with {@code #1} for the operand and
 * {@code #2} for the axes), and its gradient. Texts in Java, in vectors and in JavaScript are those of the operation that
 * combines two.
 */
public enum ReduceOp {
    // spotless:off
    //         form            dtype          neutral                    combined by        order           lanes       of none  squares  LaTeX                             gradient
    SUM       (Form.FOLD,      Result.WIDE,   0,                         ScalarOp.ADD,      null,           "sum",      true,    true,    Tex.big("\\sum"),                 s -> Local.SAME),
    PROD      (Form.FOLD,      Result.WIDE,   1,                         ScalarOp.MULTIPLY, null,           "product",  true,    false,   Tex.big("\\prod"),                s -> s.ofOthers()),
    /** whether one is not 0 */
    ANY       (Form.FOLD,      Result.BOOL,   0,                         ScalarOp.OR,       null,           null,       true,    false,   Tex.along("\\operatorname{any}"), s -> null),
    /** whether none is 0 */
    ALL       (Form.FOLD,      Result.BOOL,   1,                         ScalarOp.AND,      null,           null,       true,    false,   Tex.along("\\operatorname{all}"), s -> null),
    /** the sum, divided by the number of elements */
    MEAN      (Form.MEAN,      Result.FLOAT,  0,                         ScalarOp.ADD,      null,           null,       true,    true,    Tex.along("\\operatorname{mean}"), s -> new Local(g -> g.div(s.count()), null, true)),
    MAX       (Form.FOLD,      Result.SAME,   Double.NEGATIVE_INFINITY,  ScalarOp.MAXIMUM,  Order.GREATEST, "greatest", false,   true,    Tex.along("\\max"),               s -> Local.where(s.isResult())),
    MIN       (Form.FOLD,      Result.SAME,   Double.POSITIVE_INFINITY,  ScalarOp.MINIMUM,  Order.LEAST,    "least",    false,   false,   Tex.along("\\min"),               s -> Local.where(s.isResult())),
    /** the position, in row-major order of the reduced axes, of the first greatest element */
    ARGMAX    (Form.POSITION,  Result.INT64,  0,                         null,              Order.GREATEST, null,       false,   false,   Tex.along("\\operatorname{argmax}"), s -> null),
    ARGMIN    (Form.POSITION,  Result.INT64,  0,                         null,              Order.LEAST,    null,       false,   false,   Tex.along("\\operatorname{argmin}"), s -> null),
    /** log(sum(exp(x))), computed without overflow; of no elements minus infinity */
    LOGSUMEXP (Form.LOGSUMEXP, Result.FLOAT,  0,                         null,              null,           null,       true,    false,   Tex.along("\\operatorname{logsumexp}"), s -> new Local(g -> g.times(s.shares()), null, false));
    // spotless:on

    /** How it is computed. */
    public enum Form {
        /** two by two, in an order that is free */
        FOLD,
        /** by a search in the order of the elements */
        POSITION,
        /** by a definition in simpler operations, as all that follow */
        MEAN,
        LOGSUMEXP
    }

    /** Which dtype comes out, as NumPy has it. */
    private enum Result {
        SAME,
        /** int64 of whole numbers and bools */
        WIDE,
        /** floatX of whole numbers and bools */
        FLOAT,
        BOOL,
        INT64
    }

    /** Which of the elements comes first; a NaN comes before everything. */
    public enum Order {
        GREATEST("isGreater"),
        LEAST("isLess");

        private final String test;

        Order(String test) {
            this.test = test;
        }

        /** The function in generated code that tells whether an element comes before the first one so far. */
        public String test() {
            return test;
        }
    }

    private final Form form;
    private final Result result;
    private final double neutral;
    private final ScalarOp combine;
    private final Order order;
    private final String lanes;
    private final boolean ofNothing;
    private final boolean ofSquares;
    private final Tex latex;
    private final Function<Site, Local> gradient;

    ReduceOp(
            Form form,
            Result result,
            double neutral,
            ScalarOp combine,
            Order order,
            String lanes,
            boolean ofNothing,
            boolean ofSquares,
            Tex latex,
            Function<Site, Local> gradient) {
        this.form = form;
        this.result = result;
        this.neutral = neutral;
        this.combine = combine;
        this.order = order;
        this.lanes = lanes;
        this.ofNothing = ofNothing;
        this.ofSquares = ofSquares;
        this.latex = latex;
        this.gradient = gradient;
    }

    /** The name in {@code T} and in texts: {@code sum}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public Form form() {
        return form;
    }

    /** The dtype of the result. */
    public DType dtype(DType of) {
        return switch (result) {
            case SAME -> of;
            case WIDE -> of.isFloat() ? of : DType.INT64;
            case FLOAT -> Types.asFloat(of);
            case BOOL -> DType.BOOL;
            case INT64 -> DType.INT64;
        };
    }

    /** What changes nothing when it is combined with a floating number. */
    public double neutral() {
        return neutral;
    }

    /** The same among the whole numbers, or bools, of a type: the least one for minus infinity. */
    public long neutral(DType dtype) {
        return dtype == DType.BOOL ? (neutral > 0 ? 1 : 0) : dtype == DType.INT32 ? (int) neutral : (long) neutral;
    }

    /** The operation that combines two, or null if none does. */
    public ScalarOp combine() {
        return combine;
    }

    /** Which element is the result, or has its position there; null where it is made of all. */
    public Order order() {
        return order;
    }

    /** Who combines the lanes of a fold of floating numbers. */
    public String lanes() {
        return lanes;
    }

    /** Whether there is one of no elements. */
    public boolean isOfNothing() {
        return ofNothing;
    }

    /** Whether of what is nowhere negative, and has slope 0 where it is 0, the result is so too. */
    boolean isOfSquares() {
        return ofSquares;
    }

    public Tex latex() {
        return latex;
    }

    /**
     * What the gradient by each element is; null if it is zero everywhere.
     *
     * @param z an expression of this reduction
     */
    public Local gradient(Expr z) {
        return gradient.apply(new Site(z));
    }

    /**
     * The gradient by an element, from that by the result.
     *
     * @param change of the gradient by the result, repeated to all elements
     * @param taken where an element is the one that is taken; null if all count
     * @param keepsZero whether a gradient of 0 stays 0
     */
    public record Local(UnaryOperator<Expr> change, Expr taken, boolean keepsZero) {
        static final Local SAME = new Local(g -> g, null, true);

        static Local where(Expr taken) {
            return new Local(g -> g, taken, true);
        }
    }

    /** Where a gradient is taken: the result, what was reduced, and how. */
    private static final class Site {
        private final Op.Reduce r;
        private final Expr z;
        private final Expr x;

        Site(Expr z) {
            this.z = z;
            r = (Op.Reduce) z.op();
            x = z.args().get(0);
        }

        Expr count() {
            return size(x, r.axes(), z.type().dtype());
        }

        /** The result beside each element. */
        Expr restored() {
            return Build.restored(r, x.type().rank(), z);
        }

        /** The product of all elements but one, times the gradient: right where some are 0, too. */
        Local ofOthers() {
            Expr others = Expr.of(new Op.Array(new ExclusiveProduct(r.axes(), 0)), List.of(x));
            return new Local(g -> g.times(others), null, true);
        }

        Expr isResult() {
            return scalar(ScalarOp.EQ, x, restored());
        }

        /** The slopes of logsumexp: each element's share of the sum, in equal parts among the infinite ones. */
        Expr shares() {
            Expr log = restored();
            Expr infinity = constant(HostArray.scalar(log.type().dtype(), Double.POSITIVE_INFINITY));
            Expr equal = cast(scalar(ScalarOp.EQ, x, log), log.type().dtype());
            Op.Reduce sum = new Op.Reduce(SUM, r.axes(), true);
            return scalar(
                    ScalarOp.WHERE,
                    scalar(ScalarOp.EQ, scalar(ScalarOp.ABS, log), infinity),
                    equal.div(Expr.of(sum, List.of(equal))),
                    softmax(log));
        }

        /** exp(x) / sum(exp(x)) along the axes; {@code log} is the logarithm of that sum. */
        private Expr softmax(Expr log) {
            if (r.axes().size() > 1) {
                return scalar(ScalarOp.EXP, x.minus(log));
            }
            List<Integer> axisLast = Op.Dot.free(x.type().rank(), r.axes());
            axisLast.addAll(r.axes());
            List<Integer> back = IntStream.range(0, axisLast.size())
                    .map(axisLast::indexOf)
                    .boxed()
                    .toList();
            return dimshuffle(Build.softmax(dimshuffle(x, axisLast)), back);
        }
    }
}
