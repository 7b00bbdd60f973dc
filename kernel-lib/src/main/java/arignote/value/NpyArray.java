package arignote.value;

import arignote.expr.Cancellation;
import arignote.expr.HostArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** An array in NumPy's format {@code .npy}. */
final class NpyArray {
    private static final int CHUNK = 8192;

    private NpyArray() {}

    /** Writes a header and the numbers, row by row, the lowest byte first. */
    static void write(HostArray array, OutputStream out) throws IOException {
        NpyType type = NpyType.of(array.dtype());
        out.write(new NpyHeader(type, false, array.shape()).bytes());
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK * type.bytes());
        for (int at = 0; at < array.size(); at += CHUNK) {
            Cancellation.check();
            int count = Math.min(CHUNK, array.size() - at);
            out.write(chunk.array(), 0, type.write(array.elements(), at, count, chunk));
        }
    }

    /**
     * Reads an array. What it says of its size is checked before memory is taken.
     *
     * @param size how many bytes the file has
     * @param what names the file
     * @throws IllegalArgumentException if it is broken, or holds what cannot be read
     */
    static HostArray read(InputStream in, long size, String what) throws IOException {
        NpyHeader header = NpyHeader.read(in, what);
        int n = length(header, what);
        long bytes = (long) n * header.type().bytes();
        if (bytes > size) {
            throw NpyHeader.broken(what, "it has " + size + " bytes in all, and its numbers alone are " + bytes);
        }
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new IllegalArgumentException(what + " has " + bytes + " bytes of numbers, and this Java may use "
                    + Runtime.getRuntime().maxMemory() + "; start it with a greater -Xmx");
        }
        Object elements = HostArray.allocate(header.type().dtype(), n);
        byte[] chunk = new byte[CHUNK * header.type().bytes()];
        for (int at = 0; at < n; at += CHUNK) {
            Cancellation.check();
            int count = Math.min(CHUNK, n - at);
            int wanted = count * header.type().bytes();
            if (in.readNBytes(chunk, 0, wanted) < wanted) {
                throw NpyHeader.broken(what, "it ends before its last number");
            }
            header.type().read(ByteBuffer.wrap(chunk), elements, at, count, what);
        }
        HostArray read = HostArray.of(header.type().dtype(), header.shape(), elements);
        return header.fortran() && n > 1 && header.shape().length > 1 ? rowByRow(read) : read;
    }

    private static int length(NpyHeader header, String what) {
        try {
            return Shapes.length(header.shape());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(what + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The array whose elements were read with the first index running fastest. */
    private static HostArray rowByRow(HostArray read) {
        long[] shape = read.shape();
        int[] steps = new int[shape.length];
        int step = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            steps[axis] = step;
            step *= (int) shape[axis];
        }
        int[] sources = new int[read.size()];
        int[] at = new int[shape.length];
        int source = 0;
        for (int i = 0; i < sources.length; i++) {
            sources[i] = source;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                source += steps[axis];
                if (++at[axis] < shape[axis]) {
                    break;
                }
                source -= steps[axis] * at[axis];
                at[axis] = 0;
            }
        }
        return read.gathered(shape, sources);
    }
}
