package arignote.expr.linear;

import static arignote.expr.linear.Terms.column;
import static arignote.expr.linear.Terms.mul;
import static arignote.expr.linear.Terms.of;
import static arignote.expr.linear.Terms.row;
import static arignote.expr.linear.Terms.t;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.List;

/** U, the singular values or Vᵀ of matrices; see {@link Svd}. */
record SvdPart(Part part, boolean full) implements ArrayOp {
    enum Part {
        U,
        S,
        VT
    }

    @Override
    public String label() {
        return "svd_" + part.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public TensorType type(List<Expr> args) {
        TensorType matrix = Matrices.type("svd", args.get(0));
        return part == Part.S ? matrix.withRank(matrix.rank() - 1) : matrix;
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices m = Matrices.of(args.get(0));
        Svd[] svd = Svd.of(e, args.get(0), full);
        DType dtype = e.type().dtype();
        int k = Math.min(m.rows(), m.columns());
        return switch (part) {
            case U -> m.each(dtype, m.rows(), full ? m.rows() : k, i -> svd[i].u());
            case S -> m.each(dtype, new long[] {k}, i -> svd[i].s());
            case VT -> m.each(dtype, full ? m.columns() : k, m.columns(), i -> svd[i].vt());
        };
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.part(part.ordinal(), "svd", Matrices.named("svd", e), full);
    }

    /**
     * By the singular values it is U g Vᵀ. A change dP = Uᵀ dA V turns U by (E + G) / 2 times dP and (E - G) / 2 times dPᵀ,
     * element by element, where E is 1 / (s[j] - s[i]) and G is 1 / (s[i] + s[j]), and V with the two exchanged; beyond that it
     * turns U out of the space of its columns by (I - U Uᵀ) dA V S⁻¹, and V likewise (Townsend, Differentiating the singular
     * value decomposition, 2016). Where two singular values are equal, the vectors have no gradient.
     */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = e.args().get(0);
        if (full && part != Part.S) {
            throw new IllegalArgumentException("svd with full matrices has no gradient by " + Printer.quoted(a)
                    + ", which does not determine all of their vectors; use T.svd(…, false)");
        }
        Expr u = of(new SvdPart(Part.U, false), a);
        Expr s = of(new SvdPart(Part.S, false), a);
        Expr vt = of(new SvdPart(Part.VT, false), a);
        if (part == Part.S) {
            return List.of(mul(u.times(row(g)), vt));
        }
        Expr differences = Terms.reciprocalOffDiagonal(row(s).minus(column(s)));
        Expr sums = Terms.reciprocalOffDiagonal(row(s).plus(column(s)));
        if (part == Part.U) {
            Expr inner = mul(t(u), g);
            Expr turn = differences.plus(sums).times(inner.minus(t(inner))).times(0.5);
            Expr beyond = g.minus(mul(u, inner)).times(row(inverse(s, u, true)));
            return List.of(mul(mul(u, turn).plus(beyond), vt));
        }
        Expr inner = mul(vt, t(g));
        Expr turn = differences.minus(sums).times(inner.minus(t(inner))).times(0.5);
        Expr beyond = g.minus(mul(t(inner), vt)).times(column(inverse(s, vt, false)));
        return List.of(mul(u, mul(turn, vt).plus(beyond)));
    }

    /** 1 / s, or 0 if the vectors are a whole basis and cannot be turned out of the space of all. */
    private static Expr inverse(Expr s, Expr vectors, boolean asColumns) {
        int rank = vectors.type().rank();
        Expr rows = Build.size(vectors, List.of(rank - 2), DType.INT64);
        Expr columns = Build.size(vectors, List.of(rank - 1), DType.INT64);
        Expr some = asColumns ? rows.gt(columns) : columns.gt(rows);
        return Build.where(some, Build.filled(s, 1).div(s), 0);
    }
}
