package arignote.function.interpret;

import arignote.Expr;
import arignote.value.Tensor;
import java.util.List;

/** Is told each operation that the interpreter computes. What it throws ends the call, and nothing is stored. */
public interface Observer {
    /** Who does not look. */
    Observer NONE = new Observer() {};

    /** Before {@code e} is computed. */
    default void before(Expr e, List<Tensor> args) {}

    /** After {@code e} was computed. */
    default void after(Expr e, List<Tensor> args, Tensor value) {}
}
