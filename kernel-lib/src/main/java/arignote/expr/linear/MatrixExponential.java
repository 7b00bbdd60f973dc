package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;
import static arignote.expr.linear.Terms.t;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import java.util.List;

/**
 * exp(A) = I + A + A² / 2 + …, of square matrices, by a Padé approximation of degree 13 with scaling and squaring (Higham, The
 * scaling and squaring method for the matrix exponential revisited, 2005).
 */
record MatrixExponential() implements ArrayOp {
    /** The coefficients of the numerator, from the constant on; those of the denominator have alternating signs. */
    private static final double[] PADE = {
        64764752532480000d,
        32382376266240000d,
        7771770303897600d,
        1187353796428800d,
        129060195264000d,
        10559470521600d,
        670442572800d,
        33522128640d,
        1323241920d,
        40840800d,
        960960d,
        16380d,
        182d,
        1d
    };

    /** For matrices of at most this norm the approximation is right to the last bits. */
    private static final double NORM = 5.371920351148152;

    @Override
    public String label() {
        return "expm";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return Matrices.type(label(), args.get(0));
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(0);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.square(e, 0, args.get(0));
        int n = m.rows();
        return m.each(e.type().dtype(), n, n, i -> m.isFinite(i) ? exponential(m.copy(i), n) : Matrices.nan(n * n));
    }

    private static double[] exponential(double[] a, int n) {
        int squarings = Math.max(0, Math.getExponent(norm(a, n) / NORM) + 1);
        for (int i = 0; i < a.length; i++) {
            a[i] = Math.scalb(a[i], -squarings);
        }
        double[] a2 = Lapack.product(a, a, n);
        double[] a4 = Lapack.product(a2, a2, n);
        double[] a6 = Lapack.product(a2, a4, n);
        double[][] even = {null, a2, a4, a6};
        double[] odd = Lapack.product(a, polynomial(even, a6, 1, n), n);
        double[] other = polynomial(even, a6, 0, n);
        double[] numerator = new double[n * n];
        double[] denominator = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            numerator[i] = other[i] + odd[i];
            denominator[i] = other[i] - odd[i];
        }
        int[] pivots = new int[n];
        Lapack.solveByLu(Lapack.lu(denominator, n, pivots), n, pivots, false, numerator, n);
        double[] result = numerator;
        for (int i = 0; i < squarings; i++) {
            result = Lapack.product(result, result, n);
        }
        return result;
    }

    /** Every other term of the numerator from the term {@code first} on, divided by A for the odd ones. */
    private static double[] polynomial(double[][] even, double[] a6, int first, int n) {
        double[] high = new double[n * n];
        double[] low = new double[n * n];
        for (int i = 0; i < n * n; i++) {
            for (int k = 1; k <= 3; k++) {
                high[i] += PADE[6 + 2 * k + first] * even[k][i];
                low[i] += PADE[2 * k + first] * even[k][i];
            }
        }
        double[] sum = Lapack.product(a6, high, n);
        for (int i = 0; i < n * n; i++) {
            sum[i] += low[i] + (i % (n + 1) == 0 ? PADE[first] : 0);
        }
        return sum;
    }

    /** The greatest sum of absolute values in a column. */
    private static double norm(double[] a, int n) {
        double greatest = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.abs(a[i * n + j]);
            }
            greatest = Math.max(greatest, sum);
        }
        return greatest;
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("matrixExponential", Matrices.named(label(), e));
    }

    /** The derivative of exp at Aᵀ in the direction g, which is the right upper quarter of exp of [[Aᵀ, g], [0, Aᵀ]]. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = t(e.args().get(0));
        Expr diagonal = of(new Block(0, 0, false), a).plus(of(new Block(1, 1, false), a));
        Expr whole = diagonal.plus(of(new Block(0, 1, false), g));
        return List.of(of(new Block(0, 1, true), of(this, whole)));
    }
}
