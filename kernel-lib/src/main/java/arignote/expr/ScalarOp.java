package arignote.expr;

import static arignote.expr.Build.constant;
import static arignote.expr.Build.scalar;

import arignote.Expr;
import arignote.expr.math.Elementary;
import arignote.expr.math.Numbers;
import arignote.expr.math.Power;
import arignote.expr.math.Trigonometry;
import java.util.List;
import java.util.function.Function;

/**
 * The operations on single elements, one row each: which operands, which dtype comes out, what it costs, whether it
 * rounds, how it is printed as text and as LaTeX (with {@code #1}, {@code #2}, {@code #3} for the operands), its value, its
 * value on whole numbers where that differs, and its gradient. Other languages have the value from its source here, by the
 * name that the constructor's parameter has.
 *
 * <p>The value has NumPy's meaning, NaN, infinities and signed zeros included. The gradient of operation {@code z =
 * f(a, b, c)} maps the gradient {@code g} by {@code z} to the gradients by {@code a}, {@code b}, {@code c}; null says
 * that it is zero everywhere. At ties and kinks it has the value that Theano's has.
 */
public enum ScalarOp {
    // spotless:off
    //        operands         dtypes             cost           rounding          text                 LaTeX                                   value                                     whole numbers                                     gradient
    ADD       (Arity.SWAPPABLE, Result.PROMOTED,   Cost.BASIC,    Rounding.ROUNDED, "(#1 + #2)",         Tex.SUM,                                (a, b, c) -> a + b,                       (a, b, c) -> a + b,                               s -> grads(s.g, s.g)),
    SUBTRACT  (Arity.TWO,       Result.ARITHMETIC, Cost.BASIC,    Rounding.ROUNDED, "(#1 - #2)",         Tex.DIFFERENCE,                         (a, b, c) -> a - b,                       (a, b, c) -> a - b,                               s -> grads(s.g, s.g.negate())),
    MULTIPLY  (Arity.SWAPPABLE, Result.PROMOTED,   Cost.BASIC,    Rounding.ROUNDED, "(#1 * #2)",         Tex.PRODUCT,                            (a, b, c) -> a * b,                       (a, b, c) -> a * b,                               s -> grads(s.g(s.b), s.g(s.a))),
    DIVIDE    (Arity.TWO,       Result.FLOAT,      Cost.BASIC,    Rounding.ROUNDED, "(#1 / #2)",         Tex.FRACTION,                           (a, b, c) -> a / b,                       null,                                             s -> grads(s.g.div(s.b), s.g(s.z.div(s.b)).negate())),
    REMAINDER (Arity.TWO,       Result.ARITHMETIC, Cost.SCALAR,   Rounding.ROUNDED, "(#1 % #2)",         Tex.REMAINDER,                          (a, b, c) -> Numbers.remainder(a, b),     (a, b, c) -> b == 0 ? 0 : Math.floorMod(a, b),    s -> grads(s.g, s.g(floor(s.a.div(s.b))).negate())),
    POWER     (Arity.TWO,       Result.ARITHMETIC, Cost.FORMULA,  Rounding.ROUNDED, "(#1 ** #2)",        Tex.POWER,                              (a, b, c) -> Power.power(a, b),           (a, b, c) -> Numbers.power(a, b),                 Gradients::power),
    NEGATE    (Arity.ONE,       Result.ARITHMETIC, Cost.BASIC,    Rounding.EXACT,   "(-#1)",             Tex.NEGATION,                           (a, b, c) -> -a,                          (a, b, c) -> -a,                                  s -> grads(s.g.negate())),
    ABS       (Arity.ONE,       Result.PROMOTED,   Cost.BASIC,    Rounding.EXACT,   "abs(#1)",           Tex.of("\\left|#1\\right|"),            (a, b, c) -> Math.abs(a),                 (a, b, c) -> Math.abs(a),                         s -> grads(s.g(sign(s.a)))),
    SIGN      (Arity.ONE,       Result.ARITHMETIC, Cost.SHORT,    Rounding.EXACT,   "sign(#1)",          Tex.call("\\operatorname{sgn}"),        (a, b, c) -> Numbers.sign(a),             (a, b, c) -> Long.signum(a),                      s -> grads((Expr) null)),
    FLOOR     (Arity.ONE,       Result.FLOAT,      Cost.SHORT,    Rounding.EXACT,   "floor(#1)",         Tex.of("\\lfloor #1 \\rfloor"),         (a, b, c) -> Math.floor(a),               null,                                             s -> grads((Expr) null)),
    EXP       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "exp(#1)",           Tex.EXPONENTIAL,                        (a, b, c) -> Elementary.exp(a),           null,                                             s -> grads(s.g(s.z))),
    EXPM1     (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "expm1(#1)",         Tex.call("\\operatorname{expm1}"),      (a, b, c) -> Elementary.expm1(a),         null,                                             s -> grads(s.g(scalar(EXP, s.a)))),
    LOG       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "log(#1)",           Tex.call("\\log"),                      (a, b, c) -> Elementary.log(a),           null,                                             s -> grads(s.g.div(s.a))),
    LOG1P     (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "log1p(#1)",         Tex.of("\\log\\left(1 + #1\\right)"),   (a, b, c) -> Elementary.log1p(a),         null,                                             s -> grads(s.g.div(s.a.plus(1)))),
    SIN       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "sin(#1)",           Tex.call("\\sin"),                      (a, b, c) -> Trigonometry.sin(a),         null,                                             s -> grads(s.g(cos(s.a)))),
    COS       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "cos(#1)",           Tex.call("\\cos"),                      (a, b, c) -> Trigonometry.cos(a),         null,                                             s -> grads(s.g(scalar(SIN, s.a)).negate())),
    TANH      (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "tanh(#1)",          Tex.call("\\tanh"),                     (a, b, c) -> Elementary.tanh(a),          null,                                             s -> grads(s.g(one(s.z).minus(sqr(s.z))))),
    SIGMOID   (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "sigmoid(#1)",       Tex.call("\\sigma"),                    (a, b, c) -> Elementary.sigmoid(a),       null,                                             s -> grads(s.g(s.z.times(one(s.z).minus(s.z))))),
    SOFTPLUS  (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "softplus(#1)",      Tex.call("\\operatorname{softplus}"),   (a, b, c) -> Elementary.softplus(a),      null,                                             s -> grads(s.g(scalar(SIGMOID, s.a)))),
    SQR       (Arity.ONE,       Result.ARITHMETIC, Cost.BASIC,    Rounding.ROUNDED, "sqr(#1)",           Tex.SQUARE,                             (a, b, c) -> a * a,                       (a, b, c) -> a * a,                               s -> grads(s.g(twice(s.a)))),
    SQRT      (Arity.ONE,       Result.FLOAT,      Cost.BASIC,    Rounding.ROUNDED, "sqrt(#1)",          Tex.of("\\sqrt{#1}"),                   (a, b, c) -> Math.sqrt(a),                null,                                             Gradients::squareRoot),
    MAXIMUM   (Arity.SWAPPABLE, Result.PROMOTED,   Cost.BASIC,    Rounding.EXACT,   "maximum(#1, #2)",   Tex.of("\\max\\left(#1, #2\\right)"),   (a, b, c) -> Math.max(a, b),              (a, b, c) -> Math.max(a, b),                      Gradients::maximum),
    MINIMUM   (Arity.SWAPPABLE, Result.PROMOTED,   Cost.BASIC,    Rounding.EXACT,   "minimum(#1, #2)",   Tex.of("\\min\\left(#1, #2\\right)"),   (a, b, c) -> Math.min(a, b),              (a, b, c) -> Math.min(a, b),                      Gradients::minimum),
    LT        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 < #2)",         Tex.relation("<"),                      (a, b, c) -> a < b ? 1 : 0,               (a, b, c) -> a < b ? 1 : 0,                       s -> grads(null, null)),
    LE        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 <= #2)",        Tex.relation("\\le"),                   (a, b, c) -> a <= b ? 1 : 0,              (a, b, c) -> a <= b ? 1 : 0,                      s -> grads(null, null)),
    GT        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 > #2)",         Tex.relation(">"),                      (a, b, c) -> a > b ? 1 : 0,               (a, b, c) -> a > b ? 1 : 0,                       s -> grads(null, null)),
    GE        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 >= #2)",        Tex.relation("\\ge"),                   (a, b, c) -> a >= b ? 1 : 0,              (a, b, c) -> a >= b ? 1 : 0,                      s -> grads(null, null)),
    EQ        (Arity.SWAPPABLE, Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 == #2)",        Tex.relation("="),                      (a, b, c) -> a == b ? 1 : 0,              (a, b, c) -> a == b ? 1 : 0,                      s -> grads(null, null)),
    NEQ       (Arity.SWAPPABLE, Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 != #2)",        Tex.relation("\\ne"),                   (a, b, c) -> a != b ? 1 : 0,              (a, b, c) -> a != b ? 1 : 0,                      s -> grads(null, null)),
    WHERE     (Arity.THREE,     Result.CHOSEN,     Cost.BASIC,    Rounding.EXACT,   "where(#1, #2, #3)", Tex.CASES,                              (a, b, c) -> a != 0 ? b : c,              (a, b, c) -> a != 0 ? b : c,                      s -> grads(null, where(s.a, s.g, 0), where(s.a, 0, s.g)));
    // spotless:on

    /** How many operands there are, and whether they may change places. */
    public enum Arity {
        ONE,
        TWO,
        SWAPPABLE,
        THREE
    }

    /** Which dtype comes out of which operands. */
    public enum Result {
        /** the operands' common type */
        PROMOTED,
        /** the same; bools are refused */
        ARITHMETIC,
        /** the operands' common type, floatX if that is no floating type */
        FLOAT,
        BOOL,
        /** the common type of the second and third operand; the first is a bool */
        CHOSEN
    }

    /** What it costs, and so where generated code computes it. */
    public enum Cost {
        /** an instruction or two, which vectors have */
        BASIC,
        /** a few instructions, which stand in the loop, in vectors of doubles too */
        SHORT,
        /** many, and vectors have none of them */
        SCALAR,
        /** a formula: many, on arrays by code of its own; where it is read again, memory has it */
        FORMULA
    }

    /** Whether the result for two float32 numbers, computed as a double, may be none. */
    public enum Rounding {
        EXACT,
        ROUNDED
    }

    /** The value on elements; operands that the operation does not have are ignored. */
    @FunctionalInterface
    public interface Value {
        double at(double a, double b, double c);
    }

    /** The value on whole numbers, which wraps around as NumPy's does. */
    @FunctionalInterface
    public interface WholeValue {
        long at(long a, long b, long c);
    }

    private final Arity operands;
    private final Result result;
    private final Cost cost;
    private final Rounding rounding;
    private final String text;
    private final Tex latex;
    private final Value value;
    private final WholeValue whole;
    private final Function<Site, Expr[]> gradient;

    ScalarOp(
            Arity operands,
            Result result,
            Cost cost,
            Rounding rounding,
            String text,
            Tex latex,
            Value value,
            WholeValue whole,
            Function<Site, Expr[]> gradient) {
        this.operands = operands;
        this.result = result;
        this.cost = cost;
        this.rounding = rounding;
        this.text = text;
        this.latex = latex;
        this.value = value;
        this.whole = whole;
        this.gradient = gradient;
    }

    /** The number of operands. */
    public int arity() {
        return switch (operands) {
            case ONE -> 1;
            case TWO, SWAPPABLE -> 2;
            case THREE -> 3;
        };
    }

    /** Whether the operands may change places. */
    public boolean commutes() {
        return operands == Arity.SWAPPABLE;
    }

    /** The rule for the dtype of the result. */
    public Result result() {
        return result;
    }

    public Cost cost() {
        return cost;
    }

    /** Whether the result for two float32 numbers, computed as a double, may be none. */
    public boolean rounds() {
        return rounding == Rounding.ROUNDED;
    }

    /** The name in {@code T} and in pictures: {@code add}, {@code maximum}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The printed form, with {@code #1}, {@code #2}, {@code #3} for the operands. */
    public String text() {
        return text;
    }

    public Tex latex() {
        return latex;
    }

    /** The value on floating numbers. */
    public Value value() {
        return value;
    }

    /** The value on whole numbers, or null where the operation always gives a floating type. */
    public WholeValue whole() {
        return whole;
    }

    /**
     * The gradients by the operands of {@code out}, an elementwise expression of this operation, each of the broadcast
     * shape of {@code out} or broadcastable to it; null for one that is zero everywhere.
     *
     * @param g the gradient by {@code out}
     */
    public List<Expr> gradient(Expr g, Expr out) {
        return java.util.Arrays.asList(gradient.apply(new Site(g, out)));
    }

    /** Where a gradient is taken: the gradient by the result, the result and its operands. */
    static final class Site {
        final Expr g;
        final Expr z;
        final Expr a;
        final Expr b;

        Site(Expr g, Expr z) {
            this.g = g;
            this.z = z;
            a = z.args().get(0);
            b = z.args().size() > 1 ? z.args().get(1) : null;
        }

        /** g times the derivative; a g of 1 is left out. */
        Expr g(Expr derivative) {
            return g.op() instanceof Op.Constant k
                            && k.value().isScalar(1)
                            && derivative.type().dtype() == g.type().dtype()
                    ? derivative
                    : g.times(derivative);
        }
    }

    private static Expr[] grads(Expr... each) {
        return each;
    }

    private static Expr one(Expr like) {
        return constant(HostArray.scalar(like.type().dtype(), 1));
    }

    // a row may not name a later one, but a method may

    private static Expr cos(Expr a) {
        return scalar(COS, a);
    }

    private static Expr sqr(Expr a) {
        return scalar(SQR, a);
    }

    private static Expr twice(Expr a) {
        return Build.number(2, a).times(a);
    }

    private static Expr floor(Expr a) {
        return scalar(FLOOR, a);
    }

    private static Expr sign(Expr a) {
        return scalar(SIGN, a);
    }

    private static Expr where(Expr condition, Object yes, Object no) {
        Expr like = yes instanceof Expr e ? e : (Expr) no;
        Expr zero = constant(HostArray.scalar(like.type().dtype(), 0));
        return scalar(WHERE, condition, yes instanceof Expr y ? y : zero, no instanceof Expr n ? n : zero);
    }

    /** Gradients too long for a row. */
    private static final class Gradients {
        static Expr[] maximum(Site s) {
            return chosen(s, GE);
        }

        static Expr[] minimum(Site s) {
            return chosen(s, LE);
        }

        /** All to the operand that was taken; at a tie that is the first, at a NaN the second, as in PyTensor. */
        private static Expr[] chosen(Site s, ScalarOp firstIsTaken) {
            Expr first = scalar(firstIsTaken, s.a, s.b);
            return grads(where(first, s.g, 0), where(first, 0, s.g));
        }

        /** g / (2 z); at 0 of what is 0 with slope 0, as a sum of squares is, 0. */
        static Expr[] squareRoot(Site s) {
            Expr slope = s.g.times(0.5).div(s.z);
            return grads(Squares.isSum(s.a) ? where(isNot(s.z, 0), slope, 0) : slope);
        }

        /**
         * z = a ** b: b a**(b-1) by a, and z log a by b, where a base of 0 gives 0 (the limit for a positive exponent)
         * rather than 0 times minus infinity. An exponent of 0 gives 0 by a, at a base of 0 too: z is 1 everywhere.
         */
        static Expr[] power(Site s) {
            if (s.b.op() instanceof Op.Constant k && k.type(List.of()).rank() == 0) {
                return grads(byBase(s, k.value().doubleAt(0)), null);
            }
            Expr byBase = where(isNot(s.b, 0), s.g(s.b.times(s.a.pow(s.b.minus(1)))), 0);
            if (s.b.op() instanceof Op.Constant) {
                return grads(byBase, null);
            }
            Expr zero = constant(HostArray.scalar(s.z.type().dtype(), 0));
            Expr slope = scalar(WHERE, isNot(s.a, 0), s.z.times(scalar(LOG, s.a)), zero);
            return grads(byBase, s.g(slope));
        }

        private static Expr byBase(Site s, double exponent) {
            if (exponent == 0) {
                return null;
            }
            if (exponent == 1) {
                return s.g;
            }
            if (exponent == 2) {
                return s.g(twice(s.a));
            }
            Expr slope = s.g(s.b.times(s.a.pow(s.b.minus(1))));
            return exponent < 1 && Squares.isSum(s.a) ? where(isNot(s.a, 0), slope, 0) : slope;
        }

        private static Expr isNot(Expr e, int number) {
            return scalar(NEQ, e, Build.number(number, e));
        }
    }
}
