package arignote.expr.linear;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Words in which gradients of matrices are written. An array stands for the matrices in its last two axes. */
final class Terms {
    private Terms() {}

    static Expr of(ArrayOp op, Expr... args) {
        return Expr.of(new Op.Array(op), List.of(args));
    }

    /** The matrix product. */
    static Expr mul(Expr a, Expr b) {
        return Products.matmul(a, b);
    }

    /** The transpose. */
    static Expr t(Expr a) {
        int rank = a.type().rank();
        List<Integer> pattern = new ArrayList<>(axes(rank));
        pattern.set(rank - 1, rank - 2);
        pattern.set(rank - 2, rank - 1);
        return Build.dimshuffle(a, pattern);
    }

    /** Vectors as matrices of one column. */
    static Expr column(Expr v) {
        List<Integer> pattern = new ArrayList<>(axes(v.type().rank()));
        pattern.add(Op.DimShuffle.NEW);
        return Build.dimshuffle(v, pattern);
    }

    /** Vectors as matrices of one row. */
    static Expr row(Expr v) {
        List<Integer> pattern = new ArrayList<>(axes(v.type().rank()));
        pattern.add(pattern.size() - 1, Op.DimShuffle.NEW);
        return Build.dimshuffle(v, pattern);
    }

    /** A number for each matrix, to be broadcast over it. */
    static Expr number(Expr s) {
        return column(column(s));
    }

    /** The elements below the diagonal, on it and above it, each times a number. */
    static Expr weigh(double below, double diagonal, double above, Expr x) {
        return of(new Weigh(below, diagonal, above), x);
    }

    /**
     * The gradient by the lower triangle alone of a function of symmetric matrices, from that by all elements: what a
     * symmetric change of two elements does, the lower one does.
     */
    static Expr byLowerTriangle(Expr g) {
        return weigh(1, 0.5, 0, g.plus(t(g)));
    }

    /** The unit matrix of the size of a square matrix. */
    static Expr identity(Expr a) {
        return of(new PutDiagonal(0), Build.filled(of(new TakeDiagonal(0), a), 1));
    }

    /** 1 / (x + 1) on the diagonal of x, 0 there at last, 1 / x elsewhere: x is 0 on its diagonal or does not count there. */
    static Expr reciprocalOffDiagonal(Expr x) {
        return weigh(1, 0, 1, Build.filled(x, 1).div(x.plus(identity(x))));
    }

    static List<Integer> axes(int rank) {
        return IntStream.range(0, rank).boxed().toList();
    }
}
