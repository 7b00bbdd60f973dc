package arignote.value;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Operands;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Whatever stands for numbers (a number, a Java array, an INDArray, a column, a table, a list) as a host array. */
public final class Values {
    private static final String KINDS =
            "a number, a Java array, an INDArray, a numeric column, a table or a list of numbers";

    private Values() {}

    /**
     * The numbers in {@code data}, row by row.
     *
     * @param what how an error names the data, for instance {@code "x"}
     * @throws IllegalArgumentException if the data are of another kind
     */
    public static double[] doubles(Object data, String what) {
        if (data instanceof double[] d) {
            return d.clone();
        }
        HostArray p = host(data, what);
        return p.doubles();
    }

    /**
     * The numbers in {@code data}, which is a vector, a single number, or a matrix with a single row or column.
     *
     * @throws IllegalArgumentException if it has rows and columns, or is of another kind
     */
    public static double[] vector(Object data, String what) {
        if (!(data instanceof double[])) {
            HostArray p = host(data, what);
            if (Arrays.stream(p.shape()).filter(length -> length != 1).count() > 1) {
                throw new IllegalArgumentException(
                        what + " must be a vector, but has the shape " + Arrays.toString(p.shape())
                                + "; give one row or column of it, or all of its numbers in a row");
            }
        }
        return doubles(data, what);
    }

    /**
     * The columns of {@code data}; a vector is one.
     *
     * @throws IllegalArgumentException if it has more than rows and columns, or is of another kind
     */
    public static double[][] columns(Object data, String what) {
        if (data instanceof double[] d) {
            return new double[][] {d.clone()};
        }
        HostArray p = host(data, what);
        if (p.shape().length > 2) {
            throw new IllegalArgumentException(what + " must be a vector, or a matrix with a column for each line, but"
                    + " has the shape " + Arrays.toString(p.shape()));
        }
        int count = p.shape().length == 2 ? Math.max(1, (int) p.shape()[1]) : 1;
        double[][] columns = new double[count][p.size() / count];
        for (int j = 0; j < count; j++) {
            for (int i = 0; i < columns[j].length; i++) {
                columns[j][i] = p.doubleAt(i * count + j);
            }
        }
        return columns;
    }

    /**
     * The numbers in {@code data}, which has rows and columns.
     *
     * @throws IllegalArgumentException if it has not, or is of another kind
     */
    public static double[][] matrix(Object data, String what) {
        HostArray p = host(data, what);
        if (p.shape().length != 2) {
            throw new IllegalArgumentException(what + " must be a matrix (rank 2), but the value is a "
                    + TensorType.rankName(p.shape().length) + " (rank " + p.shape().length + ")");
        }
        double[][] rows = new double[(int) p.shape()[0]][(int) p.shape()[1]];
        for (int i = 0; i < p.size(); i++) {
            rows[i / rows[0].length][i % rows[0].length] = p.doubleAt(i);
        }
        return rows;
    }

    /**
     * A new array with the numbers in {@code data}, in the type that they have: Java's double is float64, int is
     * int32, long is int64; a list of whole numbers is int64 or int32, else float64; columns keep their type, and a
     * table has the type that holds all its columns.
     *
     * @throws IllegalArgumentException if the data are of another kind
     */
    public static INDArray array(Object data, String what) {
        Nd4jBackend.start();
        return data instanceof INDArray a ? Nd4jArrays.copy(checked(a, what)) : Nd4jArrays.of(host(data, what));
    }

    /**
     * {@code data} as a tensor of {@code type}; it may share memory with the data.
     *
     * @param downcast whether anything may lose precision; else {@link Fit} decides
     * @throws IllegalArgumentException if the kind, the rank or the dtype does not fit
     */
    public static Tensor tensor(Object data, TensorType type, boolean downcast, String what) {
        return tensor(data, type, downcast, false, what);
    }

    /** As {@link #tensor(Object, TensorType, boolean, String)}, for what a call of a function brings. */
    public static Tensor argument(Object data, TensorType type, boolean downcast, String what) {
        return data instanceof HostArray h && h.type().equals(type)
                ? new Tensor(h)
                : tensor(data, type, downcast, true, what);
    }

    private static Tensor tensor(Object data, TensorType type, boolean downcast, boolean argument, String what) {
        Tensor t = data instanceof INDArray a ? new Tensor(checked(a, what)) : new Tensor(host(data, what));
        if (!downcast || t.rank() != type.rank()) {
            Fit.check(data, t, type, argument, what);
        }
        return t.dtype() == type.dtype() ? t : new Tensor(t.host().as(type.dtype()));
    }

    /**
     * The array in a type that the library computes with: short whole numbers become int32, half numbers float32.
     *
     * @throws IllegalArgumentException if the array was closed, or holds no numbers of such a type
     */
    public static INDArray checked(INDArray a, String what) {
        if (a.wasClosed()) {
            throw new IllegalArgumentException(what + " is an INDArray that was closed; make it anew");
        }
        if (DType.holds(a.dataType())) {
            return a;
        }
        return switch (a.dataType()) {
            case HALF, BFLOAT16 -> a.castTo(DType.FLOAT32.nd4j());
            case BYTE, UBYTE, SHORT, UINT16 -> a.castTo(DType.INT32.nd4j());
            case UINT32 -> a.castTo(DType.INT64.nd4j());
            default ->
                throw new IllegalArgumentException(what + " is an INDArray of type " + a.dataType()
                        + ", which is not supported; give one of float64, float32, int64, int32 or bool");
        };
    }

    /**
     * A new host array with the numbers in {@code data}, in the type that {@link #array} gives them.
     *
     * @throws IllegalArgumentException if the data are of another kind
     */
    public static HostArray host(Object data, String what) {
        if (data == null) {
            throw new IllegalArgumentException(what + " is null; give " + KINDS);
        }
        if (data instanceof INDArray a) {
            return Nd4jArrays.host(checked(a, what));
        }
        if (data instanceof Number n) {
            return number(n);
        }
        if (data instanceof Boolean b) {
            return HostArray.scalar(DType.BOOL, b ? 1 : 0);
        }
        if (data.getClass().isArray()) {
            return javaArray(data, what);
        }
        if (data instanceof List<?> l) {
            return Lists.tensor(l, "a list", what);
        }
        if (OptionalLibrary.TABLESAW.isPresent()) {
            if (data instanceof Column<?> c) {
                return Columns.vector(c, what);
            }
            if (data instanceof Table t) {
                return Columns.matrix(t, what);
            }
        }
        if (data instanceof Expr e) {
            throw new IllegalArgumentException(what + " is the expression " + Printer.quoted(e)
                    + ", which stands for numbers; give the numbers themselves, for instance by "
                    + (e instanceof Shared ? "getValue()" : "eval()"));
        }
        throw new IllegalArgumentException(
                what + " is " + Operands.kind(data) + ", which is no array of numbers; give " + KINDS);
    }

    private static HostArray number(Number n) {
        if (n instanceof Float) {
            return HostArray.scalar(DType.FLOAT32, n.floatValue());
        }
        if (n instanceof Integer || n instanceof Short || n instanceof Byte) {
            return HostArray.scalar(DType.INT32, n.intValue());
        }
        if (n instanceof Long) {
            return HostArray.scalar(DType.INT64, n.longValue());
        }
        return HostArray.scalar(DType.FLOAT64, n.doubleValue());
    }

    private static HostArray javaArray(Object data, String what) {
        List<Long> lengths = new ArrayList<>();
        Class<?> element = data.getClass();
        Object first = data;
        while (element.isArray()) {
            int length = first == null ? 0 : Array.getLength(first);
            lengths.add((long) length);
            first = length == 0 ? null : Array.get(first, 0);
            element = element.getComponentType();
        }
        DType dtype;
        if (element == double.class || element == Double.class) {
            dtype = DType.FLOAT64;
        } else if (element == float.class || element == Float.class) {
            dtype = DType.FLOAT32;
        } else if (element == long.class || element == Long.class) {
            dtype = DType.INT64;
        } else if (element == int.class
                || element == short.class
                || element == byte.class
                || element == Integer.class
                || element == Short.class
                || element == Byte.class) {
            dtype = DType.INT32;
        } else if (element == boolean.class || element == Boolean.class) {
            dtype = DType.BOOL;
        } else if (element == Object.class || Number.class.isAssignableFrom(element) || Lists.isRow(element)) {
            return Lists.tensor(Arrays.asList((Object[]) data), "an array", what);
        } else {
            throw new IllegalArgumentException(
                    what + " is an array of " + element.getSimpleName() + ", which are no numbers; give " + KINDS);
        }
        HostArray p = HostArray.zeros(
                dtype, lengths.stream().mapToLong(Long::longValue).toArray());
        int filled = fill(p, data, 0, 0, what);
        assert filled == p.size();
        return p;
    }

    /** Copies the nested array {@code part}, at {@code depth}, to where element {@code at} is; returns the next. */
    private static int fill(HostArray p, Object part, int depth, int at, String what) {
        if (part == null) {
            throw new IllegalArgumentException(what + " has a null in it");
        }
        int length = Array.getLength(part);
        if (length != p.shape()[depth]) {
            throw new IllegalArgumentException(what + " has rows of different lengths, " + p.shape()[depth] + " and "
                    + length + "; a tensor needs them equal");
        }
        int next = at;
        boolean innermost = depth == p.shape().length - 1;
        if (innermost && part.getClass() == p.elements().getClass()) {
            System.arraycopy(part, 0, p.elements(), at, length);
            return at + length;
        }
        for (int i = 0; i < length; i++) {
            if (!innermost) {
                next = fill(p, Array.get(part, i), depth + 1, next, what);
            } else {
                Object v = Array.get(part, i);
                if (v == null) {
                    throw new IllegalArgumentException(what + " has a null in it");
                }
                Lists.put(p, next++, v);
            }
        }
        return next;
    }
}
