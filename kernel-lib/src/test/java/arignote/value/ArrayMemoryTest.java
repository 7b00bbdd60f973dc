package arignote.value;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.RandomState;
import arignote.Shared;
import arignote.T;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.indexing.NDArrayIndex;

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

    /** Each array is some 800 kB; what nobody holds any more must not pile up until the machine's memory is at an end. */
    @Test
    void dropped_arrays_do_not_pile_up() {
        Expr x = T.vector("x");
        CompiledFunction f = function(inputs(x), outputs(x.times(2)));
        Shared s = shared(new double[100_000], "s");
        double[] data = new double[100_000];
        long before = Pointer.physicalBytes();
        for (int i = 0; i < 2000; i++) {
            f.apply(data);
            s.getValue();
        }
        assertThat(Pointer.physicalBytes() - before).isLessThan(1_600_000_000L); // of 3.2 GB
    }

    @Test
    void elements_are_read_row_by_row_however_they_lie() {
        INDArray a = new RandomState(1).randn(2, 3, 4);
        Stream.of(
                        a,
                        a.permute(1, 0, 2),
                        a.permute(2, 1, 0),
                        a.permute(0, 2, 1),
                        a.dup('f'),
                        a.slice(1),
                        a.slice(0),
                        a.slice(1).transpose(),
                        a.slice(1, 1),
                        a.reshape(6, 4).getRow(2),
                        a.reshape(6, 4).getColumn(1),
                        a.reshape(1, 24),
                        a.reshape(24, 1).transpose(),
                        a.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3), NDArrayIndex.interval(0, 2, 4)),
                        a.get(NDArrayIndex.point(0), NDArrayIndex.interval(0, 2)))
                .forEach(view -> {
                    double[] expected = new double[(int) view.length()];
                    for (int i = 0; i < expected.length; i++) {
                        expected[i] = view.getDouble(Shape.ind2subC(view.shape(), i));
                    }
                    assertThat(Nd4jArrays.host(view).doubles()).isEqualTo(expected);
                });
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
