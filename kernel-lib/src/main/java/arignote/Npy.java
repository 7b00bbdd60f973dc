package arignote;

import arignote.value.NumPyFiles;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Arrays in files, in NumPy's formats: {@code .npy} for one array, {@code .npz} for several with names. NumPy reads what
 * this writes and this reads what NumPy writes, to the bit.
 *
 * <pre>{@code
 * Npy.save("x.npy", x);                        // np.save("x.npy", x)
 * INDArray x = Npy.load("x.npy");              // np.load("x.npy")
 * Npy.saveModel("model.npz", W, b);            // np.savez("model.npz", W=W, b=b), by the variables' names
 * Npy.loadModel("model.npz", W, b);            // puts the values back
 * }</pre>
 *
 * <p>What is read: arrays in C and in Fortran order, of either byte order, compressed or not, of the formats 1.0 to 3.0.
 * Whole numbers of up to 32 bits become int32, longer ones and those of 32 bits without a sign int64, half numbers float32;
 * bool, int32, int64, float32 and float64 stay what they are. Python objects are never read, so a file cannot run anything.
 * What is written has one of these five types and C order.
 *
 * <p>A file that is broken, or lies about its size, is refused with an {@code IllegalArgumentException} that says what is
 * wrong, before memory is taken for it. A file is written beside its place and moved there when it is whole, so one that was
 * there before is replaced by a whole one or by none.
 */
public final class Npy {
    private Npy() {}

    /**
     * Writes an array, with the bytes of {@code np.save}.
     *
     * @param path with {@code .npy} at its end, which is added if it is missing
     * @param value of the kinds that a function takes, or a shared variable
     * @throws IllegalArgumentException if it holds no numbers, or the file cannot be written
     */
    public static void save(String path, Object value) {
        NumPyFiles.save(path, value);
    }

    /**
     * The array of a {@code .npy} file.
     *
     * @throws IllegalArgumentException if there is no such file, it is broken, or holds no numbers
     */
    public static INDArray load(String path) {
        return NumPyFiles.load(path);
    }

    /**
     * Writes arrays with names, not compressed, as {@code np.savez} does.
     *
     * @param path with {@code .npz} at its end, which is added if it is missing
     * @param values of the kinds that a function takes, or shared variables, by their names
     * @throws IllegalArgumentException if one holds no numbers or has no name, or the file cannot be written
     */
    public static void saveAll(String path, Map<String, ?> values) {
        NumPyFiles.saveAll(path, values, false);
    }

    /** The same, compressed, as {@code np.savez_compressed} does. */
    public static void saveAllCompressed(String path, Map<String, ?> values) {
        NumPyFiles.saveAll(path, values, true);
    }

    /**
     * The arrays of a {@code .npz} file by their names, in the file's order.
     *
     * @throws IllegalArgumentException if there is no such file, it is broken, or holds anything but arrays of numbers
     */
    public static Map<String, INDArray> loadAll(String path) {
        return NumPyFiles.loadAll(path);
    }

    /**
     * Writes the values of shared variables by their names, as a {@code .npz} file that is not compressed.
     *
     * @throws IllegalArgumentException if one has no name, two have the same one, or the file cannot be written
     */
    public static void saveModel(String path, Shared... variables) {
        NumPyFiles.saveModel(path, variables);
    }

    /**
     * Gives shared variables the values that a {@code .npz} file has for their names; others in the file are left alone.
     * Either all get theirs, or this throws and all are as before.
     *
     * @throws IllegalArgumentException if the file has none for a variable or one of another shape or of a dtype that loses
     *     precision in the variable's, or as {@link #loadAll} does
     */
    public static void loadModel(String path, Shared... variables) {
        NumPyFiles.loadModel(path, variables);
    }
}
