package arignote.value;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the numbers in a {@code .npy} file, in NumPy's format 1.0, 2.0 or 3.0: a magic word, the version, a
 * length, and a Python dict of the numbers' type, their order and the shape.
 *
 * @param fortran whether the first index runs fastest
 */
record NpyHeader(NpyType type, boolean fortran, long[] shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** The longest dict that is read; NumPy has the same limit. */
    private static final int LONGEST = 10_000;

    /** ND4J has arrays of so many axes. */
    private static final int AXES = 32;

    /** The header's length is a multiple of this, so that the numbers behind it are aligned. */
    private static final int ALIGNMENT = 64;

    /** NumPy leaves room for a first axis of so many digits, for whoever appends to a file. */
    private static final int DIGITS = 21;

    private static final Pattern ENTRY = Pattern.compile("\\G\\s*(?:'(\\w*)'|\"(\\w*)\")\\s*:\\s*"
            + "(?:'([^'\\\\]*)'|\"([^\"\\\\]*)\"|(True|False)|\\(([0-9L,\\s]*)\\)|(\\[)[^}]*)\\s*(?:,|(?=\\}))");

    /** As NumPy writes it, byte for byte. */
    byte[] bytes() {
        StringBuilder tuple = new StringBuilder("(");
        for (int i = 0; i < shape.length; i++) {
            tuple.append(i == 0 ? "" : " ").append(shape[i]).append(i == 0 || i < shape.length - 1 ? "," : "");
        }
        StringBuilder dict = new StringBuilder("{'descr': '" + type.descr() + "', 'fortran_order': "
                + (fortran ? "True" : "False") + ", 'shape': " + tuple + "), }");
        if (shape.length > 0) {
            int growing = String.valueOf(shape[fortran ? shape.length - 1 : 0]).length();
            dict.append(" ".repeat(DIGITS - growing));
        }
        int start = MAGIC.length + 4;
        int more = ALIGNMENT - (start + dict.length() + 1) % ALIGNMENT;
        dict.append(" ".repeat(more)).append('\n');
        byte[] text = dict.toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer all = ByteBuffer.allocate(start + text.length).order(ByteOrder.LITTLE_ENDIAN);
        all.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
        return all.array();
    }

    /**
     * Reads up to where the numbers begin.
     *
     * @param what names the file
     * @throws IllegalArgumentException if this is no such file, or holds what cannot be read
     */
    static NpyHeader read(InputStream in, String what) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
            throw new IllegalArgumentException(what + " " + other(start));
        }
        int version = start.length < MAGIC.length + 2 ? 0 : start[6];
        if (version < 1 || version > 3 || start[7] != 0) {
            throw broken(what, "its version is " + version + (start.length > 7 ? "." + start[7] : ""));
        }
        byte[] lengthBytes = in.readNBytes(version == 1 ? 2 : 4);
        if (lengthBytes.length < (version == 1 ? 2 : 4)) {
            throw broken(what, "it ends within its header");
        }
        ByteBuffer length = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        long n = version == 1 ? Short.toUnsignedLong(length.getShort()) : Integer.toUnsignedLong(length.getInt());
        if (n > LONGEST) {
            throw broken(what, "its header has " + n + " bytes, and at most " + LONGEST + " are read");
        }
        byte[] text = in.readNBytes((int) n);
        if (text.length < n) {
            throw broken(what, "it ends within its header");
        }
        Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return parsed(new String(text, charset), what);
    }

    private static String other(byte[] start) {
        if (start.length == 0) {
            return "is empty";
        }
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
            return "is a zip file; if it is an .npz, use loadAll";
        }
        return start[0] == (byte) 0x80
                ? "is a pickle, which only Python can read; save arrays with numpy.save"
                : "is no .npy file: it does not begin as one";
    }

    static IllegalArgumentException broken(String what, String why) {
        return new IllegalArgumentException(what + " is broken: " + why);
    }

    private static NpyHeader parsed(String dict, String what) {
        String text = dict.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw broken(what, "its header is no Python dict");
        }
        Map<String, Object> entries = new HashMap<>();
        Matcher entry = ENTRY.matcher(text);
        int at = 1;
        entry.region(at, text.length());
        while (entry.find()) {
            String key = entry.group(1) != null ? entry.group(1) : entry.group(2);
            if (entry.group(7) != null) {
                throw new IllegalArgumentException(
                        what + " holds records of several fields; save each field as an array of its own");
            }
            if (entries.put(key, value(entry, what)) != null) {
                throw broken(what, "its header has '" + key + "' twice");
            }
            at = entry.end();
        }
        if (!text.substring(at, text.length() - 1).isBlank()
                || !entries.keySet().equals(Set.of("descr", "fortran_order", "shape"))
                || !(entries.get("descr") instanceof String descr)
                || !(entries.get("fortran_order") instanceof Boolean fortran)
                || !(entries.get("shape") instanceof long[] shape)) {
            throw broken(what, "its header is not a dict of a type, an order and a shape");
        }
        return new NpyHeader(NpyType.of(descr, what), fortran, shape);
    }

    private static Object value(Matcher entry, String what) {
        if (entry.group(3) != null || entry.group(4) != null) {
            return entry.group(3) != null ? entry.group(3) : entry.group(4);
        }
        return entry.group(5) != null ? (Object) entry.group(5).equals("True") : shape(entry.group(6), what);
    }

    private static long[] shape(String tuple, String what) {
        List<Long> lengths = new ArrayList<>();
        String text = tuple.strip();
        String[] parts = text.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            // Python 2 wrote 3L
            String digits = parts[i].strip().replaceFirst("L$", "");
            boolean end = i == parts.length - 1 && digits.isEmpty() && (i > 0 || text.isEmpty());
            if (!end) {
                if (!digits.matches("[0-9]{1,18}") || parts.length == 1) {
                    throw broken(what, "its shape is (" + text + ")");
                }
                lengths.add(Long.parseLong(digits));
            }
        }
        if (lengths.size() > AXES) {
            throw new IllegalArgumentException(
                    what + " has " + lengths.size() + " axes; arrays of at most " + AXES + " can be read");
        }
        return lengths.stream().mapToLong(Long::longValue).toArray();
    }
}
