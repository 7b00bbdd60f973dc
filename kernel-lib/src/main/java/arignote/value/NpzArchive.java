package arignote.value;

import arignote.expr.HostArray;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Arrays with names in NumPy's format {@code .npz}, a zip file of {@code .npy} files. */
final class NpzArchive {
    private static final String SUFFIX = ".npy";

    /** No deflated bytes become more than so many each. */
    private static final long GREATEST_RATIO = 1032;

    /** The same date for all, so that the same arrays are the same file. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    private NpzArchive() {}

    /** Writes the arrays in their order. */
    static void write(Map<String, HostArray> arrays, boolean compressed, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, HostArray> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTimeLocal(DATE);
            entry.setMethod(compressed ? ZipEntry.DEFLATED : ZipEntry.STORED);
            if (!compressed) {
                measure(entry, array.getValue());
            }
            zip.putNextEntry(entry);
            NpyArray.write(array.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    /** What is stored as it is says its length and its sum before it. */
    private static void measure(ZipEntry entry, HostArray array) throws IOException {
        CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        NpyArray.write(array, sum);
        NpyType type = NpyType.of(array.dtype());
        entry.setSize(new NpyHeader(type, false, array.shape()).bytes().length + (long) array.size() * type.bytes());
        entry.setCrc(sum.getChecksum().getValue());
    }

    /**
     * Reads the arrays in their order.
     *
     * @param wanted whose names; null for all
     * @param what names the file
     * @throws IllegalArgumentException if it is broken, or holds what cannot be read
     */
    static Map<String, HostArray> read(Path file, Set<String> wanted, String what) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Map<String, HostArray> arrays = new LinkedHashMap<>();
            for (ZipEntry entry : entries(zip, what)) {
                String name = name(entry, what);
                if (wanted == null || wanted.contains(name)) {
                    arrays.put(name, array(zip, entry, "'" + name + "' in " + what));
                }
            }
            return arrays;
        } catch (ZipException e) {
            throw NpyHeader.broken(what, "it is no whole zip file (" + e.getMessage() + ")");
        }
    }

    private static List<ZipEntry> entries(ZipFile zip, String what) {
        List<ZipEntry> entries = new ArrayList<>(Collections.list(zip.entries()));
        Set<String> names = new HashSet<>();
        for (ZipEntry entry : entries) {
            if (!names.add(entry.getName())) {
                throw NpyHeader.broken(what, "it has '" + entry.getName() + "' twice");
            }
        }
        return entries;
    }

    private static String name(ZipEntry entry, String what) {
        String name = entry.getName();
        if (!name.endsWith(SUFFIX) || entry.isDirectory()) {
            throw new IllegalArgumentException(what + " is no .npz file: it holds '" + name + "', and all that such a"
                    + " file holds are arrays with names that end with " + SUFFIX);
        }
        String array = name.substring(0, name.length() - SUFFIX.length());
        if (!isName(array)) {
            throw new IllegalArgumentException(
                    what + " holds '" + name + "', which is a place in a file system and no name of an array");
        }
        return array;
    }

    /** Whether an array may have this name; parts with slashes between them are one. */
    static boolean isName(String name) {
        return !name.isBlank()
                && !name.startsWith("/")
                && name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
                && List.of(name.split("/", -1)).stream().noneMatch(part -> part.equals("..") || part.equals("."));
    }

    private static HostArray array(ZipFile zip, ZipEntry entry, String what) throws IOException {
        long size = entry.getSize();
        if (size > GREATEST_RATIO * (entry.getCompressedSize() + 64)) {
            throw NpyHeader.broken(
                    what,
                    "its " + entry.getCompressedSize() + " bytes cannot become the " + size + " that they are said to");
        }
        CRC32 sum = new CRC32();
        try (CheckedInputStream in =
                new CheckedInputStream(new BufferedInputStream(zip.getInputStream(entry), 1 << 16), sum)) {
            HostArray array = NpyArray.read(in, size, what);
            in.skip(Long.MAX_VALUE);
            if (sum.getValue() != entry.getCrc()) {
                throw NpyHeader.broken(what, "its bytes are others than those that were written");
            }
            return array;
        }
    }
}
