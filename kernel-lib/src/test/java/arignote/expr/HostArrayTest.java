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

    @Test
    void numbers_change_their_type_by_javas_casts() {
        HostArray large =
                HostArray.ofDoubles(DType.FLOAT64, new long[] {4}, new double[] {1e10, -2.7, Double.NaN, 0.1});
        assertThat(large.as(DType.INT32).elements()).isEqualTo(new int[] {Integer.MAX_VALUE, -2, 0, 0});
        assertThat(large.as(DType.INT64).elements()).isEqualTo(new long[] {10_000_000_000L, -2, 0, 0});
        assertThat(large.as(DType.BOOL).elements()).isEqualTo(new boolean[] {true, true, true, true});
        assertThat(large.as(DType.FLOAT32).elements()).isEqualTo(new float[] {1e10f, -2.7f, Float.NaN, 0.1f});
        // whole numbers wrap
        assertThat(HostArray.vector(1L << 32 | 5).as(DType.INT32).elements()).isEqualTo(new int[] {5});
    }

    @Test
    void memory_is_shared_where_nothing_is_converted() {
        double[] numbers = {1, 2};
        HostArray a = HostArray.ofDoubles(DType.FLOAT64, new long[] {2}, numbers);
        assertThat(a.doubles()).isSameAs(numbers);
        assertThat(a.reshaped(new long[] {2, 1}).elements()).isSameAs(numbers);
        assertThat(HostArray.copyOf(DType.FLOAT64, new long[] {1}, numbers).elements())
                .isEqualTo(new double[] {1});
        assertThat(a.as(DType.FLOAT64).elements()).isNotSameAs(numbers);
    }
}
