package arignote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that use the library compile without a warning, and none of their calls is ambiguous. */
class WithoutWarningsTest {
    @TempDir
    private Path classes;

    /** What javac says of a method with these statements; all that it can warn of but what lies in other jars. */
    private List<String> said(String... statements) {
        String source = """
                import arignote.*;
                import static arignote.Arignote.*;
                import java.util.*;
                import org.nd4j.linalg.api.ndarray.INDArray;
                import tech.tablesaw.api.*;
                import tech.tablesaw.columns.Column;
                class Reader {
                    void reads(CompiledFunction f, Expr x, Expr k, Shared w, INDArray array, Column<?> column, Table table) {
                        %s
                    }
                }
                """.formatted(String.join("\n", statements));
        JavaFileObject file = new SimpleJavaFileObject(URI.create("mem:///Reader.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-Xlint:all,-path,-classfile,-processing",
                "-Werror",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"));
        javac.getTask(null, null, diagnostics, options, null, List.of(file)).call();
        return diagnostics.getDiagnostics().stream()
                .map((Diagnostic<?> d) -> d.getLineNumber() + ": " + d.getMessage(java.util.Locale.ROOT))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new double[][] {{0, 1}, {-1, -2}}",
                "new int[2][2]",
                "new long[2][2]",
                "new short[2][2]",
                "new byte[2][2]",
                "new boolean[2][2]",
                "new float[2][2]",
                "new double[2][2][2]",
                "new float[2][2][2][2]",
                "new Double[2][2]",
                "new Integer[2]",
                "new Double[2]",
                "new Number[2]",
                "new Boolean[2]",
                "new String[2]",
                "new Object[] {1, 2}",
                "new INDArray[] {array, array}",
                "List.of(1, 2).toArray()",
                "new double[2]",
                "new int[2]",
                "array",
                "column",
                "table",
                "List.of(List.of(1, 2), List.of(3, 4))",
                "1",
                "2L",
                "3.0",
                "4f",
                "(short) 5",
                "true",
                ""
            })
    void one_argument_of_any_kind(String argument) {
        assertThat(said(Stream.of("apply", "applyAll", "applyAsDouble")
                        .map(method -> "f.%s(%s);".formatted(method, argument))
                        .toArray(String[]::new)))
                .isEmpty();
    }

    @Test
    void null_is_one_argument() {
        assertThat(said("f.apply(null);", "f.applyAll(null);", "show((Object) null);", "show(new double[2][2]);"))
                .isEmpty();
    }

    @Test
    void several_arguments_of_any_kind() {
        assertThat(said(
                        "f.applyAsDouble(1, 2);",
                        "f.applyAsDouble(1, 2.0);",
                        "f.applyAsDouble(1.0, 2);",
                        "f.applyAsDouble(1L, 2f);",
                        "f.applyAsDouble(1f, 2f);",
                        "f.applyAsDouble(1, 2, 3);",
                        "f.applyAsDouble(Integer.valueOf(1), 2);",
                        "f.applyAsDouble(new double[2], 1);",
                        "f.applyAsDouble(1, new double[2]);",
                        "f.applyAsDouble(new int[2], new int[2]);",
                        "f.applyAsDouble(new double[2][2], new double[2][2]);",
                        "f.applyAsDouble(array, new double[2][2]);",
                        "f.apply(1, new double[2][2]);",
                        "f.apply(List.of(1), column);"))
                .isEmpty();
    }

    @Test
    void operands_of_any_kind() {
        assertThat(said(
                        "T.maximum(0, x); T.maximum(x, 0); T.maximum(x, x); T.maximum(x, w); T.maximum(0.5, w);",
                        "T.maximum(null, x); T.maximum(x, null); x.plus(null);",
                        "T.add(x, 1); T.add(1, x); T.add(x, x, x); T.add(x, 1, x, 2.0); T.add(List.of(x, w).toArray());",
                        "T.lt(0, x); T.eq(x, true); T.pow(2, x); T.mod(x, 3); T.mod(3, x); T.sub(array, x);",
                        "T.where(T.gt(x, 0), 1, 0); T.where(T.gt(x, 0), x, 0.0); T.where(true, x, w); T.where(k, x, x);",
                        "T.clip(x, 0, 1); T.clip(x, k, 1); T.clip(x, 0, w); T.clip(x, k, w);",
                        "T.dot(array, x); T.dot(x, new double[2][2]); T.dot(x, w); x.dot(w); x.dot(new double[2]);",
                        "x.plus(1).minus(2L).times(3f).div(4.0).rem((short) 5).pow(k).exp().clip(0, 1).eq(w).sum(0);",
                        "x.get(0); x.get(0, 1); x.get(k); x.get(k, 0); x.get(0, k); x.get(k, k); x.get(0L); x.get(w);",
                        "x.get(new int[] {0, 2}); x.get(new Expr[] {k, k}); x.get(List.of(0, 2));",
                        "update(w, 0); update(w, 0.5); update(w, x); update(w, array); update(w, null);",
                        "Optional<Expr> sum = List.of(x, x).stream().reduce(T::add);",
                        "List<Expr> all = List.of(x, x).stream().map(T::exp).map(Expr::log).toList();"))
                .isEmpty();
    }

    @Test
    void a_warning_would_be_seen() {
        assertThat(said("String.format(\"\", new int[1][1]);"))
                .anyMatch(said -> said.contains("varargs"))
                .hasSize(2); // and that -Werror made it an error
    }
}
