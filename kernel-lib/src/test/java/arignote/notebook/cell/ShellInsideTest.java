package arignote.notebook.cell;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.AccessibleObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Test;

class ShellInsideTest {
    /** Fails with the sentences that a reader would see, each with the members that this Java lacks. */
    @Test
    void this_java_has_all_that_the_kernel_needs_of_its_shell() {
        assertThat(ShellInside.leftOut()).isEmpty();
    }

    @Test
    void a_place_in_a_class_is_one_in_what_was_written() {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            Snippet snippet = shell.eval("int f() {\n    return 1;\n}").get(0).snippet();
            String type = ShellInside.className(snippet);
            int line = 1;
            ShellInside.Place place = ShellInside.place(shell, type, line);
            while (place.snippet() == null || place.index() < 10) {
                place = ShellInside.place(shell, type, ++line);
            }
            assertThat(snippet.source().substring(place.index()).strip()).startsWith("return 1;");
        }
    }

    /** JJava is extended, never entered: javac names what another release of it lacks. */
    @Test
    void what_others_keep_private_is_looked_up_here_alone() {
        Set<String> entering = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("arignote").stream()
                        .filter(ShellInsideTest::setsAccessible)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        // The variables of cells lie in their classes, and a graph for a cluster is made of the library's own records.
        assertThat(entering).containsExactlyInAnyOrderElementsOf(List.of("Member", "CellVariables", "GraphData"));
    }

    private static boolean setsAccessible(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getName().equals("setAccessible")
                        && call.getTargetOwner().isAssignableTo(AccessibleObject.class));
    }
}
