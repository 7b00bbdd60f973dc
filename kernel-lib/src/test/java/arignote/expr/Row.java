package arignote.expr;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What NumPy or SciPy computes, beside an expression that has to give the same.
 *
 * @param python what the numbers are the value of
 */
public record Row(String python, Expr expression, DType dtype, long[] shape, double... values) {
    /** The test of this row, in both modes. */
    public DynamicTest test(Map<Expr, Object> variables) {
        return DynamicTest.dynamicTest(python, () -> {
            check(variables, "java");
            check(variables, "nd4j");
        });
    }

    private void check(Map<Expr, Object> variables, String mode) {
        List<Expr> x = new ArrayList<>(variables.keySet());
        INDArray value = function(inputs(x), outputs(expression), mode(mode), onUnusedInput("ignore"))
                .apply(x.stream().map(variables::get).toArray());
        assertThat(expression.type()).isEqualTo(new TensorType(dtype, shape.length));
        assertThat(DType.of(value.dataType())).isEqualTo(dtype);
        assertThat(value.shape()).isEqualTo(shape);
        double greatest = 1;
        for (double v : values) {
            greatest = Double.isFinite(v) ? Math.max(greatest, Math.abs(v)) : greatest;
        }
        INDArray flat = value.isEmpty() ? value : value.dup('c').reshape(value.length());
        for (int i = 0; i < values.length; i++) {
            double found = dtype == DType.BOOL ? (flat.getInt(i) != 0 ? 1 : 0) : flat.getDouble(i);
            if (Double.isFinite(values[i])) {
                assertThat(found).as("element %d", i).isCloseTo(values[i], Offset.offset(1e-13 * greatest));
            } else {
                assertThat(Double.compare(found, values[i])).as("element %d", i).isZero();
            }
        }
    }
}
