package arignote.expr.linear;

import static arignote.expr.linear.Terms.mul;
import static arignote.expr.linear.Terms.of;
import static arignote.expr.linear.Terms.t;
import static arignote.expr.linear.Terms.weigh;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.List;

/**
 * Q or R of the QR decomposition of matrices of m rows and n columns.
 *
 * @param q whether it is Q
 * @param full whether Q is square; else it has min(m, n) columns
 */
record Qr(boolean q, boolean full) implements ArrayOp {
    @Override
    public String label() {
        return q ? "qr_q" : "qr_r";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return Matrices.type("qr", args.get(0));
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.of(args.get(0));
        int width = full ? m.rows() : Math.min(m.rows(), m.columns());
        double[][][] parts = Memo.get(List.of("qr", full), args.get(0), a -> {
            double[][][] all = new double[m.count()][][];
            for (int i = 0; i < all.length; i++) {
                all[i] = m.isFinite(i)
                        ? Lapack.qr(m.copy(i), m.rows(), m.columns(), width)
                        : new double[][] {Matrices.nan(m.rows() * width), Matrices.nan(width * m.columns())};
            }
            return all;
        });
        return q
                ? m.each(e.type().dtype(), m.rows(), width, i -> parts[i][0])
                : m.each(e.type().dtype(), width, m.columns(), i -> parts[i][1]);
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.part(q ? 0 : 1, "qr", full);
    }

    /**
     * (q̄ + Q L) U⁻ᵀ for square or tall matrices, where U = R and L is the symmetric matrix with the lower triangle of
     * R r̄ᵀ - q̄ᵀ Q (Walter and Lehmann, 2013). Of wide ones, the first columns X, for which R is square, have Q; the others,
     * Y, are Q times theirs of R, so that these give a gradient Q r̄ by Y and Y r̄ᵀ by Q (Roberts and Roberts, 2020).
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        if (full) {
            throw new IllegalArgumentException(
                    "qr in the mode \"complete\" has no gradient, as the last columns of Q are" + " not determined by "
                            + Printer.quoted(e.args().get(0)) + "; use the mode \"reduced\"");
        }
        Expr a = e.args().get(0);
        Expr orthogonal = of(new Qr(true, false), a);
        Expr r = of(new Qr(false, false), a);
        Expr u = of(new Corner(true), r, Build.shape(r));
        if (q) {
            return List.of(bySquare(a, orthogonal, u, g, mul(t(g), orthogonal).negate()));
        }
        Expr byR = weigh(0, 1, 1, g);
        Expr byU = of(new Corner(true), byR, Build.shape(r));
        Expr beyond = byR.minus(of(new Corner(false), byU, Build.shape(r)));
        Expr byQ = mul(a, t(beyond));
        Expr inner = mul(u, t(byU)).minus(mul(t(byQ), orthogonal));
        return List.of(bySquare(a, orthogonal, u, byQ, inner).plus(mul(orthogonal, beyond)));
    }

    private static Expr bySquare(Expr a, Expr q, Expr u, Expr byQ, Expr inner) {
        Expr symmetric = weigh(1, 1, 0, inner).plus(t(weigh(1, 0, 0, inner)));
        Expr sum = byQ.plus(mul(q, symmetric));
        Expr first = t(of(new SolveTriangular(false, false, false), u, t(sum)));
        return of(new Corner(false), first, Build.shape(a));
    }
}
