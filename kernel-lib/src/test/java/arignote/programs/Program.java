package arignote.programs;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.compile.Functions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What programs that were run by PyTensor have as results, by name, and what each port has to show. */
final class Program {
    private final Map<String, double[]> numbers = new HashMap<>();

    /** The results of {@code NAME.py}, in {@code NAME.txt}: in each line a name and the elements row by row. */
    Program(String name) {
        try (InputStream in = Program.class.getResourceAsStream(name + ".txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] words = line.split(" ");
                numbers.put(
                        words[0],
                        Arrays.stream(words)
                                .skip(1)
                                .filter(w -> !w.isEmpty())
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Results are those of PyTensor to 1e-9, relatively; an element that almost cancels to 1e-14 of the greatest. */
    void check(String name, Object... results) {
        for (int k = 0; k < results.length; k++) {
            String key = results.length == 1 ? name : name + "." + k;
            double[] right = numbers.get(key);
            assertThat(right).as(key).isNotNull();
            double[] got = elements(results[k]);
            assertThat(got).as(key).hasSameSizeAs(right);
            double most = Arrays.stream(right).map(Math::abs).max().orElse(0);
            for (int i = 0; i < got.length; i++) {
                assertThat(Math.abs(got[i] - right[i]))
                        .as("%s at %d: %s for %s", key, i, got[i], right[i])
                        .isLessThanOrEqualTo(1e-9 * Math.abs(right[i]) + 1e-14 * most);
            }
        }
    }

    /** No call of these functions was left to the interpreter. */
    static void generated(CompiledFunction... functions) {
        for (CompiledFunction f : functions) {
            assertThat(Functions.interpretedBecause(f)).as(f.name()).isNull();
        }
    }

    private static double[] elements(Object result) {
        if (result instanceof INDArray a) {
            return a.castTo(DataType.DOUBLE).dup('c').reshape(-1).toDoubleVector();
        }
        if (result instanceof double[] d) {
            return d;
        }
        if (result instanceof List<?> l) {
            return l.stream().flatMapToDouble(e -> Arrays.stream(elements(e))).toArray();
        }
        return new double[] {((Number) result).doubleValue()};
    }
}
