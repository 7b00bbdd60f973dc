package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Node;
import arignote.Shared;
import arignote.compile.ScriptedFunction;
import arignote.compile.javascript.JavaScriptPrinter;
import arignote.compile.nest.NoNest;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Functions that are computed in Java and, printed as one script, in Node. */
final class PageRun {
    /** Writes results as lines: the lengths of the axes, then the bits of each element. */
    static final String SAY = """

            const bits = new DataView(new ArrayBuffer(8));
            const said = [];
            function say(name, call) {
              let results;
              try {
                results = call();
              } catch (e) {
                said.push(name + ' throws ' + e.message);
                return;
              }
              for (const result of results) {
                const numbers = typeof result === 'number' ? [result] : Array.from(result);
                const shape = typeof result === 'number' ? '' : result.shape;
                said.push(name + ' [' + shape + '] ' + numbers.map(x => {
                  if (typeof x === 'bigint' && Math.abs(Number(x)) > 2 ** 53) {
                    return x;
                  }
                  bits.setFloat64(0, Number(x));
                  return x !== x ? 'NaN' : bits.getBigUint64(0).toString(16);
                }).join(' '));
              }
            }
            """;

    final JavaScriptPrinter printer = new JavaScriptPrinter();
    private final StringBuilder calls = new StringBuilder();
    private final List<String> expected = new ArrayList<>();

    /**
     * Prints a function and its call, and notes what Java says.
     *
     * @param values of inputs and shared variables
     * @param inputs what Java is given
     * @throws NoNest if a page has no such function
     */
    void add(String name, CompiledFunction made, Map<Expr, HostArray> values, Object[] inputs) {
        ScriptedFunction f = (ScriptedFunction) made;
        call(name, f, inputs, values);
        List<HostArray> results = new ArrayList<>();
        f.applyAll(inputs).forEach(a -> results.add(Nd4jArrays.host(a)));
        f.targets()
                .forEach(t -> results.add(Nd4jArrays.host(((Shared) f.leaves().get(t)).getValue())));
        results.forEach(result -> expected.add(line(name, result)));
    }

    /**
     * Prints a function, and a call that is refused, with Java's sentence.
     *
     * @param good what it is printed for
     * @param values what it refuses
     * @param inputs the same for Java
     */
    void refuses(String name, CompiledFunction made, Object[] good, Map<Expr, HostArray> values, Object[] inputs) {
        ScriptedFunction f = (ScriptedFunction) made;
        String function = call(name, f, good, values);
        String sentence = "";
        try {
            f.applyAll(inputs);
        } catch (IllegalArgumentException | ArithmeticException e) {
            sentence = e.getMessage();
        }
        assertThat(sentence).as(function).isNotEmpty();
        expected.add(name + " throws " + sentence);
    }

    /** Prints a function for some inputs and a call with some values. */
    private String call(String name, ScriptedFunction f, Object[] inputs, Map<Expr, HostArray> values) {
        String function = "f" + calls.toString().lines().count();
        f.print(printer, function, inputs);
        StringJoiner arguments = new StringJoiner(", ");
        f.leaves().forEach(l -> arguments.add(JavaScriptPrinter.leaf(values.get(l))));
        calls.append("say('" + name + "', () => " + function + "(" + arguments + "));\n");
        return function;
    }

    /** Computes in the page what has been printed and calls it; some lines that differ from Java's by more than that. */
    List<String> differences(double tolerance) throws IOException, InterruptedException {
        String said = Node.run(
                printer + SAY + calls + "console.log(said.join('\\n'));\n",
                Files.createDirectories(Path.of("target", "printed")));
        return differences(said.lines().toList(), expected, tolerance);
    }

    static List<String> differences(List<String> said, List<String> expected, double tolerance) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(said.size(), expected.size()) && differences.size() < 10; i++) {
            String in = i < said.size() ? said.get(i).strip() : "nothing";
            String java = i < expected.size() ? expected.get(i) : "nothing";
            if (!in.equals(java) && !(tolerance > 0 && isNear(in, java, tolerance))) {
                differences.add("page " + in + "\njava " + java);
            }
        }
        return differences;
    }

    /** Whether no two elements differ by more than a part of the greatest one, or of 1. */
    private static boolean isNear(String in, String java, double tolerance) {
        int start = java.indexOf(']') + 1;
        if (in.indexOf(']') + 1 != start || !in.substring(0, start).equals(java.substring(0, start))) {
            return false;
        }
        double[] a = numbers(in.substring(start));
        double[] b = numbers(java.substring(start));
        double scale = Math.max(1, Arrays.stream(b).map(Math::abs).max().orElse(0));
        boolean near = a.length == b.length;
        for (int i = 0; near && i < a.length; i++) {
            near = Double.compare(a[i], b[i]) == 0 || Math.abs(a[i] - b[i]) <= tolerance * scale;
        }
        return near;
    }

    private static double[] numbers(String words) {
        return Arrays.stream(words.strip().split(" "))
                .filter(w -> !w.isEmpty())
                .mapToDouble(w -> w.equals("NaN") ? Double.NaN : Double.longBitsToDouble(Long.parseUnsignedLong(w, 16)))
                .toArray();
    }

    static String line(String name, HostArray result) {
        StringJoiner line = new StringJoiner(" ");
        line.add(name + " " + Arrays.toString(result.shape()).replace(" ", ""));
        for (int i = 0; i < result.size(); i++) {
            double x = result.doubleAt(i);
            if (result.dtype() == DType.INT64 && Math.abs(x) > 0x1p53) {
                line.add(Long.toString(result.longAt(i))); // words of 64 bits
                continue;
            }
            line.add(Double.isNaN(x) ? "NaN" : Long.toHexString(Double.doubleToRawLongBits(x)));
        }
        return line.toString();
    }
}
