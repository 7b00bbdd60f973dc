package arignote.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * ND4J frees the memory of arrays that nothing refers to, even while their elements are copied; a copy then holds what another
 * array has put there. So whoever reads or writes elements holds the array by a fence until that is done.
 */
class ArrayMemoryTest {
    private static final Set<String> ACCESSES = Set.of(
            "asNioDouble",
            "asNioFloat",
            "asNioLong",
            "asNioInt",
            "pointer",
            "getDouble",
            "getFloat",
            "getLong",
            "getInt");

    /** Methods whose arrays somebody holds: callers, a field, or the loop that goes on reading them. */
    private static final List<String> HELD = List.of(
            "arignote.GradientCheck.differences",
            "arignote.GradientCheck.verify",
            "arignote.notebook.view.ArrayElements$1.at",
            "arignote.value.OffHeap.of");

    @Test
    void who_touches_elements_holds_the_array() {
        Stream<JavaCodeUnit> reading = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("arignote").stream()
                        .flatMap(c -> c.getCodeUnits().stream())
                        .filter(unit -> unit.getMethodCallsFromSelf().stream().anyMatch(ArrayMemoryTest::isAccess));
        assertThat(reading.filter(unit -> unit.getMethodCallsFromSelf().stream().noneMatch(ArrayMemoryTest::isFence))
                        .map(unit -> unit.getOwner().getName() + "." + unit.getName()))
                .containsExactlyInAnyOrderElementsOf(HELD);
    }

    private static boolean isAccess(JavaMethodCall call) {
        return ACCESSES.contains(call.getName())
                && (call.getTargetOwner().isAssignableTo(INDArray.class)
                        || call.getTargetOwner().isAssignableTo(DataBuffer.class));
    }

    private static boolean isFence(JavaMethodCall call) {
        return call.getName().equals("reachabilityFence")
                && call.getTargetOwner().isEquivalentTo(Reference.class);
    }
}
