package arignote;

import arignote.expr.Backward;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.Operands;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link T} says of gradients. */
public abstract sealed class TGradients extends TWindows permits TControl {
    TGradients() {}

    // Expressions whose gradient is another

    /** {@code x} as it is; its gradient is 0. */
    public static Expr considerConstant(Expr x) {
        return Backward.CONSIDER_CONSTANT.of(Operands.there("considerConstant", x));
    }

    /** {@code x} as it is; its gradient is 0. */
    public static Expr zeroGrad(Expr x) {
        return Backward.ZERO_GRAD.of(Operands.there("zeroGrad", x));
    }

    /** {@code x} as it is, on which nothing depends as far as gradients go: a gradient by what leads only here is refused. */
    public static Expr disconnectedGrad(Expr x) {
        return Backward.DISCONNECTED_GRAD.of(Operands.there("disconnectedGrad", x));
    }

    /**
     * {@code x} as it is; each element of its gradient is cut to the range from {@code low} to {@code high}.
     *
     * @param low a number or a scalar
     * @param high a number or a scalar
     */
    public static Expr gradClip(Expr x, Object low, Object high) {
        Operands.there("gradClip", x);
        return Backward.GRAD_CLIP.of(x, scalar("gradClip", low, x), scalar("gradClip", high, x));
    }

    /**
     * {@code x} as it is; its gradient is multiplied by {@code factor}.
     *
     * @param factor a number or a scalar
     */
    public static Expr gradScale(Expr x, Object factor) {
        Operands.there("gradScale", x);
        return Backward.GRAD_SCALE.of(x, scalar("gradScale", factor, x));
    }

    private static Expr scalar(String what, Object value, Expr x) {
        if (value instanceof Number n) {
            DType dtype = x.type().dtype().isFloat() ? x.type().dtype() : Config.floatX();
            return Build.constant(arignote.expr.HostArray.scalar(dtype, n.doubleValue()));
        }
        if (value instanceof Expr e && e.type().rank() == 0) {
            return e;
        }
        throw new IllegalArgumentException(what + " of " + Printer.quoted(x) + " takes numbers or scalars, not "
                + (value instanceof Expr e ? Printer.quoted(e) + ", " + e.type().described() : Operands.kind(value)));
    }

    // Gradients with options

    /**
     * The gradient of a scalar by one variable or expression, with options.
     *
     * @param cost a floating scalar; null where known gradients are all there is
     * @throws IllegalArgumentException if the cost is no floating scalar, or does not depend on {@code wrt} and no option
     *     allows that
     */
    public static Expr grad(Expr cost, Expr wrt, GradOption... options) {
        Operands.there("grad", wrt);
        return grad(cost, List.of(wrt), options).get(0);
    }

    /** The gradients of a scalar by several, in their order, with options: {@link #grad(Expr, Expr, GradOption...)}. */
    public static List<Expr> grad(Expr cost, List<? extends Expr> wrt, GradOption... options) {
        Operands.check("the list of variables of grad", wrt);
        return GradOption.of(options).of(cost, wrt);
    }

    /** An option of grad: these expressions are considered constant; the gradient by one of them is that of the cost all the same. */
    public static GradOption considerConstant(List<? extends Expr> expressions) {
        Operands.check("considerConstant", expressions);
        return new GradOption.Constants(new ArrayList<>(expressions));
    }

    /**
     * An option of grad: the gradients by these expressions, which stand for whatever the cost would give there. What other
     * program computed behind an expression can be continued that way.
     */
    public static GradOption knownGrads(Map<? extends Expr, ? extends Expr> gradients) {
        if (gradients == null) {
            throw new IllegalArgumentException("knownGrads got null; give Map.of(…)");
        }
        return new GradOption.KnownGrads(new LinkedHashMap<>(gradients));
    }

    /**
     * An option of grad: what becomes of a variable that the cost does not depend on.
     *
     * @param policy {@code raise} (the default); {@code warn} or {@code ignore}: its gradient is zeros
     */
    public static GradOption disconnectedInputs(String policy) {
        return new GradOption.DisconnectedInputs(policy);
    }

    /**
     * The gradients of a part of a graph: by {@code wrt}, of the known gradients by what the part ends in and of a cost, as if
     * the graph began with {@code wrt}.
     *
     * @param cost a floating scalar, or null
     */
    public static List<Expr> subgraphGrad(
            List<? extends Expr> wrt, Map<? extends Expr, ? extends Expr> ends, Expr cost) {
        return grad(cost, wrt, knownGrads(ends));
    }

    // Products with Jacobians

    /**
     * {@code v} times the Jacobian of {@code f}: the gradient of {@code sum(f v)} by {@code wrt}.
     *
     * @param v of the rank and shape of {@code f}; considered constant
     */
    public static Expr Lop(Expr f, Expr wrt, Expr v) {
        Operands.there("Lop", f, wrt, v);
        return Lop(List.of(f), List.of(wrt), List.of(v)).get(0);
    }

    /** The same of several expressions, added up, by several: {@link #Lop(Expr, Expr, Expr)}. */
    public static List<Expr> Lop(List<? extends Expr> f, List<? extends Expr> wrt, List<? extends Expr> v) {
        Map<Expr, Expr> known = new LinkedHashMap<>();
        pairs("Lop", f, v);
        for (int i = 0; i < f.size(); i++) {
            known.merge(f.get(i), v.get(i), Expr::plus);
        }
        return grad(null, wrt, knownGrads(known));
    }

    /**
     * The Jacobian of {@code f} times {@code v}: how {@code f} changes where {@code wrt} moves along {@code v}. It is the gradient of a
     * gradient, as {@link #Lop(Expr, Expr, Expr)} is linear in what it is multiplied with.
     *
     * @param v of the rank and shape of {@code wrt}
     */
    public static Expr Rop(Expr f, Expr wrt, Expr v) {
        Operands.there("Rop", f, wrt, v);
        return Rop(List.of(f), List.of(wrt), List.of(v)).get(0);
    }

    /** The same of several expressions, where several move at once: {@link #Rop(Expr, Expr, Expr)}. */
    public static List<Expr> Rop(List<? extends Expr> f, List<? extends Expr> wrt, List<? extends Expr> v) {
        pairs("Rop", wrt, v);
        Operands.check("Rop", f);
        List<Expr> along = f.stream().map(e -> Build.input(null, e.type())).toList();
        List<Expr> left = Lop(f, wrt, along);
        Expr sum = null;
        for (int i = 0; i < left.size(); i++) {
            Expr part = left.get(i).times(v.get(i)).sum();
            sum = sum == null ? part : sum.plus(part);
        }
        Map<Expr, Expr> back = new HashMap<>(); // nothing but their shapes is left of the variables
        for (int i = 0; i < along.size(); i++) {
            back.put(along.get(i), f.get(i).zerosLike());
        }
        return Graphs.replace(grad(sum, along, disconnectedInputs("ignore")), back);
    }

    /**
     * The Hessian of a scalar times {@code v}: the gradient of {@code sum(grad(cost, wrt) v)}.
     *
     * @param v of the rank and shape of {@code wrt}; considered constant
     */
    public static Expr hessianVectorProduct(Expr cost, Expr wrt, Expr v) {
        return Lop(T.grad(cost, wrt), wrt, v);
    }

    private static void pairs(String what, List<? extends Expr> f, List<? extends Expr> v) {
        Operands.check(what, f);
        Operands.check(what, v);
        if (f.isEmpty() || f.size() != v.size()) {
            throw new IllegalArgumentException(
                    what + " got " + v.size() + " directions for " + f.size() + " expressions; give one for each");
        }
        for (int i = 0; i < f.size(); i++) {
            if (f.get(i).type().rank() != v.get(i).type().rank()) {
                List<String> both = Printer.quoted(List.of(v.get(i), f.get(i)));
                throw new IllegalArgumentException(what + " multiplies with " + both.get(0) + ", "
                        + v.get(i).type().described() + ", where " + both.get(1) + " is "
                        + f.get(i).type().described() + "; both need one rank");
            }
        }
    }

    // Checks

    /**
     * The gradients of the sum of all elements of a function, by central differences.
     *
     * @param f from variables to an expression
     * @param points a value for each variable: a number or an array, of floating numbers; a single {@code double[][]} stands in
     *     {@code Collections.singletonList}, as {@code List.of} makes a list of its rows
     * @param step how far a number is moved to either side, relative to its size where that is above 1
     * @return for each variable its gradient, of its shape
     */
    public static List<INDArray> numericGrad(Function<List<Expr>, Expr> f, List<?> points, double step) {
        return new GradientCheck(f, points).differences(step);
    }

    /** {@link #numericGrad(Function, List, double)} with a step that suits the points' dtype. */
    public static List<INDArray> numericGrad(Function<List<Expr>, Expr> f, List<?> points) {
        GradientCheck check = new GradientCheck(f, points);
        return check.differences(check.step());
    }

    /** {@link #verifyGrad(Function, List, RandomState, double, double)} with numbers that suit the points' dtype. */
    public static void verifyGrad(Function<List<Expr>, Expr> f, List<?> points, RandomState rng) {
        GradientCheck check = new GradientCheck(f, points);
        check.verify(rng, check.step(), check.tolerance());
    }

    /**
     * Compares the gradients of a function, of the sum of its elements times random weights, with central differences.
     *
     * @param f from variables to an expression
     * @param points a value for each variable: a number or an array, of floating numbers; a single {@code double[][]} stands in
     *     {@code Collections.singletonList}, as {@code List.of} makes a list of its rows
     * @param rng draws the weights
     * @param step how far a number is moved to either side, relative to its size where that is above 1
     * @param tolerance how far both may be apart, absolutely or relatively
     * @throws IllegalArgumentException if a gradient is wrong, with the element that is worst
     */
    public static void verifyGrad(
            Function<List<Expr>, Expr> f, List<?> points, RandomState rng, double step, double tolerance) {
        new GradientCheck(f, points).verify(rng, step, tolerance);
    }
}
