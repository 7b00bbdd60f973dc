package arignote.expr.linear;

import static arignote.expr.linear.Terms.of;

import arignote.Expr;
import arignote.expr.HostArray;
import arignote.expr.print.Printer;
import java.util.List;

/**
 * The singular value decomposition of one matrix, A = U S Vᵀ.
 *
 * @param u with the singular vectors of the left side as columns
 * @param s the singular values, from the greatest on
 * @param vt with those of the right side as rows
 */
record Svd(double[] u, double[] s, double[] vt) {
    /**
     * The decompositions of the first argument of {@code e}.
     *
     * @param full whether U and V are square
     */
    static Svd[] of(Expr e, HostArray a, boolean full) {
        return Memo.get(List.of("svd", full), a, x -> {
            Matrices m = Matrices.of(x);
            Svd[] all = new Svd[m.count()];
            for (int i = 0; i < all.length; i++) {
                all[i] = of(e, m, i, full);
            }
            return all;
        });
    }

    private static Svd of(Expr e, Matrices m, int i, boolean full) {
        int k = Math.min(m.rows(), m.columns());
        if (!m.isFinite(i)) {
            int left = m.rows() * (full ? m.rows() : k);
            int right = m.columns() * (full ? m.columns() : k);
            return new Svd(Matrices.nan(left), Matrices.nan(k), Matrices.nan(right));
        }
        double[][] parts = Lapack.svd(m.copy(i), m.rows(), m.columns(), full);
        if (parts == null) {
            throw new ArithmeticException("the singular values of "
                    + Printer.quoted(e.args().get(0)) + m.place(i) + " were not found: LAPACK did not converge");
        }
        return new Svd(parts[0], parts[1], parts[2]);
    }

    /** The product of all singular values but two, or but one. */
    double productWithout(int k, int l) {
        double product = 1;
        for (int i = 0; i < s.length; i++) {
            product *= i == k || i == l ? 1 : s[i];
        }
        return product;
    }

    /** U x Vᵀ of a square decomposition, times the determinants of U and V, which are 1 or -1. */
    double[] turned(double[] x) {
        return product(Lapack.product(u, x, s.length), vt);
    }

    private double[] product(double[] ux, double[] v) {
        int n = s.length;
        double[] turned = Lapack.product(ux, v, n);
        if (sign(u, n) * sign(vt, n) < 0) {
            for (int i = 0; i < turned.length; i++) {
                turned[i] = -turned[i];
            }
        }
        return turned;
    }

    /** Uᵀ x V of a square decomposition. */
    double[] turnedBack(double[] x) {
        int n = s.length;
        return Lapack.product(Lapack.transposed(u, n, n), Lapack.product(x, Lapack.transposed(vt, n, n), n), n);
    }

    private static double sign(double[] orthogonal, int n) {
        int[] pivots = new int[n];
        double[] lu = Lapack.lu(orthogonal, n, pivots);
        double sign = 1;
        for (int i = 0; i < n; i++) {
            sign *= Math.signum(lu[i * n + i]) * (pivots[i] == i + 1 ? 1 : -1);
        }
        return sign;
    }
}
