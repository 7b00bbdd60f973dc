package arignote.random;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.Operands;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lengths of the axes of random numbers, as a reader wrote them.
 *
 * @param lengths an int64 vector of {@code rank} elements
 */
public record Size(Expr lengths, int rank) {
    /** No axes. */
    public static final Size SCALAR = new Size(Build.constant(HostArray.vector()), 0);

    /**
     * A whole number, a symbolic one, an array or a list of these, or a vector such as {@code x.shape()}.
     *
     * @throws IllegalArgumentException if it is anything else, or a vector of which it is not known how long it is
     */
    public static Size of(Object given) {
        if (given instanceof Expr e) {
            return e.type().rank() == 0 ? of(List.of(e)) : vector(e);
        }
        if (given instanceof Number n) {
            return of(new long[] {whole(n)});
        }
        if (given instanceof int[] lengths) {
            return of(Arrays.stream(lengths).asLongStream().toArray());
        }
        if (given instanceof long[] lengths) {
            return new Size(Build.constant(HostArray.vector(lengths)), lengths.length);
        }
        List<?> parts = given instanceof Object[] a ? Arrays.asList(a) : given instanceof List<?> l ? l : null;
        if (parts == null) {
            throw wrong(given);
        }
        return parts.stream().allMatch(Number.class::isInstance)
                ? of(parts.stream().mapToLong(n -> whole((Number) n)).toArray())
                : mixed(parts);
    }

    private static Size mixed(List<?> parts) {
        List<Expr> lengths = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Number n) {
                lengths.add(Build.whole(whole(n)));
            } else if (part instanceof Expr e
                    && e.type().rank() == 0
                    && e.type().dtype().isInteger()) {
                lengths.add(e);
            } else {
                throw wrong(part);
            }
        }
        return new Size(Expr.of(new Op.Array(new Lengths()), lengths), lengths.size());
    }

    private static Size vector(Expr e) {
        if (e.type().rank() != 1 || !e.type().dtype().isInteger()) {
            throw wrong(e);
        }
        int rank;
        if (e.op() instanceof Op.Shape) {
            rank = e.args().get(0).type().rank();
        } else if (e.op() instanceof Op.Constant c) {
            rank = c.value().size();
        } else {
            throw new IllegalArgumentException("the size " + Printer.quoted(e) + " is a vector, and how many lengths it"
                    + " has is not known here; give them one by one, as in List.of(n, 3), or x.shape()");
        }
        return new Size(Build.cast(e, DType.INT64), rank);
    }

    /** The shape of an expression. */
    public static Size like(Expr e) {
        return new Size(Build.shape(e), e.type().rank());
    }

    /** The shape of an expression without its last axis, which has one or more. */
    public static Size rowsOf(Expr e) {
        if (e.type().rank() == 1) {
            return SCALAR;
        }
        List<Expr> lengths = new ArrayList<>();
        for (int axis = 0; axis < e.type().rank() - 1; axis++) {
            lengths.add(Build.size(e, List.of(axis), DType.INT64));
        }
        return new Size(Expr.of(new Op.Array(new Lengths()), lengths), lengths.size());
    }

    private static long whole(Number n) {
        if (!Operands.isWhole(n)) {
            throw wrong(n);
        }
        return n.longValue();
    }

    private static IllegalArgumentException wrong(Object given) {
        String what = given instanceof Expr e
                ? Printer.quoted(e) + ", which is " + e.type().described()
                : given instanceof Number ? given.toString() : Operands.kind(given);
        return new IllegalArgumentException(
                "a size is a whole number, a symbolic one, a list of these or x.shape()," + " not " + what);
    }
}
