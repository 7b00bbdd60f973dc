package arignote.compile.java.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.compile.formula.Formula;
import arignote.compile.formula.FormulaArguments;
import arignote.compile.print.FreshNames;
import arignote.expr.ScalarOp;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every row of {@link ScalarOp} as Java on vectors. */
class FormulaVectorTest {
    /** The rows that have floating numbers and no loops. */
    private static final List<ScalarOp> ROWS = Stream.of(ScalarOp.values())
            .filter(op -> op.value() != null && op.cost() != ScalarOp.Cost.LOOPS)
            .toList();

    @TempDir
    private static Path classes;

    @BeforeAll
    static void the_module_is_there() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
                "the Vector API is not there: run with --add-modules=jdk.incubator.vector");
    }

    @TestFactory
    Stream<DynamicTest> every_row_gives_the_scalar_bits_in_every_length_of_vector() throws Exception {
        // a million operands in the length that is compiled best, fewer in the others, which may be slow
        Loop preferred = compiled("DoubleVector.SPECIES_PREFERRED", "Preferred");
        List<DynamicTest> tests = new ArrayList<>();
        for (int bits = 64; bits <= 64 * preferred.lanes(); bits *= 2) {
            Loop loop = compiled("DoubleVector.SPECIES_" + bits, "Bits" + bits);
            int n = loop.lanes() == preferred.lanes() ? 1 << 20 : 1 << 17;
            for (ScalarOp op : ROWS) {
                tests.add(DynamicTest.dynamicTest(op.label() + " in " + bits + " bits", () -> {
                    double[][] operands = FormulaArguments.operands(op.arity(), n);
                    FormulaArguments.compare(op, operands, loop.at(op, operands));
                }));
            }
        }
        return tests.stream();
    }

    /** A compiled class that computes any row. */
    private record Loop(Function<double[][], double[]> all, int lanes) {
        double[] at(ScalarOp op, double[][] operands) {
            double[][] arguments = new double[operands.length + 1][];
            arguments[0] = new double[] {op.ordinal()};
            System.arraycopy(operands, 0, arguments, 1, operands.length);
            return all.apply(arguments);
        }
    }

    private static Loop compiled(String species, String name) throws Exception {
        StringBuilder text =
                new StringBuilder("import arignote.expr.math.*;\nimport jdk.incubator.vector.*;\npublic class "
                        + name + " implements java.util.function.Function<double[][], double[]> {\n"
                        + "private static final VectorSpecies<Double> S = " + species + ";\n"
                        + "public double[] apply(double[][] x) {\nif (x.length == 0) return new double[S.length()];\n"
                        + "return switch ((int) x[0][0]) {\n");
        for (ScalarOp op : ROWS) {
            text.append("case " + op.ordinal() + " -> " + op.label() + "(x);\n");
        }
        text.append("default -> throw new IllegalArgumentException();\n};\n}\n");
        for (ScalarOp op : ROWS) {
            text.append("private static double[] " + op.label() + "(double[][] x) {\n");
            List<String> operands = List.of("u", "v", "w").subList(0, op.arity());
            for (int i = 0; i < operands.size(); i++) {
                text.append("double[] " + operands.get(i) + "s = x[" + (i + 1) + "];\n");
            }
            text.append("double[] out = new double[us.length];\nfor (int i = 0; i < out.length; i += S.length()) {\n");
            operands.forEach(o -> text.append("DoubleVector " + o + " = DoubleVector.fromArray(S, " + o + "s, i);\n"));
            FormulaVector.Printed printed = FormulaVector.print(
                    Formula.of(op), new FreshNames(List.of("u", "v", "w", "i", "out", "x", "S"), 2), operands);
            printed.lines().forEach(line -> text.append(line).append('\n'));
            text.append(printed.result() + ".intoArray(out, i);\n}\nreturn out;\n}\n");
        }
        text.append("}\n");
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        StringWriter said = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        said,
                        null,
                        null,
                        List.of(
                                "--add-modules=jdk.incubator.vector",
                                "-proc:none",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(file))
                .call();
        assertThat(compiled).as(said + "\n" + text).isTrue();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            @SuppressWarnings("unchecked")
            var loop = (Function<double[][], double[]>)
                    loader.loadClass(name).getDeclaredConstructor().newInstance();
            return new Loop(loop, loop.apply(new double[0][]).length);
        }
    }

    @Test
    void exp_is_this() {
        FormulaVector.Printed printed =
                FormulaVector.print(Formula.of(ScalarOp.EXP), new FreshNames(List.of("x"), 2), List.of("x"));
        assertThat(String.join("\n", printed.lines())).isEqualTo("""
                // exp
                DoubleVector c = x.blend(-746.0, x.lt(-746.0));
                DoubleVector c2 = c.blend(710.0, c.compare(VectorOperators.GT, 710.0));
                DoubleVector t = c2.mul(0x1.71547652b82fep0).add(0x1.8p52);
                DoubleVector n = t.sub(0x1.8p52);
                DoubleVector r = c2.sub(n.mul(0x1.62e42fefa38p-1)).sub(n.mul(0x1.ef35793c7673p-45));
                DoubleVector first = r.add(1.0);
                DoubleVector remainderLow = c2.sub(n.mul(0x1.62e42fefa38p-1)).sub(r).sub(n.mul(0x1.ef35793c7673p-45));
                DoubleVector z = r.mul(r);
                DoubleVector odd = DoubleVector.broadcast(S, 0x1.af389eea54156p-26);
                DoubleVector even = DoubleVector.broadcast(S, 0x1.1f66d957d0efp-29);
                odd = odd.mul(z).add(0x1.71de0db2eb873p-19);
                even = even.mul(z).add(0x1.27e4e1f71bcbbp-22);
                odd = odd.mul(z).add(0x1.a01a01a7c2f2cp-13);
                even = even.mul(z).add(0x1.a01a01a47a5abp-16);
                odd = odd.mul(z).add(0x1.11111111109b5p-7);
                even = even.mul(z).add(0x1.6c16c16c167e2p-10);
                odd = odd.mul(z).add(0x1.5555555555556p-3);
                even = even.mul(z).add(0x1.5555555555555p-5);
                DoubleVector expTail = z.mul(odd.mul(r).add(even.mul(z)).add(0.5)).add(remainderLow.add(remainderLow.mul(r)));
                DoubleVector rest = r.sub(first.sub(1.0)).add(expTail);
                DoubleVector half = n.mul(0.5).add(0x1.8p52);
                DoubleVector other = n.sub(half.sub(0x1.8p52)).add(0x1.8p52);
                DoubleVector powerOfTwo = half.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52L).add(0x3ff0000000000000L).reinterpretAsDoubles();
                DoubleVector powerOfTwo2 = other.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52L).add(0x3ff0000000000000L).reinterpretAsDoubles();
                DoubleVector exp = first.add(rest).mul(powerOfTwo).mul(powerOfTwo2);""");
        assertThat(printed.result()).isEqualTo("exp");
    }
}
