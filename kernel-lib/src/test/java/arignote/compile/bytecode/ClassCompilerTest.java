package arignote.compile.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.compile.java.vector.FormulaArray;
import arignote.compile.java.vector.ProductTiles;
import arignote.compile.runtime.Compilations;
import arignote.expr.DType;
import arignote.expr.ScalarOp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources of graphs are compared with javac by FuzzTest; here are the others. */
class ClassCompilerTest {
    private static final String CLASS = """
            package arignote.compile.runtime;

            import java.nio.*;

            final class Generated extends GeneratedCode {
                private int n = 3;

                @Override
                public boolean run() {
                    %s
                    return n > 0;
                }

                @Override
                public void commit() {}
            }
            """;

    private static String source(String statement) {
        return CLASS.formatted(statement);
    }

    @Test
    void formulas_and_products_have_javacs_instructions() {
        for (int bits : List.of(128, 256, 512)) {
            for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
                Compilations.same(ProductTiles.name(dtype, bits), ProductTiles.file(dtype, bits));
            }
            for (ScalarOp op : List.of(ScalarOp.TANH, ScalarOp.POWER, ScalarOp.SIN, ScalarOp.LOG)) {
                for (FormulaArray.Type type : FormulaArray.of(op, bits).types()) {
                    Compilations.same(type.name(), type.file().toString());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double a = -0.0 + n * 2f; lengths[0] = (int) a;",
                "long a = 1L << n; n = (int) (a % 7L - 3 / 2 * 8);",
                "int i = 0; int k = n; for (; i <= k - 2; i += 2) { k -= 1; k *= 3; } n = i;",
                "boolean a = n < 2 | reals[0] != reals[0]; boolean b = !a ^ n == 2; n = a & b ? 1 : 0;",
                "if (n > 1 && (n < 3 || reals[0] >= 0.5)) { return false; } else { int k = n; k++; n = k; }",
                "if (!(memory[0] instanceof ByteBuffer b)) { return false; } n = b.get(0) != 0 ? 1 : 2;",
                "if (4 != 4) { return false; }",
                "final int k = 5; n = k * k + (int) 2.9e-3 - 0x7fffffff;",
                "double a = 1e300 * 1e300 - Double.MIN_VALUE; reals[0] = a / -0x1.8p-3;",
                "float a = 16777217 * 0.1f % 3; reals[0] = a;",
                "long[] a = new long[n]; a[a.length - 1] = Long.MIN_VALUE; wholes = a;",
                "n = Math.max(n, 2) + (int) Math.floorMod(wholes[0], n); memory[0] = sized(new float[1], 4);",
                "int a = 0; switch (n) { case 1 -> a = 2; case 2 -> { a = 3; } case 700 -> n = a; default -> n = 1; }"
            })
    void statements_have_javacs_instructions(String statement) {
        Compilations.same("Generated", source(statement));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (n > 5) { n = 2; }",
                "Runnable a = () -> {}; a.run();",
                "int[] a = {1, 2}; n = a[0];",
                "String a = \"x\"; n = a.length();",
                "for (;;) { n = 1; }",
                "n = unknown;",
                "n = 2L;",
                "n = Unknown.of(1);",
                "return false; n = 2;"
            })
    void what_it_does_not_know_is_left_to_javac(String statement) {
        assertThatThrownBy(() -> ClassCompiler.bytes(source(statement))).isInstanceOf(Beyond.class);
    }

    @Test
    void what_is_left_to_javac_is_compiled_or_refused_by_it() {
        assertThat(Compilations.largestMethod(source("while (n > 5) { n = 2; }")))
                .isPositive();
        assertThatThrownBy(() -> Compilations.largestMethod(source("n = unknown;")))
                .hasMessageContaining("generated code does not compile")
                .hasMessageContaining("unknown");
    }
}
