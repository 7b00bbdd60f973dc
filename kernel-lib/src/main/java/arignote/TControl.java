package arignote;

import arignote.control.IfElse;
import arignote.expr.Build;
import java.util.Arrays;
import java.util.List;

/** What {@link T} says of loops and branches. */
abstract sealed class TControl extends TGradients permits T {
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
