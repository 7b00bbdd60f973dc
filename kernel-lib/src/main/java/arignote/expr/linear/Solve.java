package arignote.expr.linear;

import static arignote.expr.linear.Terms.mul;
import static arignote.expr.linear.Terms.of;
import static arignote.expr.linear.Terms.t;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/**
 * The solution of A x = b or Aᵀ x = b, for matrices A and b, the arguments.
 *
 * @param assumed of A
 */
record Solve(Assumed assumed, boolean transposed) implements ArrayOp {
    /** What is known of a matrix beforehand. Of symmetric ones the lower triangle alone is read. */
    enum Assumed {
        GENERAL,
        SYMMETRIC,
        POSITIVE_DEFINITE
    }

    @Override
    public String label() {
        return "solve";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return systemType(label(), args);
    }

    /** The type of the solution of a system of equations. */
    static TensorType systemType(String what, List<Expr> args) {
        TensorType a = Matrices.type(what, args.get(0));
        if (args.get(1).type().rank() != a.rank()) {
            throw new IllegalArgumentException(what + " takes two matrices, or as many of both, but "
                    + Printer.quoted(args.get(0)) + " is " + a.described() + " and " + Printer.quoted(args.get(1)) + " "
                    + args.get(1).type().described());
        }
        return a;
    }

    /** The right sides of systems of equations, if they have the shape that the matrices ask for. */
    static Matrices rightSides(Expr e, Matrices a, HostArray b) {
        int leading = a.shape().length - 1;
        if (!Arrays.equals(a.shape(), 0, leading, b.shape(), 0, leading)) {
            throw new IllegalArgumentException(e.op().label() + " needs as many rows in "
                    + Printer.quoted(e.args().get(1)) + " as in "
                    + Printer.quoted(e.args().get(0))
                    + ", and as many matrices, but they have the shapes " + Arrays.toString(b.shape()) + " and "
                    + Arrays.toString(a.shape()));
        }
        return Matrices.of(b);
    }

    @Override
    public Expr shapedLike(Expr e) {
        return e.args().get(1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        Matrices a = Matrices.square(e, 0, args.get(0));
        Matrices b = rightSides(e, a, args.get(1));
        Expr named = e.args().get(0);
        int columns = b.columns();
        Lu lu = assumed == Assumed.GENERAL ? Lu.of(e, 0, args.get(0)) : null;
        double[][] factors = assumed == Assumed.POSITIVE_DEFINITE ? Cholesky.factors(named, args.get(0)) : null;
        return b.each(e.type().dtype(), a.rows(), columns, i -> {
            double[] x = b.copy(i);
            switch (assumed) {
                case GENERAL -> lu.solve(i, named, transposed, x, columns);
                case POSITIVE_DEFINITE -> Lapack.solveByCholesky(factors[i], a.rows(), x, columns);
                case SYMMETRIC -> {
                    if (!a.isLowerFinite(i) || !b.isFinite(i)) {
                        return Matrices.nan(x.length);
                    }
                    if (!Lapack.solveSymmetric(a.copy(i), a.rows(), x, columns)) {
                        throw new IllegalArgumentException(Printer.quoted(named) + a.place(i) + " is singular");
                    }
                }
            }
            return x;
        });
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call(
                switch (assumed) {
                    case GENERAL -> "solve";
                    case SYMMETRIC -> "solveSymmetric";
                    case POSITIVE_DEFINITE -> "solvePositive";
                },
                Matrices.named(label(), e),
                transposed);
    }

    /** With h = A⁻ᵀ g, which is the gradient by b, that by A is -h xᵀ. */
    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        Expr a = e.args().get(0);
        Expr byB = of(new Solve(assumed, assumed == Assumed.GENERAL && !transposed), a, g);
        Expr byA = (transposed ? mul(e, t(byB)) : mul(byB, t(e))).negate();
        return List.of(assumed == Assumed.GENERAL ? byA : Terms.byLowerTriangle(byA), byB);
    }
}
