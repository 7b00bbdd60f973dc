package arignote.value;

import arignote.expr.DType;
import arignote.expr.HostArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Some rows of an array in NumPy's format {@code .npy}, of which the others are not read.
 *
 * @param begin where the numbers begin, in bytes
 */
public record NpyRows(DType dtype, long[] shape, long begin, int bytes, String descr) {
    /** Counts what is read. */
    private static final class Counted extends InputStream {
        private final InputStream in;
        long count;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }
    }

    /**
     * Reads what stands before the numbers.
     *
     * @param what names the file
     * @throws IllegalArgumentException if this is no such file, or its rows do not lie one behind the other
     */
    public static NpyRows of(InputStream in, String what) throws IOException {
        Counted counted = new Counted(in);
        NpyHeader header = NpyHeader.read(counted, what);
        if (header.shape().length == 0 || header.fortran() && header.shape().length > 1) {
            throw new IllegalArgumentException(what
                    + (header.shape().length == 0
                            ? " holds a single number, and no rows"
                            : " lies column by column; save it with numpy.ascontiguousarray"));
        }
        NpyType type = header.type();
        return new NpyRows(type.dtype(), header.shape(), counted.count, type.bytes(), type.descr());
    }

    /** How many numbers a row has. */
    public int width() {
        long width = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            width *= shape[axis];
        }
        return Math.toIntExact(width);
    }

    /** Where a row begins, in bytes. */
    public long place(long row) {
        return begin + row * width() * bytes;
    }

    /**
     * Reads rows.
     *
     * @param in begins with the first of them
     * @param what names the file
     */
    public HostArray read(InputStream in, int rows, String what) throws IOException {
        int n = Math.multiplyExact(rows, width());
        byte[] all = in.readNBytes(Math.multiplyExact(n, bytes));
        if (all.length < n * bytes) {
            throw NpyHeader.broken(what, "it ends before its last number");
        }
        Object elements = HostArray.allocate(dtype, n);
        NpyType.of(descr, what).read(ByteBuffer.wrap(all), elements, 0, n, what);
        long[] part = shape.clone();
        part[0] = rows;
        return HostArray.of(dtype, part, elements);
    }
}
