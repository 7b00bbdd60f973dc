package arignote.expr;

import arignote.Expr;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What becomes of a gradient that passes an {@link Op.Identity}, whose value is its first argument as it is. Named as
 * Theano's functions are.
 */
public enum Backward {
    /** zeros; the cost depends on the argument all the same */
    CONSIDER_CONSTANT,
    /** zeros; the cost depends on the argument all the same */
    ZERO_GRAD,
    /** none: the cost does not depend on the argument this way */
    DISCONNECTED_GRAD,
    /** the gradient between the two further arguments, element by element */
    GRAD_CLIP,
    /** the gradient times the further argument */
    GRAD_SCALE;

    /** The value of {@code args.get(0)}, with this gradient; further arguments are scalars. */
    public Expr of(Expr... args) {
        return Expr.of(new Op.Identity(this), Arrays.asList(args));
    }

    /**
     * The gradient by the first argument of {@code e}, an expression of this operation.
     *
     * @param g the gradient by {@code e}
     */
    public Expr gradient(Expr e, Expr g) {
        List<Expr> args = e.args();
        return switch (this) {
            case CONSIDER_CONSTANT, ZERO_GRAD, DISCONNECTED_GRAD -> Build.filled(args.get(0), 0);
            case GRAD_CLIP -> Build.clip(g, Build.cast(args.get(1), dtype(g)), Build.cast(args.get(2), dtype(g)));
            case GRAD_SCALE -> g.times(Build.cast(args.get(1), dtype(g)));
        };
    }

    private static DType dtype(Expr e) {
        return e.type().dtype();
    }

    /** Theano's name: {@code grad_clip}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
