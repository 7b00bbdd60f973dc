package arignote.expr;

import static arignote.expr.Build.scalar;
import static arignote.expr.ScalarGradients.LN_10;
import static arignote.expr.ScalarGradients.LN_2;
import static arignote.expr.ScalarGradients.TWO_OVER_ROOT_PI;
import static arignote.expr.ScalarGradients.bell;
import static arignote.expr.ScalarGradients.cos;
import static arignote.expr.ScalarGradients.cosh;
import static arignote.expr.ScalarGradients.floor;
import static arignote.expr.ScalarGradients.grads;
import static arignote.expr.ScalarGradients.one;
import static arignote.expr.ScalarGradients.psi;
import static arignote.expr.ScalarGradients.root;
import static arignote.expr.ScalarGradients.sign;
import static arignote.expr.ScalarGradients.sqr;
import static arignote.expr.ScalarGradients.squares;
import static arignote.expr.ScalarGradients.twice;
import static arignote.expr.ScalarGradients.where;

import arignote.Expr;
import arignote.expr.ScalarGradients.Site;
import arignote.expr.math.Bessel;
import arignote.expr.math.Elementary;
import arignote.expr.math.ErrorFunction;
import arignote.expr.math.GammaFunction;
import arignote.expr.math.Hyperbolic;
import arignote.expr.math.IncompleteGamma;
import arignote.expr.math.InverseTrigonometry;
import arignote.expr.math.Numbers;
import arignote.expr.math.Power;
import arignote.expr.math.Radicals;
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
    INT_DIV   (Arity.TWO,        Result.ARITHMETIC,  Cost.SCALAR,    Rounding.ROUNDED,  "(#1 // #2)",       Tex.of("\\left\\lfloor \\frac{#1}{#2} \\right\\rfloor"), (a, b, c) -> Numbers.quotient(a, b),      (a, b, c) -> b == 0 ? 0 : Math.floorDiv(a, b),    s -> grads(null, null)),
    POWER     (Arity.TWO,       Result.ARITHMETIC, Cost.FORMULA,  Rounding.ROUNDED, "(#1 ** #2)",        Tex.POWER,                              (a, b, c) -> Power.power(a, b),           (a, b, c) -> Numbers.power(a, b),                 ScalarGradients::power),
    NEGATE    (Arity.ONE,       Result.ARITHMETIC, Cost.BASIC,    Rounding.EXACT,   "(-#1)",             Tex.NEGATION,                           (a, b, c) -> -a,                          (a, b, c) -> -a,                                  s -> grads(s.g.negate())),
    ABS       (Arity.ONE,       Result.PROMOTED,   Cost.BASIC,    Rounding.EXACT,   "abs(#1)",           Tex.of("\\left|#1\\right|"),            (a, b, c) -> Math.abs(a),                 (a, b, c) -> Math.abs(a),                         s -> grads(s.g(sign(s.a)))),
    SIGN      (Arity.ONE,       Result.ARITHMETIC, Cost.SHORT,    Rounding.EXACT,   "sign(#1)",          Tex.call("\\operatorname{sgn}"),        (a, b, c) -> Numbers.sign(a),             (a, b, c) -> Long.signum(a),                      s -> grads((Expr) null)),
    FLOOR     (Arity.ONE,       Result.FLOAT,      Cost.SHORT,    Rounding.EXACT,   "floor(#1)",         Tex.of("\\lfloor #1 \\rfloor"),         (a, b, c) -> Math.floor(a),               null,                                             s -> grads((Expr) null)),
    CEIL      (Arity.ONE,        Result.FLOAT,       Cost.SHORT,     Rounding.EXACT,    "ceil(#1)",         Tex.of("\\lceil #1 \\rceil"),           (a, b, c) -> -Math.floor(-a),             null,                                             s -> grads((Expr) null)),
    TRUNC     (Arity.ONE,        Result.FLOAT,       Cost.SHORT,     Rounding.EXACT,    "trunc(#1)",        Tex.call("\\operatorname{trunc}"),      (a, b, c) -> Numbers.trunc(a),            null,                                             s -> grads((Expr) null)),
    ROUND     (Arity.ONE,        Result.FLOAT,       Cost.SHORT,     Rounding.EXACT,    "round(#1)",        Tex.call("\\operatorname{round}"),      (a, b, c) -> Numbers.round(a),            null,                                             s -> grads((Expr) null)),
    EXP       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "exp(#1)",           Tex.EXPONENTIAL,                        (a, b, c) -> Elementary.exp(a),           null,                                             s -> grads(s.g(s.z))),
    EXPM1     (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "expm1(#1)",         Tex.call("\\operatorname{expm1}"),      (a, b, c) -> Elementary.expm1(a),         null,                                             s -> grads(s.g(scalar(EXP, s.a)))),
    LOG       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "log(#1)",           Tex.call("\\log"),                      (a, b, c) -> Elementary.log(a),           null,                                             s -> grads(s.g.div(s.a))),
    LOG1P     (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "log1p(#1)",         Tex.of("\\log\\left(1 + #1\\right)"),   (a, b, c) -> Elementary.log1p(a),         null,                                             s -> grads(s.g.div(s.a.plus(1)))),
    XLOGX     (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "xlogx(#1)",        Tex.call("\\operatorname{xlogx}"),      (a, b, c) -> Elementary.xlogx(a),         null,                                             s -> grads(s.g(scalar(LOG, s.a).plus(1)))),
    XLOGY0    (Arity.TWO,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "xlogy0(#1, #2)",   Tex.of("\\operatorname{xlogy0}\\left(#1, #2\\right)"), (a, b, c) -> Elementary.xlogy0(a, b),     null,                                             s -> grads(s.g(scalar(LOG, s.b)), s.g(s.a.div(s.b)))),
    SIN       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "sin(#1)",           Tex.call("\\sin"),                      (a, b, c) -> Trigonometry.sin(a),         null,                                             s -> grads(s.g(cos(s.a)))),
    COS       (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "cos(#1)",           Tex.call("\\cos"),                      (a, b, c) -> Trigonometry.cos(a),         null,                                             s -> grads(s.g(scalar(SIN, s.a)).negate())),
    TAN       (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "tan(#1)",          Tex.call("\\tan"),                      (a, b, c) -> Trigonometry.tan(a),         null,                                             s -> grads(s.g(sqr(s.z).plus(1)))),
    ARCSIN    (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "arcsin(#1)",       Tex.call("\\arcsin"),                   (a, b, c) -> InverseTrigonometry.arcsin(a), null,                                             s -> grads(s.g.div(root(one(s.x).minus(sqr(s.x)))))),
    ARCCOS    (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "arccos(#1)",       Tex.call("\\arccos"),                   (a, b, c) -> InverseTrigonometry.arccos(a), null,                                             s -> grads(s.g.div(root(one(s.x).minus(sqr(s.x)))).negate())),
    ARCTAN    (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "arctan(#1)",       Tex.call("\\arctan"),                   (a, b, c) -> InverseTrigonometry.arctan(a), null,                                             s -> grads(s.g.div(sqr(s.x).plus(1)))),
    ARCTAN2   (Arity.TWO,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "arctan2(#1, #2)",  Tex.of("\\operatorname{arctan2}\\left(#1, #2\\right)"), (a, b, c) -> InverseTrigonometry.arctan2(a, b), null,                                             s -> grads(s.g(s.b).div(squares(s)), s.g(s.a).div(squares(s)).negate())),
    SINH      (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "sinh(#1)",         Tex.call("\\sinh"),                     (a, b, c) -> Hyperbolic.sinh(a),          null,                                             s -> grads(s.g(cosh(s.a)))),
    COSH      (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "cosh(#1)",         Tex.call("\\cosh"),                     (a, b, c) -> Hyperbolic.cosh(a),          null,                                             s -> grads(s.g(scalar(SINH, s.a)))),
    ARCSINH   (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "arcsinh(#1)",      Tex.call("\\operatorname{arsinh}"),     (a, b, c) -> Hyperbolic.arcsinh(a),       null,                                             s -> grads(s.g.div(root(sqr(s.x).plus(1))))),
    ARCCOSH   (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "arccosh(#1)",      Tex.call("\\operatorname{arcosh}"),     (a, b, c) -> Hyperbolic.arccosh(a),       null,                                             s -> grads(s.g.div(root(sqr(s.x).minus(1))))),
    ARCTANH   (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "arctanh(#1)",      Tex.call("\\operatorname{artanh}"),     (a, b, c) -> Hyperbolic.arctanh(a),       null,                                             s -> grads(s.g.div(one(s.x).minus(sqr(s.x))))),
    EXP2      (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "exp2(#1)",         Tex.of("2^{#1}"),                       (a, b, c) -> Elementary.exp2(a),          null,                                             s -> grads(s.g(s.z.times(LN_2)))),
    LOG2      (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "log2(#1)",         Tex.call("\\log_{2}"),                  (a, b, c) -> Elementary.log2(a),          null,                                             s -> grads(s.g.div(s.a.times(LN_2)))),
    LOG10     (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "log10(#1)",        Tex.call("\\log_{10}"),                 (a, b, c) -> Elementary.log10(a),         null,                                             s -> grads(s.g.div(s.a.times(LN_10)))),
    CBRT      (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "cbrt(#1)",         Tex.of("\\sqrt[3]{#1}"),                (a, b, c) -> Radicals.cbrt(a),            null,                                             s -> grads(s.g.div(sqr(s.z).times(3)))),
    HYPOT     (Arity.SWAPPABLE,  Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "hypot(#1, #2)",    Tex.of("\\operatorname{hypot}\\left(#1, #2\\right)"), (a, b, c) -> Radicals.hypot(a, b),        null,                                             ScalarGradients::hypot),
    LOGADDEXP (Arity.SWAPPABLE,  Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "logaddexp(#1, #2)", Tex.of("\\operatorname{logaddexp}\\left(#1, #2\\right)"), (a, b, c) -> Elementary.logaddexp(a, b),  null,                                             ScalarGradients::logaddexp),
    ERF       (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "erf(#1)",          Tex.call("\\operatorname{erf}"),        (a, b, c) -> ErrorFunction.erf(a),        null,                                             s -> grads(s.g(bell(s.x)))),
    ERFC      (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "erfc(#1)",         Tex.call("\\operatorname{erfc}"),       (a, b, c) -> ErrorFunction.erfc(a),       null,                                             s -> grads(s.g(bell(s.x)).negate())),
    ERFCX     (Arity.ONE,        Result.FLOAT,       Cost.FORMULA,   Rounding.ROUNDED,  "erfcx(#1)",        Tex.call("\\operatorname{erfcx}"),      (a, b, c) -> ErrorFunction.erfcx(a),      null,                                             s -> grads(s.g(twice(s.a.times(s.z)).minus(TWO_OVER_ROOT_PI)))),
    ERFINV    (Arity.ONE,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "erfinv(#1)",       Tex.call("\\operatorname{erf}^{-1}"),   (a, b, c) -> ErrorFunction.erfinv(a),     null,                                             s -> grads(s.g.div(bell(s.z)))),
    ERFCINV   (Arity.ONE,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "erfcinv(#1)",      Tex.call("\\operatorname{erfc}^{-1}"),  (a, b, c) -> ErrorFunction.erfcinv(a),    null,                                             s -> grads(s.g.div(bell(s.z)).negate())),
    GAMMA     (Arity.ONE,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "gamma(#1)",        Tex.call("\\Gamma"),                    (a, b, c) -> GammaFunction.gamma(a),      null,                                             s -> grads(s.g(s.z.times(psi(s.a))))),
    GAMMALN   (Arity.ONE,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "gammaln(#1)",      Tex.call("\\ln\\Gamma"),                (a, b, c) -> GammaFunction.gammaln(a),    null,                                             s -> grads(s.g(psi(s.a)))),
    PSI       (Arity.ONE,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "psi(#1)",          Tex.call("\\psi"),                      (a, b, c) -> GammaFunction.psi(a),        null,                                             s -> grads(s.g(ScalarGradients.polygamma(1, s.a)))),
    POLYGAMMA (Arity.TWO,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "polygamma(#1, #2)", Tex.of("\\psi^{(#1)}\\left(#2\\right)"), (a, b, c) -> GammaFunction.polygamma(a, b), null,                                             s -> grads(null, s.g(ScalarGradients.polygamma(1, s)))),
    GAMMAINC  (Arity.TWO,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "gammainc(#1, #2)", Tex.of("P\\left(#1, #2\\right)"),       (a, b, c) -> IncompleteGamma.gammainc(a, b), null,                                             s -> ScalarGradients.gammainc(s, false)),
    GAMMAINCC (Arity.TWO,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "gammaincc(#1, #2)", Tex.of("Q\\left(#1, #2\\right)"),       (a, b, c) -> IncompleteGamma.gammaincc(a, b), null,                                             s -> ScalarGradients.gammainc(s, true)),
    GAMMAINC_GRAD(Arity.TWO,     Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "gammaincGrad(#1, #2)", Tex.of("\\partial_1 P\\left(#1, #2\\right)"), (a, b, c) -> IncompleteGamma.gammaincGrad(a, b), null,                                       ScalarGradients::gammaincGrad),
    IV        (Arity.TWO,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "iv(#1, #2)",       Tex.of("I_{#1}\\left(#2\\right)"),      (a, b, c) -> Bessel.iv(a, b),             null,                                             s -> ScalarGradients.bessel(s, s.z.op(), true)),
    JV        (Arity.TWO,        Result.FLOAT,       Cost.LOOPS,     Rounding.ROUNDED,  "jv(#1, #2)",       Tex.of("J_{#1}\\left(#2\\right)"),      (a, b, c) -> Bessel.jv(a, b),             null,                                             s -> ScalarGradients.bessel(s, s.z.op(), false)),
    TANH      (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "tanh(#1)",          Tex.call("\\tanh"),                     (a, b, c) -> Elementary.tanh(a),          null,                                             s -> grads(s.g(one(s.z).minus(sqr(s.z))))),
    SIGMOID   (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "sigmoid(#1)",       Tex.call("\\sigma"),                    (a, b, c) -> Elementary.sigmoid(a),       null,                                             s -> grads(s.g(s.z.times(one(s.z).minus(s.z))))),
    SOFTPLUS  (Arity.ONE,       Result.FLOAT,      Cost.FORMULA,  Rounding.ROUNDED, "softplus(#1)",      Tex.call("\\operatorname{softplus}"),   (a, b, c) -> Elementary.softplus(a),      null,                                             s -> grads(s.g(scalar(SIGMOID, s.a)))),
    SQR       (Arity.ONE,       Result.ARITHMETIC, Cost.BASIC,    Rounding.ROUNDED, "sqr(#1)",           Tex.SQUARE,                             (a, b, c) -> a * a,                       (a, b, c) -> a * a,                               s -> grads(s.g(twice(s.a)))),
    SQRT      (Arity.ONE,       Result.FLOAT,      Cost.BASIC,    Rounding.ROUNDED, "sqrt(#1)",          Tex.of("\\sqrt{#1}"),                   (a, b, c) -> Math.sqrt(a),                null,                                             ScalarGradients::squareRoot),
    MAXIMUM   (Arity.SWAPPABLE, Result.PROMOTED,   Cost.BASIC,    Rounding.EXACT,   "maximum(#1, #2)",   Tex.of("\\max\\left(#1, #2\\right)"),   (a, b, c) -> Math.max(a, b),              (a, b, c) -> Math.max(a, b),                      ScalarGradients::maximum),
    MINIMUM   (Arity.SWAPPABLE, Result.PROMOTED,   Cost.BASIC,    Rounding.EXACT,   "minimum(#1, #2)",   Tex.of("\\min\\left(#1, #2\\right)"),   (a, b, c) -> Math.min(a, b),              (a, b, c) -> Math.min(a, b),                      ScalarGradients::minimum),
    LT        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 < #2)",         Tex.relation("<"),                      (a, b, c) -> a < b ? 1 : 0,               (a, b, c) -> a < b ? 1 : 0,                       s -> grads(null, null)),
    LE        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 <= #2)",        Tex.relation("\\le"),                   (a, b, c) -> a <= b ? 1 : 0,              (a, b, c) -> a <= b ? 1 : 0,                      s -> grads(null, null)),
    GT        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 > #2)",         Tex.relation(">"),                      (a, b, c) -> a > b ? 1 : 0,               (a, b, c) -> a > b ? 1 : 0,                       s -> grads(null, null)),
    GE        (Arity.TWO,       Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 >= #2)",        Tex.relation("\\ge"),                   (a, b, c) -> a >= b ? 1 : 0,              (a, b, c) -> a >= b ? 1 : 0,                      s -> grads(null, null)),
    EQ        (Arity.SWAPPABLE, Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 == #2)",        Tex.relation("="),                      (a, b, c) -> a == b ? 1 : 0,              (a, b, c) -> a == b ? 1 : 0,                      s -> grads(null, null)),
    NEQ       (Arity.SWAPPABLE, Result.BOOL,       Cost.BASIC,    Rounding.EXACT,   "(#1 != #2)",        Tex.relation("\\ne"),                   (a, b, c) -> a != b ? 1 : 0,              (a, b, c) -> a != b ? 1 : 0,                      s -> grads(null, null)),
    ISNAN     (Arity.ONE,        Result.BOOL,        Cost.BASIC,     Rounding.EXACT,    "isnan(#1)",        Tex.call("\\operatorname{isnan}"),      (a, b, c) -> a != a ? 1 : 0,              (a, b, c) -> 0,                                   s -> grads((Expr) null)),
    ISINF     (Arity.ONE,        Result.BOOL,        Cost.BASIC,     Rounding.EXACT,    "isinf(#1)",        Tex.call("\\operatorname{isinf}"),      (a, b, c) -> Math.abs(a) == Double.POSITIVE_INFINITY ? 1 : 0, (a, b, c) -> 0,                                   s -> grads((Expr) null)),
    AND       (Arity.SWAPPABLE,  Result.BITS,        Cost.BASIC,     Rounding.EXACT,    "(#1 & #2)",        Tex.relation("\\land"),                 null,                                     (a, b, c) -> a & b,                               s -> grads(null, null)),
    OR        (Arity.SWAPPABLE,  Result.BITS,        Cost.BASIC,     Rounding.EXACT,    "(#1 | #2)",        Tex.relation("\\lor"),                  null,                                     (a, b, c) -> a | b,                               s -> grads(null, null)),
    XOR       (Arity.SWAPPABLE,  Result.BITS,        Cost.BASIC,     Rounding.EXACT,    "(#1 ^ #2)",        Tex.relation("\\oplus"),                null,                                     (a, b, c) -> a ^ b,                               s -> grads(null, null)),
    NOT       (Arity.ONE,        Result.BOOL,        Cost.BASIC,     Rounding.EXACT,    "not(#1)",          Tex.of("\\lnot #1"),                    (a, b, c) -> a == 0 ? 1 : 0,              (a, b, c) -> a == 0 ? 1 : 0,                      s -> grads((Expr) null)),
    INVERT    (Arity.ONE,        Result.INTEGER,     Cost.BASIC,     Rounding.EXACT,    "(~#1)",            Tex.of("\\mathord{\\sim} #1"),          null,                                     (a, b, c) -> ~a,                                  s -> grads((Expr) null)),
    LEFT_SHIFT(Arity.TWO,        Result.INTEGER,     Cost.BASIC,     Rounding.EXACT,    "(#1 << #2)",       Tex.relation("\\ll"),                   null,                                     (a, b, c) -> Numbers.leftShift(a, b),             s -> grads(null, null)),
    RIGHT_SHIFT(Arity.TWO,        Result.INTEGER,     Cost.BASIC,     Rounding.EXACT,    "(#1 >> #2)",       Tex.relation("\\gg"),                   null,                                     (a, b, c) -> Numbers.rightShift(a, b),            s -> grads(null, null)),
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
        /** the operands' common type; floating numbers are refused, as they have no bits to speak of */
        BITS,
        /** the same; bools are refused, too */
        INTEGER,
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
        FORMULA,
        /** a method with loops, element by element */
        LOOPS
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
    private final String label = camelCase(name());
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

    /** The name in {@code T} and in pictures: {@code add}, {@code leftShift}. */
    public String label() {
        return label;
    }

    /** {@code LEFT_SHIFT} as {@code leftShift}. */
    private static String camelCase(String row) {
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < row.length(); i++) {
            boolean first = i > 0 && row.charAt(i - 1) == '_';
            label.append(row.charAt(i) == '_' ? "" : first ? row.charAt(i) : Character.toLowerCase(row.charAt(i)));
        }
        return label.toString();
    }

    /** The printed form, with {@code #1}, {@code #2}, {@code #3} for the operands. */
    public String text() {
        return text;
    }

    public Tex latex() {
        return latex;
    }

    /** The value on floating numbers, or null where the operation has bools and whole numbers only. */
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
}
