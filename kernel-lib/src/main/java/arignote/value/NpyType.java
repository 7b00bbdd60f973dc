package arignote.value;

import arignote.expr.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How numbers lie in a {@code .npy} file: their kind and size, as NumPy writes it, and the byte order.
 *
 * @param kind {@code b1}, {@code i1} to {@code i8}, {@code u1} to {@code u8}, {@code f2} to {@code f8}
 */
record NpyType(String kind, ByteOrder order) {
    private static final List<String> KINDS =
            List.of("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8");

    /** The type in which a dtype is written. */
    static NpyType of(DType dtype) {
        String kind = switch (dtype) {
            case BOOL -> "b1";
            case INT32 -> "i4";
            case INT64 -> "i8";
            case FLOAT32 -> "f4";
            case FLOAT64 -> "f8";
        };
        return new NpyType(kind, ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws IllegalArgumentException if this is no type of numbers that can be read; {@code what} names the file */
    static NpyType of(String descr, String what) {
        String kind = descr.isEmpty() ? "" : descr.substring(1);
        if (!descr.isEmpty() && "<>|=".indexOf(descr.charAt(0)) >= 0 && KINDS.contains(kind)) {
            return new NpyType(kind, descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }
        if (descr.endsWith("O")) {
            throw new IllegalArgumentException(
                    what + " holds Python objects, which only Python can read; save an array" + " of numbers");
        }
        String meaning = kind.startsWith("c")
                ? ", complex numbers"
                : kind.startsWith("S") || kind.startsWith("U") || kind.startsWith("a")
                        ? ", texts"
                        : kind.startsWith("M") || kind.startsWith("m")
                                ? ", times"
                                : kind.startsWith("f") ? ", numbers too long for a double" : "";
        throw new IllegalArgumentException(what + " has the type '" + descr + "'" + meaning + "; numbers of the types "
                + String.join(", ", KINDS) + " can be read");
    }

    /** As NumPy writes it: {@code <f8}. */
    String descr() {
        return (bytes() == 1 ? "|" : order == ByteOrder.LITTLE_ENDIAN ? "<" : ">") + kind;
    }

    /** The size of a number in bytes. */
    int bytes() {
        return kind.charAt(1) - '0';
    }

    /** The dtype that numbers of this type are read as: the smallest one that holds them. */
    DType dtype() {
        return switch (kind) {
            case "b1" -> DType.BOOL;
            case "f2", "f4" -> DType.FLOAT32;
            case "f8" -> DType.FLOAT64;
            case "u4", "i8", "u8" -> DType.INT64;
            default -> DType.INT32;
        };
    }

    /**
     * Reads {@code count} numbers into an array of {@link #dtype}'s kind, from {@code at} on.
     *
     * @param what names the file
     * @throws IllegalArgumentException if a whole number without a sign does not fit in an int64
     */
    void read(ByteBuffer from, Object into, int at, int count, String what) {
        from.order(order);
        switch (kind) {
            case "i4" -> from.asIntBuffer().get((int[]) into, at, count);
            case "i8" -> from.asLongBuffer().get((long[]) into, at, count);
            case "f4" -> from.asFloatBuffer().get((float[]) into, at, count);
            case "f8" -> from.asDoubleBuffer().get((double[]) into, at, count);
            case "b1" -> each(at, count, i -> ((boolean[]) into)[i] = from.get() != 0);
            case "i1" -> each(at, count, i -> ((int[]) into)[i] = from.get());
            case "u1" -> each(at, count, i -> ((int[]) into)[i] = Byte.toUnsignedInt(from.get()));
            case "i2" -> each(at, count, i -> ((int[]) into)[i] = from.getShort());
            case "u2" -> each(at, count, i -> ((int[]) into)[i] = Short.toUnsignedInt(from.getShort()));
            case "u4" -> each(at, count, i -> ((long[]) into)[i] = Integer.toUnsignedLong(from.getInt()));
            case "u8" -> each(at, count, i -> ((long[]) into)[i] = fitting(from.getLong(), what));
            default -> each(at, count, i -> ((float[]) into)[i] = half(from.getShort()));
        }
    }

    private static void each(int at, int count, IntConsumer read) {
        for (int i = at; i < at + count; i++) {
            read.accept(i);
        }
    }

    /** Writes {@code count} numbers of an array of {@link #dtype}'s kind, from {@code at} on; returns how many bytes. */
    int write(Object from, int at, int count, ByteBuffer into) {
        into.order(order);
        if (from instanceof double[] d) {
            into.asDoubleBuffer().put(d, at, count);
        } else if (from instanceof float[] f) {
            into.asFloatBuffer().put(f, at, count);
        } else if (from instanceof long[] l) {
            into.asLongBuffer().put(l, at, count);
        } else if (from instanceof int[] k) {
            into.asIntBuffer().put(k, at, count);
        } else {
            boolean[] b = (boolean[]) from;
            for (int i = 0; i < count; i++) {
                into.put(i, (byte) (b[at + i] ? 1 : 0));
            }
        }
        return count * bytes();
    }

    private static long fitting(long unsigned, String what) {
        if (unsigned < 0) {
            throw new IllegalArgumentException(what + " holds " + Long.toUnsignedString(unsigned)
                    + ", which does not fit in an int64; save it as float64");
        }
        return unsigned;
    }

    /** A number of 16 bits (IEEE 754): 1 for the sign, 5 for the exponent, 10 for the fraction. */
    private static float half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float tiny = fraction * 0x1p-24f;
            return bits < 0 ? -tiny : tiny;
        }
        int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
        return Float.intBitsToFloat((bits & 0x8000) << 16 | wide << 23 | fraction << 13);
    }
}
