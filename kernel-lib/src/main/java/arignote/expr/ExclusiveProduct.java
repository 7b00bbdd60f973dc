package arignote.expr;

import arignote.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * For each element the product of all others along some axes, which is the gradient of the product; no element is divided
 * by, so it is right where some are 0.
 *
 * <p>With weights w₁ … wₘ it is the m-th derivative of that in their directions: the sum, over all choices of m
 * different others, of the product in which the weights of the first choice, the second, … stand for the elements chosen.
 * Its gradients are of the same kind, by the elements with one more weight, by a weight with the gradient in its place; so
 * those of any order are right.
 *
 * @param axes counted from the front and in order
 * @param weights how many, each an argument of the shape of the elements, which come first
 */
record ExclusiveProduct(List<Integer> axes, int weights) implements ArrayOp {
    @Override
    public String label() {
        return "exclusiveProduct";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        double[][] values = args.stream().map(HostArray::doubles).toArray(double[][]::new);
        double[] result = new double[x.size()];
        int[][] groups = groups(x.shape());
        int parts = 1 << weights;
        double[] factor = new double[parts];
        double[] before = new double[parts];
        double[][] behind = new double[groups.length == 0 ? 0 : groups[0].length + 1][parts];
        for (int[] group : groups) {
            int n = group.length;
            one(behind[n]);
            for (int i = n - 1; i > 0; i--) {
                factor(values, group[i], factor);
                product(factor, behind[i + 1], behind[i]);
            }
            one(before);
            for (int i = 0; i < n; i++) {
                result[group[i]] = last(before, behind[i + 1]);
                factor(values, group[i], factor);
                double[] more = new double[parts];
                product(before, factor, more);
                before = more;
            }
        }
        return HostArray.ofDoubles(x.dtype(), x.shape(), result);
    }

    // A polynomial in e₁ … eₘ with eₖ² = 0: the coefficient of a product of some of them stands at the number whose
    // bits say
    // which. The element with its weights is x + w₁e₁ + … + wₘeₘ, and what is wanted the coefficient of all of them.

    private static void one(double[] to) {
        Arrays.fill(to, 0);
        to[0] = 1;
    }

    private static void factor(double[][] values, int at, double[] to) {
        Arrays.fill(to, 0);
        to[0] = values[0][at];
        for (int k = 1; k < values.length; k++) {
            to[1 << (k - 1)] = values[k][at];
        }
    }

    private static void product(double[] a, double[] b, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = coefficient(a, b, i);
        }
    }

    private static double last(double[] a, double[] b) {
        return coefficient(a, b, a.length - 1);
    }

    private static double coefficient(double[] a, double[] b, int at) {
        double sum = 0;
        for (int part = at; ; part = (part - 1) & at) {
            sum += a[part] * b[at ^ part];
            if (part == 0) {
                return sum;
            }
        }
    }

    /** The places of the elements along the axes, for each index of the others. */
    private int[][] groups(long[] shape) {
        int[] steps = new int[shape.length];
        int size = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            steps[i] = size;
            size *= Math.toIntExact(shape[i]);
        }
        int[] along = places(shape, steps, axes);
        int[] others = places(shape, steps, Op.Dot.free(shape.length, axes));
        int[][] groups = new int[along.length == 0 ? 0 : others.length][along.length];
        for (int g = 0; g < groups.length; g++) {
            for (int i = 0; i < along.length; i++) {
                groups[g][i] = others[g] + along[i];
            }
        }
        return groups;
    }

    private static int[] places(long[] shape, int[] steps, List<Integer> axes) {
        int[] places = {0};
        for (int axis : axes) {
            int n = (int) shape[axis];
            int[] more = new int[places.length * n];
            for (int i = 0; i < more.length; i++) {
                more[i] = places[i / n] + i % n * steps[axis];
            }
            places = more;
        }
        return places;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("exclusiveProduct", axes);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        List<Expr> args = new ArrayList<>(e.args());
        args.add(g);
        List<Expr> by = new ArrayList<>();
        by.add(Expr.of(new Op.Array(new ExclusiveProduct(axes, weights + 1)), args));
        for (int k = 1; k <= weights; k++) {
            List<Expr> instead = new ArrayList<>(e.args());
            instead.set(k, g);
            by.add(Expr.of(e.op(), instead));
        }
        return by;
    }
}
