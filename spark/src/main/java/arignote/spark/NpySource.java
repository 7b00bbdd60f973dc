package arignote.spark;

import arignote.value.NpyRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Rows of files of NumPy's format. */
final class NpySource implements RowSource {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> files;

    NpySource(Map<String, String> files) {
        this.files = new LinkedHashMap<>(files);
    }

    /** How many rows all files have. */
    long count() {
        long rows = -1;
        for (String file : files.values()) {
            try (FSDataInputStream in = open(file)) {
                long own = NpyRows.of(in, file).shape()[0];
                if (rows >= 0 && own != rows) {
                    throw new IllegalArgumentException(file + " has " + own + " rows, but the one before has " + rows);
                }
                rows = own;
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        return rows;
    }

    private static FSDataInputStream open(String file) throws IOException {
        Path path = new Path(file);
        return path.getFileSystem(new Configuration()).open(path);
    }

    @Override
    public Map<String, Object> rows(long first, int rows) {
        Map<String, Object> columns = new LinkedHashMap<>();
        files.forEach((name, file) -> {
            try (FSDataInputStream in = open(file)) {
                NpyRows npy = NpyRows.of(in, file);
                in.seek(npy.place(first));
                columns.put(name, npy.read(in, rows, file));
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read by an executor; it has to lie where all can", e);
            }
        });
        return columns;
    }
}
