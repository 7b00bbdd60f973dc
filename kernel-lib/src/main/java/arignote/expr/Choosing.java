package arignote.expr;

import arignote.Expr;
import arignote.expr.array.Scatter;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.List;

/** Elements that are chosen by whole numbers and conditions, said by gathers and their like. */
public final class Choosing {
    private Choosing() {}

    /** Element by element one of several arrays. */
    public static Expr choose(Expr which, List<?> choices) {
        Operands.there("choose", which);
        Expr all = Shaping.stack(0, choices);
        int rank = all.type().rank() - 1;
        if (which.type().rank() != rank || !which.type().dtype().isInteger()) {
            throw new IllegalArgumentException("choose takes whole numbers in the shape of the choices, but "
                    + Printer.quoted(which) + " is " + which.type().described() + " and a choice has " + rank
                    + (rank == 1 ? " axis" : " axes"));
        }
        List<Expr> places = new ArrayList<>(List.of(which));
        for (int axis = 0; axis < rank; axis++) {
            places.add(along(which, axis));
        }
        return Build.gather(all, places);
    }

    /** The index along an axis, with axes of length 1 so that it broadcasts to the shape of {@code x}. */
    private static Expr along(Expr x, int axis) {
        List<Integer> pattern = new ArrayList<>();
        for (int i = 0; i < x.type().rank(); i++) {
            pattern.add(i == axis ? 0 : Op.DimShuffle.NEW);
        }
        return Build.dimshuffle(Build.iota(Build.length(x, axis)), pattern);
    }

    /** The parts along an axis where a vector holds. */
    public static Expr compress(Expr condition, Expr x, int axis) {
        Operands.there("compress", condition, x);
        if (condition.type().rank() != 1) {
            throw new IllegalArgumentException("compress chooses by a vector, but " + Printer.quoted(condition) + " is "
                    + condition.type().described());
        }
        return Shaping.take(x, Shaping.nonzero(condition).get(0), axis);
    }

    /** A matrix with another diagonal. */
    public static Expr fillDiagonal(Expr x, Object value, int offset) {
        if (Operands.there("fillDiagonal", x).type().rank() != 2) {
            throw new IllegalArgumentException("fillDiagonal changes a matrix, but " + Printer.quoted(x) + " is "
                    + x.type().described());
        }
        Expr diagonal = NewArrays.eye(Build.length(x, 0), Build.length(x, 1), offset, "bool");
        Expr given = Operands.of("fillDiagonal", 2, x, value)[1];
        return Build.scalar(ScalarOp.WHERE, diagonal, Build.cast(given, x.type().dtype()), x);
    }

    /** The permutation that undoes one. */
    public static Expr inversePermutation(Expr permutation) {
        if (Operands.there("inversePermutation", permutation).type().rank() != 1) {
            throw new IllegalArgumentException("inversePermutation takes a vector, but " + Printer.quoted(permutation)
                    + " is " + permutation.type().described());
        }
        Expr places = Build.iota(Build.length(permutation, 0));
        return Scatter.of(false, Build.filled(places, 0), places, List.of(permutation));
    }

    /** Each row in another order. */
    public static Expr permuteRowElements(Expr x, Expr order) {
        Operands.there("permuteRowElements", x, order);
        if (x.type().rank() == 1 || order.type().rank() == 1) {
            return Shaping.take(x, order, -1);
        }
        Expr rows = Build.dimshuffle(Build.iota(Build.length(x, 0)), List.of(0, Op.DimShuffle.NEW));
        return Build.gather(x, List.of(rows, order));
    }

    /** For places counted row by row the index along each axis. */
    public static List<Expr> unravelIndex(Expr places, Object... shape) {
        Operands.there("unravelIndex", places);
        ShapeOf s = ShapeOf.read("unravelIndex", shape);
        List<Expr> indices = new ArrayList<>();
        Expr left = Build.cast(places, DType.INT64);
        for (int axis = s.rank() - 1; axis >= 0; axis--) {
            Expr n = Build.index(s.lengths(), List.of(Build.whole(axis)));
            indices.add(0, axis == 0 ? left : Build.scalar(ScalarOp.REMAINDER, left, n));
            left = Build.scalar(ScalarOp.INT_DIV, left, n);
        }
        return List.copyOf(indices);
    }

    /** For indices along each axis the places, counted row by row. */
    public static Expr ravelMultiIndex(List<? extends Expr> indices, Object... shape) {
        Operands.check("ravelMultiIndex", indices);
        ShapeOf s = ShapeOf.read("ravelMultiIndex", shape);
        if (indices.size() != s.rank() || indices.isEmpty()) {
            throw new IllegalArgumentException("ravelMultiIndex has " + indices.size() + " indices for a shape of "
                    + s.rank() + " lengths; there is one for each axis");
        }
        Expr places = Build.cast(indices.get(0), DType.INT64);
        for (int axis = 1; axis < s.rank(); axis++) {
            places = places.times(Build.index(s.lengths(), List.of(Build.whole(axis))))
                    .plus(indices.get(axis));
        }
        return places;
    }
}
