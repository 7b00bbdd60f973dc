package arignote;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms: each uses those above it, never one below. */
class RoomsTest {
    /** From the top down. */
    private static final List<String> ROOMS =
            List.of("expr", "rewrite", "grad", "loop", "emit", "run", "eager", "plot", "notebook", "front door");

    /** The public classes of the root package, each in the room where its work is done. */
    private static final Map<String, String> ROOT = Map.ofEntries(
            Map.entry("Expr", "expr"),
            Map.entry("ExprElementwise", "expr"),
            Map.entry("Shared", "expr"),
            Map.entry("Config", "expr"),
            Map.entry("Update", "run"),
            Map.entry("FunctionArgument", "run"),
            Map.entry("CompiledFunction", "run"),
            Map.entry("JavaSource", "run"),
            Map.entry("RandomState", "run"),
            Map.entry("Figure", "plot"),
            Map.entry("Arignote", "front door"),
            Map.entry("T", "front door"),
            Map.entry("TElementwise", "front door"),
            Map.entry("TVariables", "front door"));

    private static final List<JavaClass> CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("arignote").stream()
                    .filter(resideInAPackage("arignote.."))
                    .toList();

    private static String room(JavaClass c) {
        String name = c.getPackageName();
        if (!name.equals("arignote")) {
            return name.substring("arignote.".length());
        }
        String outer = c.getName().substring("arignote.".length()).replaceAll("\\$.*", "");
        return ROOT.getOrDefault(outer, "?" + outer);
    }

    @Test
    void a_room_uses_only_those_above_it() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass c : CLASSES) {
            int mine = ROOMS.indexOf(room(c));
            c.getDirectDependenciesFromSelf().stream()
                    .filter(d -> d.getTargetClass()
                            .getBaseComponentType()
                            .getPackageName()
                            .startsWith("arignote"))
                    .filter(d -> ROOMS.indexOf(room(d.getTargetClass().getBaseComponentType())) > mine)
                    .forEach(d -> wrong.add(d.getDescription()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_class_is_in_a_room() {
        assertThat(CLASSES)
                .hasSizeGreaterThan(50)
                .allSatisfy(c -> assertThat(ROOMS).as(c.getName()).contains(room(c)));
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
