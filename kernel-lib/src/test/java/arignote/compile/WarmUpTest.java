package arignote.compile;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.compile.runtime.SourceCompiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_the_compiler_warms_up_with_compiles(boolean vectors) {
        String source = SourceCompiler.warm(vectors);
        assertThat(source.contains("\n            DoubleVector v")).isEqualTo(vectors);
        assertThat(SourceCompiler.compile("Warm", source, vectors).type().getSimpleName())
                .startsWith("Warm");
    }
}
