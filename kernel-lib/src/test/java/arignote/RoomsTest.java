package arignote;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The walls between the rooms, by folder. A room is a package below {@code arignote}; it may have sub-packages, and below
 * these further ones, which count to them. Who uses whom has a direction, in both levels; and from outside a room only
 * its own package is seen, and the types that are named as open.
 */
class RoomsTest {
    /** From the bottom up: each uses those before it, none after it. */
    private static final List<String> ROOMS = List.of(
            "expr",
            "rewrite",
            "grad",
            "value",
            "random",
            "function",
            "control",
            "compile",
            "eager",
            "plot",
            "notebook",
            "front door");

    /** The same inside a room; {@code .} is the room's own package. Rooms that have no sub-packages are left out. */
    private static final Map<String, List<String>> INSIDE = Map.of(
            "expr", List.of("math", ".", "array", "linear"),
            "function", List.of("interpret", "."),
            "compile",
                    List.of(
                            "javac",
                            "bytecode",
                            "nest",
                            "lower",
                            "fuse",
                            "formula",
                            "print",
                            "java",
                            "javascript",
                            "runtime",
                            "split",
                            "device",
                            "opencl",
                            "cuda",
                            "."),
            "plot", List.of("draw", "axes", "layer", ".", "graph", "page"),
            "notebook",
                    List.of(
                            "words",
                            "source",
                            "exercise",
                            "view",
                            "display",
                            "cell",
                            "errors",
                            ".",
                            "operators",
                            "editor",
                            "jjava"));

    /** Pairs that use each other, with the reason. */
    private static final Map<Set<String>, String> MUTUAL = Map.of(
            Set.of("expr", "expr.print"),
            "a sentence about an expression prints it, and printing knows every operation",
            Set.of("expr", "expr.array"),
            "parts of arrays are said in the words of expr, and a few of them are operations of a library",
            Set.of("plot", "plot.page"),
            "what users name stands in the room's own package, here animations and explorers; they are made of pages",
            Set.of("plot", "plot.graph"),
            "the same of graphs, whose places and drawing stand below",
            Set.of("notebook", "notebook.display"),
            "the same of progress bars");

    /** The types in sub-packages that other rooms use; all else that is public there is for its own room alone. */
    static final List<String> OPEN = List.of(
            "compile.javac.JavaParser",
            "compile.javascript.JavaScriptPrinter",
            "compile.nest.NoNest",
            "expr.array.Convolution",
            "expr.array.ConvolutionOptions",
            "expr.array.ConvolutionSizes",
            "expr.array.Looking",
            "expr.array.PickLast",
            "expr.array.Pooling",
            "expr.array.Rows",
            "expr.array.Scatter",
            "expr.array.Sorting",
            "expr.array.Upsampling",
            "expr.linear.MatrixFunctions",
            "expr.linear.Products",
            "expr.math.Elementary",
            "expr.print.DebugPrint",
            "expr.print.Latex",
            "expr.print.Names",
            "expr.print.Printer",
            "function.interpret.Interpreter",
            "function.interpret.NewValues",
            "function.interpret.TensorOps",
            "notebook.display.Display",
            "notebook.display.LiveFigure",
            "notebook.errors.LastTrace",
            "notebook.exercise.Answers",
            "notebook.exercise.Prediction",
            "notebook.operators.PlainCells",
            "plot.draw.Svg",
            "plot.graph.ExpressionGraph",
            "plot.page.Json");

    /** The public classes of the root package, each in the room where its work is done. */
    private static final Map<String, String> ROOT = Map.ofEntries(
            Map.entry("Config", "expr"),
            Map.entry("Conv2d", "expr"),
            Map.entry("Conv3d", "expr"),
            Map.entry("Expr", "expr"),
            Map.entry("ExprElementwise", "expr"),
            Map.entry("ExprFunctions", "expr"),
            Map.entry("ExprLinearAlgebra", "expr"),
            Map.entry("ExprLooking", "expr"),
            Map.entry("ExprReductions", "expr"),
            Map.entry("ExprShapes", "expr"),
            Map.entry("ExprSpecial", "expr"),
            Map.entry("Pool2d", "expr"),
            Map.entry("Pool3d", "expr"),
            Map.entry("Shared", "expr"),
            Map.entry("Slice", "expr"),
            Map.entry("Scan", "control"),
            Map.entry("Npy", "value"),
            Map.entry("RandomGenerator", "random"),
            Map.entry("RandomState", "random"),
            Map.entry("RandomStreams", "random"),
            Map.entry("CompiledFunction", "function"),
            Map.entry("FunctionArgument", "function"),
            Map.entry("JavaSource", "function"),
            Map.entry("Update", "function"),
            Map.entry("Figure", "plot"),
            Map.entry("FigureLook", "plot"),
            Map.entry("Arignote", "front door"),
            Map.entry("ArignoteFunctions", "front door"),
            Map.entry("BatchNormalization", "front door"),
            Map.entry("Batches", "front door"),
            Map.entry("GradOption", "front door"),
            Map.entry("GradientCheck", "front door"),
            Map.entry("Optimizer", "front door"),
            Map.entry("OptimizerRule", "front door"),
            Map.entry("OptimizerRules", "front door"),
            Map.entry("Schedule", "front door"),
            Map.entry("T", "front door"),
            Map.entry("TControl", "front door"),
            Map.entry("TElementwise", "front door"),
            Map.entry("TFunctions", "front door"),
            Map.entry("TGradients", "front door"),
            Map.entry("TLayers", "front door"),
            Map.entry("TLinearAlgebra", "front door"),
            Map.entry("TLooking", "front door"),
            Map.entry("TLosses", "front door"),
            Map.entry("TNetworks", "front door"),
            Map.entry("TReductions", "front door"),
            Map.entry("TSeveral", "front door"),
            Map.entry("TShapes", "front door"),
            Map.entry("TSorting", "front door"),
            Map.entry("TSpecial", "front door"),
            Map.entry("TVariables", "front door"),
            Map.entry("TWindows", "front door"));

    private static final List<JavaClass> CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("arignote").stream()
                    .filter(resideInAPackage("arignote.."))
                    .filter(c -> !c.getSimpleName().equals("package-info"))
                    .toList();

    /** A class that uses another. */
    private record Arrow(JavaClass from, JavaClass to, String text) {
        static Stream<Arrow> of(JavaClass c) {
            return c.getDirectDependenciesFromSelf().stream()
                    .map(d -> new Arrow(c, d.getTargetClass().getBaseComponentType(), d.getDescription()))
                    .filter(a -> a.to.getPackageName().startsWith("arignote"));
        }
    }

    private static String room(JavaClass c) {
        return folder(c).replaceAll("\\..*", "");
    }

    /** Room and sub-package: {@code compile.java}; the room alone for what lies in its own package. */
    private static String folder(JavaClass c) {
        String name = c.getPackageName();
        if (name.equals("arignote")) {
            String outer = c.getName().substring("arignote.".length()).replaceAll("\\$.*", "");
            return ROOT.getOrDefault(outer, "?" + outer);
        }
        return name.substring("arignote.".length()).replaceAll("^(\\w+\\.\\w+)\\..*", "$1");
    }

    private static int inside(String folder) {
        int point = folder.indexOf('.');
        String room = point < 0 ? folder : folder.substring(0, point);
        return INSIDE.get(room).indexOf(point < 0 ? "." : folder.substring(point + 1));
    }

    private static Stream<Arrow> arrows() {
        return CLASSES.stream().flatMap(Arrow::of);
    }

    @Test
    void a_room_uses_only_those_before_it() {
        assertThat(arrows().filter(a -> ROOMS.indexOf(room(a.to)) > ROOMS.indexOf(room(a.from))))
                .extracting(Arrow::text)
                .isEmpty();
    }

    @Test
    void inside_a_room_arrows_have_a_direction_too() {
        assertThat(arrows().filter(a -> room(a.from).equals(room(a.to)))
                        // what a reader holds is both the bottom of its room and its face: Expr prints itself
                        .filter(a -> Stream.of(a.from, a.to)
                                .noneMatch(c -> c.getPackageName().equals("arignote")))
                        .filter(a -> !folder(a.from).equals(folder(a.to)))
                        .filter(a -> !MUTUAL.containsKey(Set.of(folder(a.from), folder(a.to))))
                        .filter(a -> inside(folder(a.to)) > inside(folder(a.from))))
                .extracting(Arrow::text)
                .isEmpty();
    }

    @Test
    void from_outside_a_room_only_its_own_package_is_seen() {
        Set<String> seen = arrows().filter(a -> !room(a.from).equals(room(a.to)))
                .filter(a -> folder(a.to).contains("."))
                .map(a -> a.to.getName().substring("arignote.".length()).replaceAll("\\$.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(seen).containsExactlyElementsOf(OPEN);
    }

    @Test
    void every_folder_has_its_place() {
        Set<String> mutual = MUTUAL.keySet().stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(CLASSES).hasSizeGreaterThan(50).allSatisfy(c -> {
            assertThat(ROOMS).as(c.getName()).contains(room(c));
            String folder = folder(c);
            if (folder.contains(".") && !mutual.contains(folder)) {
                assertThat(INSIDE).as(c.getName()).containsKey(room(c));
                assertThat(inside(folder)).as(c.getName()).isNotNegative();
            }
        });
        Set<String> folders = CLASSES.stream().map(RoomsTest::folder).collect(Collectors.toCollection(HashSet::new));
        INSIDE.forEach((room, order) ->
                order.forEach(sub -> assertThat(folders).contains(sub.equals(".") ? room : room + "." + sub)));
    }

    @Test
    void no_two_types_have_one_name() {
        assertThat(CLASSES.stream().filter(JavaClass::isTopLevelClass).map(JavaClass::getSimpleName))
                .doesNotHaveDuplicates();
    }

    @Test
    void no_public_name_hides_one_that_a_cell_imports() throws Exception {
        List<String> taken = Stream.of(
                        "java.lang",
                        "java.util",
                        "java.io",
                        "java.math",
                        "java.net",
                        "java.time",
                        "java.util.function",
                        "java.util.stream")
                .flatMap(p -> ROOT.keySet().stream().map(n -> p + "." + n))
                .filter(RoomsTest::exists)
                .toList();
        assertThat(taken).isEmpty();
        List<String> kernel = List.of("display", "render", "eval", "printf", "updateDisplay", "kernel");
        assertThat(Stream.of(Arignote.class.getMethods())
                        .filter(m -> java.lang.reflect.Modifier.isStatic(m.getModifiers()))
                        .map(java.lang.reflect.Method::getName))
                .doesNotContainAnyElementsOf(kernel);
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
