package arignote.compile.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Node;
import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaArguments;
import arignote.expr.ScalarOp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every row of {@link ScalarOp} as JavaScript, run by Node. */
class FormulaJavaScriptTest {
    private static final int N = 1 << 20;

    /** The rows that have floating numbers. */
    private static final List<ScalarOp> ROWS =
            Stream.of(ScalarOp.values()).filter(op -> op.value() != null).toList();

    /** How many results are compared; methods with loops take their time. */
    private static int count(ScalarOp op) {
        return op.cost() == ScalarOp.Cost.LOOPS ? N >> 5 : N;
    }

    @TempDir
    private static Path files;

    @BeforeAll
    static void node_computes_every_row() throws Exception {
        for (int arity = 1; arity <= 3; arity++) {
            double[][] operands = FormulaArguments.operands(arity, N);
            for (int k = 0; k < arity; k++) {
                ByteBuffer bytes = ByteBuffer.allocate(8 * N).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asDoubleBuffer().put(operands[k]);
                Files.write(files.resolve(arity + "_" + k), bytes.array());
            }
        }
        Set<String> functions = new LinkedHashSet<>();
        StringBuilder script = new StringBuilder();
        script.append("const fs = require('fs');\nconst numbers = f => new Float64Array(fs.readFileSync(f).buffer);\n");
        for (ScalarOp op : ROWS) {
            List<String> names = List.of("u", "v", "w").subList(0, op.arity());
            Formula formula = Formula.of(op);
            functions.addAll(FormulaJavaScript.functions(formula));
            script.append("{\nconst out = new Float64Array(" + N + ");\n");
            for (int k = 0; k < op.arity(); k++) {
                script.append("const " + names.get(k) + "s = numbers('" + op.arity() + "_" + k + "');\n");
            }
            script.append("for (let i = 0; i < " + count(op) + "; i++) {\n");
            names.forEach(n -> script.append("const " + n + " = " + n + "s[i];\n"));
            script.append("out[i] = " + FormulaJavaScript.call(formula, names) + ";\n}\n");
            script.append("fs.writeFileSync('" + op.label() + ".out', new Uint8Array(out.buffer));\n}\n");
        }
        Node.run(FormulaJavaScript.prelude() + String.join("", functions) + script, files);
    }

    @TestFactory
    Stream<DynamicTest> every_row_gives_the_bits_of_Java() {
        return ROWS.stream()
                .map(op -> DynamicTest.dynamicTest(op.label(), () -> {
                    double[] found = new double[count(op)];
                    ByteBuffer.wrap(Files.readAllBytes(files.resolve(op.label() + ".out")))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asDoubleBuffer()
                            .get(found);
                    FormulaArguments.compare(op, FormulaArguments.operands(op.arity(), found.length), found);
                }));
    }

    @Test
    void log_is_this() {
        assertThat(FormulaJavaScript.function(Formula.of(ScalarOp.LOG))).hasValue("""
                function log(a) {
                  const subnormal = a < 2.2250738585072014E-308;
                  const x = subnormal ? a * 18014398509481984 : a;
                  const low = lowBits(x);
                  const sumLow = (low + -0x667f3bcd) | 0;
                  const bitsHigh = (highBits(x) + 0x95f61 + (sumLow >>> 0 < low >>> 0 ? 1 : 0)) | 0;
                  const bitsLow = sumLow;
                  const sumLow2 = (bitsLow + 0x667f3bcd) | 0;
                  const mantissa = fromBits(((bitsHigh & 0xfffff) + 0x3fe6a09e + (sumLow2 >>> 0 < bitsLow >>> 0 ? 1 : 0)) | 0, sumLow2);
                  const f = mantissa - 1;
                  const exponent = fromBits(0x43300000, bitsHigh >>> 20) - 4503599627371519;
                  const k = exponent - (subnormal ? 54 : 0);
                  const h = 0.5 * f * f;
                  const s = f / (2 + f);
                  const z = s * s;
                  let p = 0.13086628834555827;
                  p = p * z + 0.13268772881749288;
                  p = p * z + 0.153862397124076;
                  p = p * z + 0.18181795639956538;
                  p = p * z + 0.22222222391715568;
                  p = p * z + 0.28571428570803603;
                  p = p * z + 0.4000000000000088;
                  p = p * z + 0.6666666666666666;
                  const logarithmTail = s * (h + z * p);
                  const result = k * 0.6931471805598903 - (h - (logarithmTail + (k * 5.497923018708371E-14 + 0)) - f);
                  const special = a === 0 ? -Infinity : a > 0 ? a : NaN;
                  return a > 0 && a < Infinity ? result : special;
                }
                """);
    }
}
