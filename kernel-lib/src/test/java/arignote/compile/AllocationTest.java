package arignote.compile;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.compile.java.Target;
import arignote.function.Signature;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A million calls leave nothing on the heap. Without vectors, as these need the compiler of the virtual machine for that. */
class AllocationTest {
    private static final int CALLS = 1_000_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final double[] x = {3, 4, 5, 6.1};
    private final double[] y = {0.9, 1.6, 1.9, 2.9};

    private static JavaFunction step(Expr x, Expr y, Expr prediction, Shared... parameters) {
        Expr cost = T.mean(T.sqr(prediction.minus(y)));
        List<FunctionArgument> arguments = new ArrayList<>(List.of(inputs(x, y), outputs(cost)));
        for (Shared p : parameters) {
            arguments.add(update(p, p.minus(T.grad(cost, p).times(1e-4))));
        }
        return new JavaFunction(Signature.of(arguments), new Target(0, JavaFunction.readsSegments()), 1);
    }

    private static void allocatesNothing(Runnable call) {
        for (int i = 0; i < 1000; i++) {
            call.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(CALLS / 10);
    }

    @Test
    void of_two_models_in_turn() {
        Expr input = T.vector("x");
        Expr target = T.vector("y");
        Shared slope = shared(0.5, "m");
        Shared bend = shared(0.1, "b");
        JavaFunction line = step(input, target, input.times(slope), slope);
        JavaFunction curve = step(input, target, T.sqr(input).times(bend).plus(slope), slope, bend);
        allocatesNothing(() -> {
            line.applyAsDouble(x, y);
            curve.applyAsDouble(x, y);
        });
    }

    @Test
    void of_single_numbers() {
        Expr input = T.dscalar("x");
        Expr target = T.dscalar("y");
        Shared slope = shared(0.5, "m");
        JavaFunction line = step(input, target, input.times(slope), slope);
        allocatesNothing(() -> line.applyAsDouble(1.5, 0.5));
        allocatesNothing(() -> line.applyAsDouble(1, 2));
    }

    @Test
    void of_arrays_that_were_seen_before() {
        Expr input = T.vector("x");
        Expr target = T.vector("y");
        Shared slope = shared(0.5, "m");
        JavaFunction line = step(input, target, input.times(slope), slope);
        INDArray xs = Nd4j.createFromArray(x);
        INDArray ys = Nd4j.createFromArray(y);
        allocatesNothing(() -> line.applyAsDouble(xs, ys));
    }
}
