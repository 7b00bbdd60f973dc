package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The differential test finds mistakes, makes the graph small, and prints a test that shows the mistake again. */
class HarnessTest {
    private static final int GRAPHS = 2_000;

    /** The first case that shows a mistake. */
    private static Case found(GraphFault fault) {
        return IntStream.range(0, GRAPHS)
                .mapToObj(fault::graph)
                .filter(c -> fault.failure(c).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("not found in " + GRAPHS + " graphs: " + fault.name()));
    }

    @TestFactory
    Stream<DynamicTest> each_mistake_is_found_and_its_graph_shrunk() {
        return GraphFault.ALL.stream()
                .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
                    Case c = found(fault);
                    String kind = fault.failure(c).orElseThrow().kind();
                    Case small = Shrinker.shrunk(
                            c,
                            x -> fault.failure(x)
                                    .filter(f -> f.kind().equals(kind))
                                    .isPresent());
                    assertThat(fault.failure(small)).isPresent();
                    // the operation and its leaves; more where the mistake shows in few numbers and other ways give
                    // other numbers
                    assertThat(small.nodes()).as("%s", small.roots()).isLessThanOrEqualTo(9);
                    assertThat(small.inputs()).allMatch(v -> v.value().size() <= 64);
                }));
    }

    @Test
    void printed_tests_compile_and_show_the_mistake_again() throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        for (GraphFault fault : GraphFault.ALL) {
            String name = "Found" + cases.size() + "Test";
            cases.add(found(fault));
            sources.put(name, JavaSource.of(cases.get(cases.size() - 1), name, fault.name()));
        }
        List<Case> again = compiled(sources);
        for (int i = 0; i < cases.size(); i++) {
            GraphFault fault = GraphFault.ALL.get(i);
            assertThat(again.get(i).roots().toString())
                    .isEqualTo(cases.get(i).roots().toString());
            assertThat(fault.failure(again.get(i))).isPresent().isEqualTo(fault.failure(cases.get(i)));
        }
    }

    @Test
    void the_printed_test() {
        Expr x = Build.input("x", new TensorType(DType.FLOAT64, 1));
        HostArray value = HostArray.ofDoubles(DType.FLOAT64, new long[] {2}, new double[] {-0.0, Double.NaN});
        Case c = new Case(
                List.of(new Variable(x, value, Memory.VIEW)),
                List.of(),
                List.of(T.sum(T.exp(x).minus(Build.number(0.5, x)))),
                List.of());
        assertThat(JavaSource.of(c, "FoundTest", "simd beside its family: result 0 at 0 is 1.0, not 2.0"))
                .isEqualTo("""
                        package arignote.fuzz;

                        import static org.assertj.core.api.Assertions.assertThat;

                        import arignote.*;
                        import arignote.expr.*;
                        import arignote.value.Tensor;
                        import java.util.List;
                        import org.junit.jupiter.api.Test;

                        /** simd beside its family: result 0 at 0 is 1.0, not 2.0 */
                        class FoundTest {
                            static Case graph() {
                                Expr v0 = Build.input("x", new TensorType(DType.FLOAT64, 1));
                                Expr e1 = T.exp(v0);
                                Expr e2 = Build.constant(HostArray.ofDoubles(DType.FLOAT64, new long[] {}, new double[] {0.5}));
                                Expr e3 = Build.scalar(ScalarOp.SUBTRACT, e1, e2);
                                Expr e4 = Expr.of(new Op.Reduce(ReduceOp.SUM, List.of(0), false), List.of(e3));
                                return new Case(
                                        List.of(new Variable(v0, HostArray.ofDoubles(DType.FLOAT64, new long[] {2}, new double[] {-0.0, Double.NaN}), Memory.VIEW)),
                                        List.of(),
                                        List.of(e4),
                                        List.of());
                            }

                            @Test
                            void all_settings_agree() {
                                assertThat(new Check(Setting.all()).failure(graph())).isEmpty();
                            }
                        }
                        """);
    }

    @Test
    void memory_kinds_hold_the_same_numbers() {
        for (int seed = 0; seed < 300; seed++) {
            for (Variable v : Generator.of(seed).inputs()) {
                for (Memory m : Memory.values()) {
                    var read = arignote.value.Values.array(m.holding(v.value()), "x");
                    assertThat(new arignote.value.Tensor(read).host())
                            .as("%s", m)
                            .isEqualTo(v.value());
                }
            }
        }
    }

    @Test
    void the_same_seed_gives_the_same_graph() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(JavaSource.of(Generator.of(seed), "A", ""))
                    .isEqualTo(JavaSource.of(Generator.of(seed), "A", ""));
        }
    }

    @Test
    void bounds_grow_with_rounding_and_are_zero_without() {
        double[] numbers = {0.1, 0.2, 0.3};
        Expr x = Build.input("x", new TensorType(DType.FLOAT64, 1));
        Bounded at = Bounded.of(HostArray.ofDoubles(DType.FLOAT64, new long[] {3}, numbers));
        Expr sum = T.sum(x);
        Expr whole = T.floor(sum.times(10)); // 6, or 5 where the sum was rounded down
        var values = Reference.evaluate(List.of(sum, T.exp(x), whole), Map.of(x, at), Reference.Beside.SAME_GRAPH);
        assertThat(values.get(sum).error[0]).isBetween(1e-17, 1e-15);
        assertThat(values.get(whole).error[0]).isGreaterThanOrEqualTo(1);
        assertThat(Arrays.stream(at.error).sum()).isZero();
    }

    /** The graphs of the classes with these sources, in their order. */
    private static List<Case> compiled(Map<String, String> sources) throws Exception {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        JavaFileManager files = new ForwardingJavaFileManager<>(javac.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location where, String type, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + type + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(type, t -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        List<JavaFileObject> texts = new ArrayList<>();
        sources.forEach((name, source) ->
                texts.add(new SimpleJavaFileObject(URI.create("mem:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                    }
                }));
        StringWriter errors = new StringWriter();
        List<String> options = List.of("-classpath", System.getProperty("java.class.path"), "-proc:none");
        assertThat(javac.getTask(errors, files, null, options, null, texts).call())
                .as("%s", errors)
                .isTrue();
        List<Case> graphs = new ArrayList<>();
        for (String name : sources.keySet()) {
            byte[] bytes = classes.get("arignote.fuzz." + name).toByteArray();
            Class<?> type = MethodHandles.lookup().defineClass(bytes);
            graphs.add((Case) type.getDeclaredMethod("graph").invoke(null));
        }
        return graphs;
    }
}
