package arignote.value;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.DType;
import arignote.expr.HostArray;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An array whose shape was described before is like the first one, and has nothing to do with it. */
class KnownShapesTest {
    private static INDArray matrix(double first) {
        return Nd4jArrays.of(DType.FLOAT64, new long[] {2, 3}, new double[] {first, 2, 3, 4, 5, 6});
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void each_type_and_rank_has_its_own(DType dtype) {
        for (long[] shape : new long[][] {{}, {1}, {4}, {2, 2}, {4, 1}, {1, 4}, {2, 1, 2}, {1, 2, 1, 2}}) {
            HostArray host = HostArray.zeros(dtype, shape);
            for (int i = 0; i < host.size(); i++) {
                host.set(i, i % 2 + 1L);
            }
            INDArray first = Nd4jArrays.of(host);
            INDArray second = Nd4jArrays.of(host);
            INDArray expected = Nd4j.create(dtype.nd4j(), shape);
            assertThat(second.getClass()).isEqualTo(first.getClass()).isEqualTo(expected.getClass());
            assertThat(second.shapeInfoToString()).isEqualTo(first.shapeInfoToString());
            assertThat(second.shape()).isEqualTo(shape).isEqualTo(expected.shape());
            assertThat(second.stride()).isEqualTo(first.stride());
            assertThat(second.dataType()).isEqualTo(dtype.nd4j());
            assertThat(second.isView()).isFalse();
            assertThat(second.isAttached()).isFalse();
            assertThat(Nd4jArrays.host(second)).isEqualTo(host);
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void neither_is_changed_by_what_happens_to_the_other() {
        INDArray first = matrix(1);
        INDArray second = matrix(1);
        second.addi(10);
        assertThat(first.sumNumber().doubleValue()).isEqualTo(21);
        assertThat(second.sumNumber().doubleValue()).isEqualTo(81);
        second.close();
        assertThat(first.mmul(first.transpose()).sumNumber().doubleValue()).isEqualTo(25 + 49 + 81);
        INDArray third = matrix(1);
        first.close();
        assertThat(third.getRow(1).sumNumber().doubleValue()).isEqualTo(15);
        assertThat(third.reshape('f', 3, 2).dup().sumNumber().doubleValue()).isEqualTo(21);
        third.setShapeAndStride(new int[] {3, 2}, new int[] {2, 1});
        assertThat(matrix(1).shape()).containsExactly(2, 3);
    }

    @Test
    void it_goes_through_a_stream() throws IOException, ClassNotFoundException {
        matrix(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(matrix(7));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(matrix(7));
        }
    }

    @Test
    void it_belongs_to_an_open_workspace_as_others_do() {
        matrix(1);
        try (MemoryWorkspace scope = Nd4j.getWorkspaceManager().getAndActivateWorkspace("known shapes")) {
            INDArray inside = matrix(2);
            assertThat(inside.isAttached()).isEqualTo(Nd4j.create(2).isAttached());
            assertThat(inside.detach().sumNumber().doubleValue())
                    .as("in %s", scope.getId())
                    .isEqualTo(22);
        }
        assertThat(matrix(3).isAttached()).isFalse();
        assertThat(matrix(3).sumNumber().doubleValue()).isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 1_000})
    void more_shapes_than_are_kept_are_right(int times) {
        for (int n = 1; n <= times; n++) {
            double[] numbers = new double[n];
            numbers[n - 1] = n;
            INDArray array = Nd4jArrays.of(DType.FLOAT64, new long[] {n}, numbers);
            assertThat(array.length()).isEqualTo(n);
            assertThat(array.getDouble(n - 1)).isEqualTo(n);
        }
    }
}
