package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.print.Printer;
import java.util.List;

/** Builds what sorts, counts and cumulates along an axis; negative axes count from the end. */
public final class Sorting {
    private Sorting() {}

    static Expr of(ArrayOp op, Expr... args) {
        return Expr.of(new Op.Array(op), List.of(args));
    }

    /** The elements from the smallest to the greatest. */
    public static Expr sort(Expr x, int axis) {
        int along = Build.axis("sort", Operands.there("sort", x), axis);
        return of(new TakeAlong(along), x, of(new ArgSort(along), x));
    }

    /** The positions of the elements from the smallest to the greatest. */
    public static Expr argsort(Expr x, int axis) {
        return of(new ArgSort(Build.axis("argsort", Operands.there("argsort", x), axis)), x);
    }

    /** The positions of the k greatest elements, or of the -k smallest. */
    public static Expr argtopk(Expr x, Object k, int axis) {
        int along = Build.axis("topk", Operands.there("topk", x), axis);
        Expr number = k instanceof Number n && Operands.isWhole(n)
                ? Build.whole(n.longValue())
                : Operands.of("topk", 2, k)[0];
        return of(new ArgTop(along), x, number);
    }

    /** The greatest elements, or the smallest, and where they are. */
    public record Top(Expr values, Expr positions) {}

    /** The k greatest elements, or the -k smallest, and where they are. */
    public static Top top(Expr x, Object k, int axis) {
        Expr positions = argtopk(x, k, axis);
        return new Top(of(new TakeAlong(Build.axis("topk", x, axis)), x, positions), positions);
    }

    /**
     * The positions where elements would be put in a sorted vector.
     *
     * @param side {@code "left"} or {@code "right"} of equal elements
     * @param sorter positions that sort the vector, or null if it is sorted
     * @throws IllegalArgumentException if it is no vector, or there is no such side
     */
    public static Expr searchsorted(Object sorted, Object values, String side, Expr sorter) {
        if (!"left".equals(side) && !"right".equals(side)) {
            throw new IllegalArgumentException("searchsorted has the sides \"left\" and \"right\", not " + side);
        }
        Expr[] both = Operands.of("searchsorted", 1, sorted, values);
        Expr vector = sorter == null || both[0].type().rank() != 1 ? both[0] : of(new TakeAlong(0), both[0], sorter);
        return of(new SearchSorted("right".equals(side)), vector, both[1]);
    }

    /**
     * How often each whole number from 0 on is there.
     *
     * @param weights to be added up instead, or null
     */
    public static Expr bincount(Object x, Object weights, int minLength) {
        if (minLength < 0) {
            throw new IllegalArgumentException("bincount has at least 0 counts, not " + minLength);
        }
        Expr numbers = Operands.of("bincount", 1, x)[0];
        BinCount count = new BinCount(minLength);
        return weights == null ? of(count, numbers) : of(count, numbers, Operands.of("bincount", 2, weights)[0]);
    }

    /** The sums of each element and those before it. */
    public static Expr cumsum(Expr x, int axis) {
        return of(new CumSum(Build.axis("cumsum", Operands.there("cumsum", x), axis), false), x);
    }

    /** The products of each element and those before it. */
    public static Expr cumprod(Expr x, int axis) {
        return of(new CumProd(Build.axis("cumprod", Operands.there("cumprod", x), axis)), x);
    }

    /**
     * Each element less the one before it, n times over.
     *
     * @throws IllegalArgumentException if n is negative, or there is no such axis
     */
    public static Expr diff(Expr x, int n, int axis) {
        int along = Build.axis("diff", Operands.there("diff", x), axis);
        if (n < 0) {
            throw new IllegalArgumentException(
                    "diff of " + Printer.quoted(x) + " is taken 0 times or more, not " + n + " times");
        }
        Expr differences = x;
        for (int i = 0; i < n; i++) {
            differences = of(new Differences(along), differences);
        }
        return differences;
    }
}
