package arignote.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostArrayTest {
    private static HostArray of(double v) {
        return HostArray.scalar(DType.FLOAT64, v);
    }

    @Test
    void literals_are_compared_by_their_bits() {
        assertThat(of(1)).isEqualTo(of(1)).isNotEqualTo(of(1 + 1e-15));
        assertThat(of(0.0)).isNotEqualTo(of(-0.0));
        assertThat(of(Double.NaN)).isEqualTo(of(Double.NaN));
        assertThat(of(1)).isNotEqualTo(HostArray.scalar(DType.FLOAT32, 1));
        assertThat(HostArray.vector(1, 2))
                .isNotEqualTo(HostArray.vector(2, 1))
                .hasSameHashCodeAs(HostArray.vector(1, 2));
    }

    @Test
    void literals_are_printed_as_a_reader_writes_them() {
        assertThat(of(2)).hasToString("2");
        assertThat(of(0.01)).hasToString("0.01");
        assertThat(of(-0.0)).hasToString("-0.0");
        assertThat(HostArray.scalar(DType.FLOAT32, 0.1)).hasToString("0.1");
        assertThat(HostArray.vector(2, -1)).hasToString("[2, -1]");
        assertThat(HostArray.ofLongs(DType.BOOL, new long[0], new long[] {1})).hasToString("true");
    }
}
