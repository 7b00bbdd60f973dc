package arignote.compile;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import org.junit.jupiter.api.Test;

class LongChainTest {
    @Test
    void numbers_that_follow_from_one_another_cross_from_method_to_method() {
        Expr x = T.dscalar("x");
        Expr y = T.dscalar("y");
        Expr chain = x;
        for (int i = 0; i < 700; i++) {
            chain = chain.plus(y);
        }
        CompiledFunction f = function(inputs(x, y), outputs(chain));
        assertThat(f.applyAsDouble(3.0, 2.0)).isEqualTo(1403);
        assertThat(f.source().text()).contains("numbers4");
    }
}
