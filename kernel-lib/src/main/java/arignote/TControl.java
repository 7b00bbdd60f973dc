package arignote;

import arignote.control.IfElse;
import arignote.expr.Build;
import arignote.expr.Operands;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/** What {@link T} says of loops and branches. */
public abstract sealed class TControl extends TGradients permits T {
    TControl() {}

    /** A loop that is yet to be described: {@link Scan} says how. */
    public static Scan.Builder scan() {
        return new Scan.Builder();
    }

    /** The results of a function of each element along the first axis of a sequence. */
    public static Expr map(Scan.Step1 function, Expr sequence) {
        return scan().sequence(sequence).step(function).output();
    }

    /** The results of a function of the elements of two sequences. */
    public static Expr map(Scan.Step2 function, Expr first, Expr second) {
        return scan().sequences(first, second).step(function).output();
    }

    /** The last result of a function of an element and the result before, which is {@code first} at first. */
    public static Expr reduce(Scan.Step2 function, Expr sequence, Object first) {
        return scan().sequence(sequence).state(first).step(function).last();
    }

    /** The same as {@link #reduce}, and all results; from the first element to the last. */
    public static Scan foldl(Scan.Step2 function, Expr sequence, Object first) {
        return scan().sequence(sequence).state(first).step(function);
    }

    /** As {@link #foldl}, from the last element to the first. */
    public static Scan foldr(Scan.Step2 function, Expr sequence, Object first) {
        return scan().sequence(sequence).state(first).backwards().step(function);
    }

    /**
     * The Jacobian of a vector: row i has the gradient of element i, so that the axes of {@code wrt} follow the first one. Of a
     * scalar it is the gradient. It is a loop over the elements.
     *
     * @throws IllegalArgumentException if {@code f} has more than one axis, is not floating, or does not depend on
     *     {@code wrt}
     */
    public static Expr jacobian(Expr f, Expr wrt) {
        Operands.there("jacobian", f, wrt);
        if (f.type().rank() > 1) {
            throw new IllegalArgumentException("jacobian takes a vector, but " + Printer.quoted(f) + " is "
                    + f.type().described() + "; use flatten()");
        }
        return f.type().rank() == 0 ? T.grad(f, wrt) : map(i -> T.grad(f.get(i), wrt), Build.iota(f.shape(0)));
    }

    /** The Jacobians by several: {@link #jacobian(Expr, Expr)}. */
    public static List<Expr> jacobian(Expr f, List<? extends Expr> wrt) {
        Operands.check("the list of variables of jacobian", wrt);
        return wrt.stream().map(v -> jacobian(f, v)).toList();
    }

    /**
     * The second derivatives of a scalar by a vector, a matrix.
     *
     * @throws IllegalArgumentException if {@code wrt} is no vector
     */
    public static Expr hessian(Expr cost, Expr wrt) {
        Operands.there("hessian", cost, wrt);
        if (wrt.type().rank() != 1) {
            throw new IllegalArgumentException("hessian is taken by a vector, but " + Printer.quoted(wrt) + " is "
                    + wrt.type().described());
        }
        return jacobian(T.grad(cost, wrt), wrt);
    }

    /** The second derivatives by several vectors, each by itself: {@link #hessian(Expr, Expr)}. */
    public static List<Expr> hessian(Expr cost, List<? extends Expr> wrt) {
        Operands.check("the list of variables of hessian", wrt);
        return wrt.stream().map(v -> hessian(cost, v)).toList();
    }

    /**
     * {@code yes} if the condition, one number or bool, is not 0, else {@code no}; only that one is computed.
     * {@link T#where} chooses element by element.
     */
    public static Expr ifelse(Object condition, Object yes, Object no) {
        Expr decides =
                condition instanceof Boolean b ? Build.constant((Object) b) : Build.expression("ifelse", condition);
        List<Expr> both = Arrays.asList(Build.expression("ifelse", yes), Build.expression("ifelse", no));
        return IfElse.of(decides, both.get(0), both.get(1));
    }
}
