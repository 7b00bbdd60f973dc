package arignote.function;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.function.interpret.Observer;
import arignote.value.Tensor;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tells a reader's monitor each operation, with copies of the values, and then the guard. */
record MonitorCalls(FunctionArgument.Monitored monitor, Observer guard) implements Observer {
    @Override
    public void before(Expr e, List<Tensor> args) {
        if (monitor.before() != null) {
            monitor.before().accept(e, copies(args));
        }
    }

    @Override
    public void after(Expr e, List<Tensor> args, Tensor value) {
        if (monitor.after() != null) {
            monitor.after().see(e, copies(args), value.copy());
        }
        guard.after(e, args, value);
    }

    private static List<INDArray> copies(List<Tensor> values) {
        return values.stream().map(Tensor::copy).toList();
    }
}
