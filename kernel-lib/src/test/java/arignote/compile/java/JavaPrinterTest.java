package arignote.compile.java;

import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.compile.fuse.Loops;
import arignote.compile.nest.Dimension;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Java that loops become. */
class JavaPrinterTest {
    private static final long N = Dimension.UNKNOWN;

    private static String source(List<Expr> leaves, List<Loops.Memory> memories, Target dialect, Expr output) {
        int inputs = (int) leaves.stream().filter(e -> !(e instanceof Shared)).count();
        Loops loops = Loops.of(leaves, inputs, memories, List.of(output), 1, List.of(output), 128);
        return JavaPrinter.print("Prediction", loops, List.of(), null, dialect, JavaPrinter.Audience.READER)
                .source();
    }

    private static Loops.Memory memory(boolean offHeap, long... lengths) {
        return new Loops.Memory(offHeap, lengths);
    }

    @Test
    void the_prediction_of_the_line() {
        Expr x = T.dvector("x");
        Shared m = shared(0.5, "m");
        Shared c = shared(0.1, "c");
        List<Loops.Memory> memories = List.of(memory(false, N), memory(true), memory(true));
        String source = source(
                List.of(x, m, c), memories, new Target(0, false), x.times(m).plus(c));
        assertThat(source).isEqualTo("""
                package arignote.compile.runtime;

                import arignote.expr.*;
                import arignote.expr.math.*;
                import java.nio.*;

                final class Prediction extends GeneratedCode {
                    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
                    private double[] x;
                    private ByteBuffer m;
                    private ByteBuffer c;
                    private int n;
                    private double[] output = new double[1];
                    private double m1;
                    private double c1;

                    @Override
                    public boolean run() {
                        if (!(memory[0] instanceof double[] xNow)) {
                            return false;
                        }
                        x = xNow;
                        if (!(memory[1] instanceof ByteBuffer mNow)) {
                            return false;
                        }
                        m = mNow;
                        if (!(memory[2] instanceof ByteBuffer cNow)) {
                            return false;
                        }
                        c = cNow;
                        n = lengths[0];
                        output = sized(output, n);
                        results[0] = output;
                        shapes[0][0] = n;
                        numbers0();
                        int blocks0 = blockCount(n, 32768);
                        if (blocks0 == 1) {
                            pass0(0, n, 0);
                        } else {
                            blocks(0, blocks0);
                        }
                        return true;
                    }

                    @Override
                    public void block(int pass, int block) {
                        switch (pass) {
                            case 0 -> pass0(block * 32768, (int) Math.min(n, (block + 1L) * 32768), block);
                            default -> throw new AssertionError(pass);
                        }
                    }

                    /** 0 operations on single numbers; reads m, c. */
                    private void numbers0() {
                        final ByteBuffer m = this.m;
                        final ByteBuffer c = this.c;
                        double m1 = m.getDouble(0);
                        this.m1 = m1;
                        double c1 = c.getDouble(0);
                        this.c1 = c1;
                    }

                    /** x.shape(0) turns of 2 operations; reads x; writes output 1. */
                    private void pass0(int begin, int end, int block) {
                        final int n = this.n;
                        final double[] x = this.x;
                        final double m1 = this.m1;
                        final double c1 = this.c1;
                        final double[] output = this.output;
                        for (int i = begin; i < end; i++) {
                            double x1 = x[i];
                            double v = x1 * m1;
                            double v1 = v + c1;
                            output[i] = v1;
                        }
                    }

                    @Override
                    public void commit() {
                    }
                }
                """);
    }

    @Test
    void vectors_and_segments() {
        Expr x = T.dvector("x");
        String source = source(
                List.of(x),
                List.of(memory(true, N)),
                new Target(256, true),
                x.times(2).plus(1));
        assertThat(source.lines().filter(line -> line.contains("Vector") && !line.contains("static")))
                .containsExactly(
                        "            final DoubleVector c_all = DoubleVector.broadcast(S, 2.0);",
                        "            final DoubleVector c_all1 = DoubleVector.broadcast(S, 1.0);",
                        "                DoubleVector x_v = DoubleVector.fromMemorySegment(S, x, (long) iNext << 3, ORDER);",
                        "                DoubleVector v_v = x_v.mul(c_all);",
                        "                DoubleVector v_v1 = v_v.add(c_all1);");
    }

    @Test
    void a_formula_is_computed_on_a_strip_between_two_loops() {
        Expr x = T.dvector("x");
        String source = source(
                List.of(x),
                List.of(memory(false, N)),
                new Target(512, false),
                T.exp(x.times(2)).times(x));
        assertThat(source.lines().map(String::strip))
                .contains("private static final ArrayFormula EXP = ArrayFormula.of(ScalarOp.EXP, 512);")
                .contains("part1 = sized(part1, 256 * blocks0);")
                .containsSequence(
                        "final int first = block * 256;",
                        "for (int from = begin; from < end; from += 256) {",
                        "final int to = Math.min(from + 256, end);",
                        "final int shift = first - from;",
                        "for (int i = from; i < to; i++) {",
                        "double x1 = x[i];",
                        "double v = x1 * 2.0;",
                        "part[i + shift] = v;",
                        "}",
                        "EXP.apply(part, part1, first, to - from);",
                        "for (int i = from; i < to; i++) {",
                        "double v1 = part1[i + shift];",
                        "double x1 = x[i];",
                        "double v2 = v1 * x1;",
                        "output[i] = v2;",
                        "}",
                        "}")
                .containsSequence(
                        "final class Exp512Part1 extends ArrayFormula.Vectors {",
                        "private static final VectorSpecies<Double> S = DoubleVector.SPECIES_512;");
    }

    @Test
    void blocks_with_formulas_are_smaller_unless_that_would_change_the_order_of_a_sum() {
        Expr x = T.dvector("x");
        String each = source(List.of(x), List.of(memory(false, N)), new Target(512, false), T.exp(T.tanh(x)));
        assertThat(each).contains("step0 = turns(1L, lighter((long) n, 2, 32768));");
        String sum = source(List.of(x), List.of(memory(false, N)), new Target(512, false), T.sum(T.exp(T.tanh(x))));
        assertThat(sum).contains("blockCount(n, 32768)").doesNotContain("lighter");
    }

    @Test
    void what_a_later_stage_needs_is_kept_or_computed_again() {
        Expr x = T.dvector("x");
        Expr y = x.times(3).plus(1);
        Expr z = T.where(T.gt(y, 0), T.exp(T.tanh(y)).plus(T.log(y)), y);
        String source = source(List.of(x), List.of(memory(false, N)), new Target(512, false), z);
        assertThat(source.lines().map(String::strip).filter(l -> l.contains(".apply(part")))
                .containsExactly(
                        "TANH.apply(part, part1, first, to - from);",
                        "LOG.apply(part, part2, first, to - from);",
                        "EXP.apply(part1, part3, first, to - from);");
        assertThat(source)
                .containsOnlyOnce(" * 3.0")
                .contains("= part[i + shift]")
                .doesNotContain("part4");
    }

    @Test
    void a_row_of_a_matrix_product_is_held_in_vectors() {
        Expr x = T.dmatrix("X");
        Expr w = T.dmatrix("W");
        String source = source(
                List.of(x, w),
                List.of(memory(false, 3, 20), memory(false, 20, 30)),
                new Target(512, false),
                T.dot(x, w));
        assertThat(source.lines().map(String::strip))
                .containsSequence(
                        "DoubleVector temporary_3 = DoubleVector.broadcast(S, 0.0);",
                        "for (int j = 0; j < n1; j++) {",
                        "double X1 = X[i * n1 + j];",
                        "final DoubleVector X_all = DoubleVector.broadcast(S, X1);",
                        "DoubleVector W_0 = DoubleVector.fromArray(S, W, j * n2 + k0);",
                        "DoubleVector v_0 = X_all.mul(W_0);",
                        "temporary_0 = temporary_0.add(v_0);");
        assertThat(source).contains("final int k3 = Math.min(kTile + 24, n2 - 8);");
        assertThat(source).doesNotContain("temporary[k] = 0.0");
    }

    @Test
    void loops_of_a_long_pass_are_methods() {
        Expr x = T.dmatrix("X");
        Expr w = T.dmatrix("W");
        List<Loops.Memory> memories = List.of(memory(false, 3, 20), memory(false, 20, 5));
        Target vectors = new Target(512, false);
        String one = source(List.of(x, w), memories, vectors, T.softmax(T.dot(x, w)));
        assertThat(one).doesNotContain("pass0Part");
        Expr layers = T.dot(x, w);
        for (int i = 0; i < 8; i++) {
            layers = T.softmax(layers.plus(i));
        }
        String eight = source(List.of(x, w), memories, vectors, layers);
        assertThat(eight)
                .containsPattern("private double pass0Part\\d+\\(int i")
                .containsPattern("sum\\d+ = pass0Part\\d+\\(i");
    }

    @Test
    void names_that_java_keeps_for_itself_get_an_underscore() {
        Expr i = T.dvector("i");
        Expr keyword = T.dvector("class");
        Expr words = T.dvector("learning rate");
        List<Loops.Memory> memories = List.of(memory(false, N), memory(false, N), memory(false, N));
        String source = source(
                List.of(i, keyword, words),
                memories,
                new Target(0, false),
                i.plus(keyword).times(words));
        assertThat(Arrays.asList(source.split("\\W+"))).contains("class_", "learning_rate", "i1");
    }
}
