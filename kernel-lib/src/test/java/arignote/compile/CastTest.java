package arignote.compile;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.T;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Casts are Java's: from fractions they stop at the greatest whole number, from whole numbers they wrap around. */
class CastTest {
    private static final Expr X = T.vector("x");

    @Test
    void fractions_stop_at_the_greatest_whole_number() {
        double[] x = {2.9, -2.9, 1e10, -1e10, Double.POSITIVE_INFINITY, Double.NaN};
        assertThat(T.cast(X, "int32").eval(Map.of(X, x)).toIntVector())
                .containsExactly(2, -2, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        assertThat(T.cast(X, "int64").eval(Map.of(X, new double[] {1e30, -7.5})).toLongVector())
                .containsExactly(Long.MAX_VALUE, -7);
    }

    @Test
    void whole_numbers_wrap_around() {
        Expr k = T.lvector("k");
        assertThat(T.cast(k, "int32")
                        .eval(Map.of(k, new long[] {1L << 32, (1L << 31)}))
                        .toIntVector())
                .containsExactly(0, Integer.MIN_VALUE);
    }
}
