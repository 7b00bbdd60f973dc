package arignote.expr.linear;

import arignote.Expr;
import arignote.expr.HostArray;
import arignote.expr.print.Printer;

/**
 * The LU decompositions of square matrices.
 *
 * @param factors column by column
 * @param regular whether no pivot is 0
 */
record Lu(Matrices of, double[][] factors, int[][] pivots, boolean[] regular) {
    /** The decompositions of an argument. */
    static Lu of(Expr e, int argument, HostArray a) {
        Matrices.square(e, argument, a);
        return Memo.get(Lu.class, a, x -> of(Matrices.of(x)));
    }

    private static Lu of(Matrices m) {
        double[][] factors = new double[m.count()][];
        int[][] pivots = new int[m.count()][m.rows()];
        boolean[] regular = new boolean[m.count()];
        for (int i = 0; i < m.count(); i++) {
            factors[i] = Lapack.lu(m.copy(i), m.rows(), pivots[i]);
            regular[i] = true;
            for (int row = 0; row < m.rows(); row++) {
                regular[i] &= factors[i][row * m.rows() + row] != 0;
            }
        }
        return new Lu(m, factors, pivots, regular);
    }

    /** The solution of matrix {@code i} times x = b, or of its transpose, in place of b. */
    double[] solve(int i, Expr named, boolean transposed, double[] b, int columns) {
        if (!regular[i]) {
            throw new IllegalArgumentException(Printer.quoted(named) + of.place(i) + " is singular");
        }
        Lapack.solveByLu(factors[i], of.rows(), pivots[i], transposed, b, columns);
        return b;
    }

    /** The sign that exchanges of rows have brought: 1 or -1. */
    int sign(int i) {
        int sign = 1;
        for (int row = 0; row < pivots[i].length; row++) {
            sign = pivots[i][row] == row + 1 ? sign : -sign;
        }
        return sign;
    }

    double pivot(int i, int row) {
        return factors[i][row * of.rows() + row];
    }
}
