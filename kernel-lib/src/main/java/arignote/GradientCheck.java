package arignote;

import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.Evaluator;
import arignote.expr.Operands;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Gradients of a function at points, beside central differences. */
final class GradientCheck {
    private final List<Expr> variables = new ArrayList<>();
    private final List<INDArray> points = new ArrayList<>();
    private final Expr value;

    GradientCheck(Function<List<Expr>, Expr> f, List<?> points) {
        if (f == null || points == null || points.isEmpty()) {
            throw new IllegalArgumentException(
                    "a check of gradients takes a function of a list of variables, and a value for"
                            + " each of them; give List.of(…)");
        }
        for (int i = 0; i < points.size(); i++) {
            Object given = points.get(i);
            String what = "point " + (i + 1);
            INDArray at = given instanceof Double
                    ? Evaluator.get().array(given, new TensorType(DType.FLOAT64, 0), what)
                    : Evaluator.get().array(given, what);
            DType dtype = DType.of(at.dataType());
            if (!dtype.isFloat()) {
                throw new IllegalArgumentException(
                        what + " of a check of gradients is " + dtype + "; gradients are taken by floating numbers");
            }
            this.points.add(at);
            variables.add(Build.input("x" + i, new TensorType(dtype, at.rank())));
        }
        value = Operands.there("the function whose gradients are checked", f.apply(List.copyOf(variables)));
        if (!value.type().dtype().isFloat()) {
            throw new IllegalArgumentException("a gradient is of floating numbers, but the function gives "
                    + Printer.quoted(value) + ", " + value.type().described());
        }
    }

    private boolean isSingle() {
        return value.type().dtype() == DType.FLOAT32
                || points.stream().anyMatch(p -> DType.of(p.dataType()) == DType.FLOAT32);
    }

    /** Near the third root of the precision, where what a difference leaves out and what it rounds are of one size. */
    double step() {
        return isSingle() ? 4e-3 : 6e-6;
    }

    double tolerance() {
        return isSingle() ? 2e-2 : 1e-7;
    }

    List<INDArray> differences(double step) {
        return differences(value.sum(), step);
    }

    private List<INDArray> differences(Expr cost, double step) {
        CompiledFunction f =
                Arignote.function(Arignote.inputs(variables), Arignote.outputs(cost), Arignote.onUnusedInput("ignore"));
        List<INDArray> slopes = new ArrayList<>();
        Object[] at = points.stream().map(INDArray::dup).toArray();
        for (Object point : at) {
            INDArray x = (INDArray) point;
            INDArray slope = x.dup('c');
            for (long i = 0; i < x.length(); i++) {
                double before = x.getDouble(i);
                double size = step * Math.max(1, Math.abs(before));
                x.putScalar(i, before + size);
                double right = x.getDouble(i);
                double up = f.applyAsDouble(at);
                x.putScalar(i, before - size);
                double left = x.getDouble(i);
                double down = f.applyAsDouble(at);
                x.putScalar(i, before);
                slope.putScalar(i, (up - down) / (right - left));
            }
            slopes.add(slope);
        }
        return slopes;
    }

    void verify(RandomState rng, double step, double tolerance) {
        if (rng == null) {
            throw new IllegalArgumentException("verifyGrad got null for the random numbers; give new RandomState(1)");
        }
        Object[] at = points.toArray();
        CompiledFunction f = Arignote.function(
                Arignote.inputs(variables), Arignote.outputs(value), Arignote.onUnusedInput("ignore"));
        long[] shape = f.apply(at).shape();
        INDArray weights = rng.uniform(0.5, 1.5, shape);
        Expr cost = value.times(Build.cast(Build.constant(weights), value.type().dtype()))
                .sum();
        List<INDArray> right = differences(cost, step);
        List<INDArray> found = Arignote.function(
                        Arignote.inputs(variables),
                        Arignote.outputs(T.grad(cost, variables)),
                        Arignote.onUnusedInput("ignore"))
                .applyAll(at);
        double worst = 0;
        String sentence = "";
        for (int k = 0; k < found.size(); k++) {
            for (long i = 0; i < found.get(k).length(); i++) {
                double a = found.get(k).getDouble(i);
                double b = right.get(k).getDouble(i);
                double distance = Math.abs(a - b) / Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
                if (!(distance <= tolerance) && !(distance <= worst)) {
                    worst = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
                    sentence = "the gradient by input " + (k + 1) + " of " + found.size() + " at "
                            + Arrays.toString(place(i, found.get(k).shape())) + ", where that is "
                            + points.get(k).getDouble(i) + ", is " + a + ", and differences give " + b;
                }
            }
        }
        if (!sentence.isEmpty()) {
            throw new IllegalArgumentException(
                    sentence + ": they are " + worst + " apart, which is more than " + tolerance);
        }
    }

    private static long[] place(long i, long[] shape) {
        long[] place = new long[shape.length];
        long left = i;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            place[axis] = left % shape[axis];
            left /= shape[axis];
        }
        return place;
    }
}
