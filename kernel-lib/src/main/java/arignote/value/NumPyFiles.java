package arignote.value;

import arignote.Shared;
import arignote.expr.Cancellation;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.Operands;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Arrays and shared variables to and from NumPy's files: {@link arignote.Npy} says what each method does. */
public final class NumPyFiles {
    private NumPyFiles() {}

    /** Reads from a file, or writes to it. */
    private interface Action<R> {
        R on(Path file) throws IOException;
    }

    private static <R> R with(String path, String suffix, String verb, Action<R> action) {
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("a file has a name, such as \"x.npy\"; give one");
        }
        try {
            return action.on(Path.of(path.endsWith(suffix) ? path : path + suffix));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    verb.equals("read")
                            ? "there is no file '" + path + "' in "
                                    + Path.of("").toAbsolutePath()
                            : "'" + path + "' cannot be written: there is no such folder",
                    e);
        } catch (InvalidPathException | IOException e) {
            Cancellation.check(); // a thread that is stopped has its files closed
            String reason = e.getClass().getSimpleName().replaceAll("Exception$", "");
            throw new IllegalArgumentException(
                    "'" + path + "' cannot be " + verb + ": " + reason
                            + (e.getMessage() == null ? "" : ", " + e.getMessage()),
                    e);
        }
    }

    /** {@link arignote.Npy#save}. */
    public static void save(String path, Object value) {
        HostArray array = array(value, "the value for '" + path + "'");
        with(path, ".npy", "written", file -> {
            WholeFile.write(file, out -> NpyArray.write(array, out));
            return null;
        });
    }

    private static HostArray array(Object value, String what) {
        return value instanceof Shared s ? s.host(null) : Values.host(value, what);
    }

    /** {@link arignote.Npy#load}. */
    public static INDArray load(String path) {
        return with(path, "", "read", file -> {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                return Nd4jArrays.of(NpyArray.read(in, Files.size(file), "'" + path + "'"));
            }
        });
    }

    /** {@link arignote.Npy#saveAll}. */
    public static void saveAll(String path, Map<String, ?> values, boolean compressed) {
        Map<String, HostArray> arrays = new LinkedHashMap<>();
        if (values == null) {
            throw new IllegalArgumentException("saveAll got null; give arrays by their names, Map.of(\"x\", x)");
        }
        values.forEach((name, value) -> {
            if (name == null || !NpzArchive.isName(name)) {
                throw new IllegalArgumentException((name == null ? "null" : "'" + name + "'")
                        + " cannot be the name of an array in '" + path + "'; use letters and digits");
            }
            arrays.put(name, array(value, "'" + name + "' for '" + path + "'"));
        });
        with(path, ".npz", "written", file -> {
            WholeFile.write(file, out -> NpzArchive.write(arrays, compressed, out));
            return null;
        });
    }

    /** {@link arignote.Npy#loadAll}. */
    public static Map<String, INDArray> loadAll(String path) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        read(path, null).forEach((name, array) -> arrays.put(name, Nd4jArrays.of(array)));
        return arrays;
    }

    private static Map<String, HostArray> read(String path, Set<String> wanted) {
        return with(path, "", "read", file -> {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(path);
            }
            return NpzArchive.read(file, wanted, "'" + path + "'");
        });
    }

    /** {@link arignote.Npy#saveModel}. */
    public static void saveModel(String path, Shared... variables) {
        Map<String, Shared> values = new LinkedHashMap<>();
        List<String> names = List.copyOf(names(path, variables));
        for (int i = 0; i < variables.length; i++) {
            values.put(names.get(i), variables[i]);
        }
        saveAll(path, values, false);
    }

    /** {@link arignote.Npy#loadModel}. */
    public static void loadModel(String path, Shared... variables) {
        Map<String, HostArray> arrays = read(path, names(path, variables));
        List<HostArray> values = new ArrayList<>();
        for (Shared v : variables) {
            HostArray array = arrays.get(v.name());
            if (array == null) {
                throw new IllegalArgumentException("'" + path + "' has no array '" + v.name() + "'");
            }
            String what = "'" + v.name() + "' in '" + path + "'";
            if (!Arrays.equals(array.shape(), v.shapeNow())) {
                throw new IllegalArgumentException(Shapes.described(what, array.shape()) + ", and the variable has "
                        + Shapes.text(v.shapeNow()) + "; a model is loaded into variables of its shapes");
            }
            DType to = v.type().dtype();
            if (!to.accepts(array.dtype())) {
                throw new IllegalArgumentException(what + " is " + array.dtype() + ", and the variable is " + to
                        + ", which would lose precision; load it with loadAll and cast it");
            }
            values.add(array.dtype() == to ? array : array.as(to));
        }
        for (int i = 0; i < variables.length; i++) {
            variables[i].store(values.get(i));
        }
    }

    /** The variables' names, in their order. */
    private static Set<String> names(String path, Shared... variables) {
        Set<String> names = new LinkedHashSet<>();
        for (Shared v : variables) {
            String name = Operands.there("a model", v).name();
            if (name == null) {
                throw new IllegalArgumentException("a shared variable for '" + path + "', "
                        + v.type().described() + ", has no name; give it one, shared(value, \"W\")");
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "two shared variables for '" + path + "' have the name '" + name + "'; rename one");
            }
        }
        return names;
    }
}
