package arignote.compile;

import arignote.compile.runtime.CallMemory;
import arignote.function.Signature;
import arignote.function.SignedFunction;
import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The calls that bring one or two numbers, vectors or arrays and take one number: they are bound without a list of
 * arguments and without boxes, so a training step in a loop leaves nothing on the heap.
 */
abstract class DirectCalls extends SignedFunction {
    final Arguments arguments;
    private final CallMemory memory;
    private final int inputs;
    private final int outputs;
    private final boolean takesVectors; // all inputs are float64 vectors
    private final boolean takesNumbers; // all inputs are float64 scalars

    DirectCalls(Signature signature) {
        super(signature);
        arguments = new Arguments(signature);
        memory = arguments.memory();
        inputs = arguments.computation().inputs();
        outputs = arguments.computation().outputs();
        takesVectors = arguments.areDoubles(1);
        takesNumbers = arguments.areDoubles(0);
    }

    /** @throws IllegalStateException if another thread is calling */
    abstract void enter();

    abstract void leave();

    /**
     * Computes from what is bound and stores updates; false where the interpreter has to.
     *
     * @throws IllegalArgumentException if the first output is not one number
     */
    abstract boolean ranToNumber();

    /** The first output of the last run. */
    abstract double number();

    @Override
    public double applyAsDouble(double[] x) {
        return takesVectors && inputs == 1 ? vectors(x, null) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(double[] x, double[] y) {
        return takesVectors && inputs == 2 ? vectors(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(double x) {
        return takesNumbers && inputs == 1 ? numbers(x, 0) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(double x, double y) {
        return takesNumbers && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(long x) {
        return takesNumbers && inputs == 1 ? numbers(x, 0) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(long x, long y) {
        return takesNumbers && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(long x, double y) {
        return takesNumbers && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(double x, long y) {
        return takesNumbers && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(INDArray x) {
        return inputs == 1 ? arrays(x, null) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(INDArray x, INDArray y) {
        return inputs == 2 ? arrays(x, y) : applyAsDouble((Object) x, y);
    }

    private double vectors(double[] x, double[] y) {
        if (x != null && (y != null || inputs == 1) && outputs == 1) {
            enter();
            try {
                memory.vector(0, x);
                if (inputs == 2) {
                    memory.vector(1, y);
                }
                if (ranToNumber()) {
                    return number();
                }
            } finally {
                leave();
            }
        }
        return inputs == 1 ? applyAsDouble((Object) x) : applyAsDouble((Object) x, y);
    }

    private double numbers(double x, double y) {
        if (outputs == 1) {
            enter();
            try {
                memory.number(0, x);
                if (inputs == 2) {
                    memory.number(1, y);
                }
                if (ranToNumber()) {
                    return number();
                }
            } finally {
                leave();
            }
        }
        return inputs == 1 ? applyAsDouble((Object) x) : applyAsDouble((Object) x, y);
    }

    private double arrays(INDArray x, INDArray y) {
        if (outputs == 1) {
            enter();
            try {
                arguments.bind(0, x);
                if (inputs == 2) {
                    arguments.bind(1, y);
                }
                if (ranToNumber()) {
                    return number();
                }
            } finally {
                Reference.reachabilityFence(x);
                Reference.reachabilityFence(y);
                leave();
            }
        }
        return inputs == 1 ? applyAsDouble((Object) x) : applyAsDouble((Object) x, y);
    }
}
