package arignote.notebook.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.notebook.source.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfixTest {
    private static InfixShell shell;

    @BeforeAll
    static void open() {
        shell = new InfixShell();
        shell.run("""
                var x = T.vector("x"); var y = T.vector("y");
                var w = shared(0.0, "w"); var b = shared(0.0, "b");
                int n = 3; double rate = 0.5; Integer boxed = 4;
                INDArray d = Nd4j.createFromArray(1.0, 2.0, 3.0);
                var hi = T.ivector("hi"); var lo = T.ivector("lo");
                Variable bits = Variable.of(new int[] {12, 10}); Variable mask = Variable.of(new int[] {6, 3});
                Variable v = Variable.of(new double[] {1, 2}); Variable p = Variable.parameter(3.0, "p");
                List<? extends Expr> some = List.of(x, y);
                Expr[] row = {x, y};
                Object any = x;
                """);
    }

    @AfterAll
    static void close() {
        shell.close();
        PlainCells.clear();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x * w + b                          | x.times(w).plus(b)
            x - y - w                          | x.minus(y).minus(w)
            x - (y - w)                        | x.minus(y.minus(w))
            (x + y) * (w - b)                  | x.plus(y).times(w.minus(b))
            ((x + y)) * w                      | ((x.plus(y))).times(w)
            x / y % w                          | x.div(y).rem(w)
            x.gt(0) & y.gt(0)                  | x.gt(0).and(y.gt(0))
            x.gt(0) & y.gt(0) & x.lt(w)        | x.gt(0).and(y.gt(0)).and(x.lt(w))
            2 * x + 1                          | T.mul(2, x).plus(1)
            1 - x                              | T.sub(1, x)
            1 / (1 + x)                        | T.div(1, T.add(1, x))
            x * -2                             | x.times(-2)
            -x                                 | x.negate()
            - -x                               | x.negate().negate()
            -x * y                             | x.negate().times(y)
            -(x * y)                           | x.times(y).negate()
            x - -y                             | x.minus(y.negate())
            -x.sum()                           | x.sum().negate()
            (x * w + b).sum()                  | x.times(w).plus(b).sum()
            (x * w + b - y).sqr().mean() / 2   | x.times(w).plus(b).minus(y).sqr().mean().div(2)
            T.sqr(x * w - y)                   | T.sqr(x.times(w).minus(y))
            x*w                                | x.times(w)
            boxed * x                          | T.mul(boxed, x)
            x * boxed * 2f * 3L                | x.times(boxed).times(2f).times(3L)
            n * rate * x                       | T.mul(n * rate, x)
            x * (n + 1)                        | x.times(n + 1)
            (n > 2 ? x : y) * w                | (n > 2 ? x : y).times(w)
            n > 2 ? x * w : -y                 | n > 2 ? x.times(w) : y.negate()
            (Expr) any * x                     | ((Expr) any).times(x)
            x * (Expr) any                     | x.times((Expr) any)
            some.get(0) * 2                    | some.get(0).times(2)
            row[0] * row[1]                    | row[0].times(row[1])
            T.scalar("*") * 2                  | T.scalar("*").times(2)
            "x * w = " + x * w                 | "x * w = " + x.times(w)
            x /* + */ * /* - */ w              | x /* + */ .times(/* - */ w)
            d * 2 - d                          | arignote.eager.ArrayMath.sub(arignote.eager.ArrayMath.mul(d, 2), d)
            -d                                 | d.neg()
            -(d + 1)                           | arignote.eager.ArrayMath.add(d, 1).neg()
            d * x                              | T.constant(d).times(x)
            (d + 1) * x                        | T.constant(arignote.eager.ArrayMath.add(d, 1)).times(x)
            x + d                              | x.plus(T.constant(d))
            v * p + 1                          | v.times(p).plus(1)
            2 * v                              | Variable.mul(2, v)
            1 - 1 / v                          | Variable.sub(1, Variable.div(1, v))
            -v.pow(2)                          | v.pow(2).negate()
            v * d.getRow(0).mul(1)             | v.times(Variable.of(d.getRow(0).mul(1)))
            Stream.of(x, y).map(e -> e * 2).toList()        | Stream.of(x, y).map(e -> e.times(2)).toList()
            Optional.of(x * 2).map(e -> { var z = -e; return z + 1; }).get() | Optional.of(x.times(2)).map(e -> { var z = e.negate(); return z.plus(1); }).get()
            """)
    void an_expression(String written, String plain) {
        if (written.contains("getRow")) {
            shell.run("INDArray d = Nd4j.createFromArray(1.0, 2.0).reshape(1, 2);");
        }
        assertThat(shell.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            var model = x * w + b;             | var model = x.times(w).plus(b);
            Expr e1 = x * w, e2 = e1 + 1;      | Expr e1 = x.times(w), e2 = e1.plus(1);
            int i1 = 1, i2 = 2;                | int i1 = 1, i2 = 2;
            Expr g1, g2 = -x, g3[] = {x * 2};  | Expr g1, g2 = x.negate(), g3[] = {x.times(2)};
            Expr f1(Expr q) { return-q; }      | Expr f1(Expr q) { return q.negate(); }
            Expr f2(Expr q) { return(q+1)*w; } | Expr f2(Expr q) { return q.plus(1).times(w); }
            Expr f3(Expr q) { return 2*q; }    | Expr f3(Expr q) { return T.mul(2, q); }
            Function<Expr, Expr> g = e -> e * w;            | Function<Expr, Expr> g = e -> e.times(w);
            BinaryOperator<Expr> h = (a, c) -> a * c - 1;   | BinaryOperator<Expr> h = (a, c) -> a.times(c).minus(1);
            Supplier<Supplier<Expr>> s = () -> () -> x * w; | Supplier<Supplier<Expr>> s = () -> () -> x.times(w);
            record Line(Expr m, Expr c) { Expr at(Expr q) { return m * q + c; } } | record Line(Expr m, Expr c) { Expr at(Expr q) { return m.times(q).plus(c); } }
            class Deep { class In { Expr e = x; { e *= 2; } } }                   | class Deep { class In { Expr e = x; { e = e.times(2); } } }
            <E extends Expr> Expr twice(E e) { return e * 2; }                    | <E extends Expr> Expr twice(E e) { return e.times(2); }
            <T extends Expr> Expr half(T t) { return 0.5 * t; }                   | <T extends Expr> Expr half(T t) { return arignote.T.mul(0.5, t); }
            Expr[] both = {x * 2, -x};         | Expr[] both = {x.times(2), x.negate()};
            Expr e = x; e += 1;                | Expr e = x; e = e.plus(1);
            Expr e = x; e -= rate * e;         | Expr e = x; e = e.minus(T.mul(rate, e));
            Expr e = x; e *= n > 2 ? x : y;    | Expr e = x; e = e.times(n > 2 ? x : y);
            Expr e = x; e /= (x + 1);          | Expr e = x; e = e.div(x.plus(1));
            row[n - 2] -= x * 2;               | row[n - 2] = row[n - 2].minus(x.times(2));
            d += 1; d *= d;                    | d = arignote.eager.ArrayMath.add(d, 1); d = arignote.eager.ArrayMath.mul(d, d);
            p -= 0.5 * p;                      | p = p.minusEquals(Variable.mul(0.5, p));
            for (int i = 0; i < 2; i++) { p -= p * rate; }  | for (int i = 0; i < 2; i++) { p = p.minusEquals(p.times(rate)); }
            for (Expr e : row) pp(e * 2);      | for (Expr e : row) pp(e.times(2));
            """)
    void a_statement(String written, String plain) {
        assertThat(shell.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            hi & lo | hi ^ ~lo                       ¦ hi.and(lo).or(hi.xor(lo.invert()))
            hi | lo ^ hi & lo                        ¦ hi.or(lo.xor(hi.and(lo)))
            hi << 2 + n & lo >> 1                    ¦ hi.leftShift(2 + n).and(lo.rightShift(1))
            hi << lo << 1                            ¦ hi.leftShift(lo).leftShift(1)
            1 << hi                                  ¦ T.leftShift(1, hi)
            255 & hi >> 8                            ¦ T.and(255, hi.rightShift(8))
            7 ^ hi                                   ¦ T.xor(7, hi)
            ~hi + 1                                  ¦ hi.invert().plus(1)
            ~(hi | lo)                               ¦ hi.or(lo).invert()
            ~-hi                                     ¦ hi.negate().invert()
            (hi ^ lo).sum()                          ¦ hi.xor(lo).sum()
            hi ^ (lo | 1).sum()                      ¦ hi.xor(lo.or(1).sum())
            hi % lo & 1                              ¦ hi.rem(lo).and(1)
            hi & Nd4j.createFromArray(1)                                ¦ hi.and(T.constant(Nd4j.createFromArray(1)))
            Nd4j.scalar(1) | hi                                ¦ T.constant(Nd4j.scalar(1)).or(hi)
            bits & mask | 1                          ¦ bits.and(mask).or(1)
            5 ^ ~bits                                ¦ Variable.xor(5, bits.invert())
            1 << bits >> mask                        ¦ Variable.leftShift(1, bits).rightShift(mask)
            n << 1 ^ hi                              ¦ T.xor(n << 1, hi)
            Stream.of(hi, lo).map(e -> e << 1 | ~e).toList() ¦ Stream.of(hi, lo).map(e -> e.leftShift(1).or(e.invert())).toList()
            Expr e = hi; e &= lo; e <<= n + 1; e ^= ~hi; ¦ Expr e = hi; e = e.and(lo); e = e.leftShift(n + 1); e = e.xor(hi.invert());
            Expr e = hi; e |= 1; e >>= 2;            ¦ Expr e = hi; e = e.or(1); e = e.rightShift(2);
            bits ^= mask; bits >>= 1;                ¦ bits = bits.xor(mask); bits = bits.rightShift(1);
            """)
    void bits_of_whole_numbers_and_bools(String written, String plain) {
        assertThat(shell.plain(written)).isEqualTo(plain);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', textBlock = """
            (~hi & 6 | 8).eval(Map.of(hi, new int[] {3, -7})).toString() ¦ [        12,        14]
            (1 << hi ^ hi >> 1).eval(Map.of(hi, new int[] {3, 4})).toString() ¦ [         9,        18]
            (-9 >> hi).eval(Map.of(hi, new int[] {1, 40})).toString() ¦ [        -5,        -1]
            (5 ^ ~Variable.of(new int[] {12, 10})).data().toString() ¦ [       -10,       -16]
            (1 << Variable.of(new int[] {3, 4}) | 3 & Variable.of(new int[] {6, 1})).data().toString() ¦ [        10,        17]
            (-9 >> Variable.of(1) | Variable.of(0)).item() ¦ -5.0
            """)
    void bits_have_numpys_values(String written, String value) {
        assertThat(shell.run(written).replace("\"", "")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 - 2 * T.sqr((x * w + b - y) / n) / -rate",
                "(x * w + b).sum() / (2 * y.mean()) - T.sum(T.sqr(x - w))",
                "((d + 1) * 2 - d) / d.getDouble(0)",
                "Expr f7(Expr q, double r) { return r * q + 1 - q / r; }",
                "1 - (v * p + 1).mean() / 2",
                "1 - (v * p + 1).clip(0, 1) / 2",
                "1 - (x * w + b).reshape(2, -1) / 2",
                "x * (2 * (3 * (4 * (5 + y))))",
                "~(255 & (hi << 1 ^ lo))",
            })
    void an_operator_whose_sides_are_known_is_written_together_with_those_inside(String written) {
        int before = shell.tries;
        shell.run(written);
        assertThat(shell.tries - before).isEqualTo(2); // as it is, and as calls
    }

    @Test
    void what_a_name_is_declared_as_counts_not_what_the_notebook_calls_so() {
        assertThat(shell.plain("UnaryOperator<String> join = b -> b + x * w;"))
                .isEqualTo("UnaryOperator<String> join = b -> b + x.times(w);");
        assertThat(shell.plain("String join(String b) { return b + x * w; }"))
                .isEqualTo("String join(String b) { return b + x.times(w); }");
    }

    @Test
    void lines_and_comments_stay_where_they_are() {
        String written = """
                Expr loss =   // the loss
                    T.sqr(x * w   // slope
                        + b       /* and * intercept */
                        - y)
                    / 2;
                String text = \"""
                    x * w
                    \""";""";
        assertThat(shell.plain(written)).isEqualTo("""
                Expr loss =   // the loss
                    T.sqr(x.times(w)   // slope
                        .plus(b)       /* and * intercept */
                        .minus(y))
                    .div(2);
                String text = \"""
                    x * w
                    \""";""");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2 * x + 1           | ((2 * x) + 1)
            1 - x / 2           | (1 - (x / 2))
            -x * (y - w)        | ((-x) * (y - w))
            x * w + b           | ((x * w) + b)
            1 + 2 * x           | (1 + (2 * x))
            """)
    void a_formula_is_printed_as_it_is_written(String written, String printed) {
        assertThat(shell.run(written)).isEqualTo(printed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            (2 * Nd4j.createFromArray(1.0, 2.0) + 1).toString()              | [    3.0000,    5.0000]
            (Nd4j.createFromArray(1, 2) * 0.5).toString()                    | [    0.5000,    1.0000]
            (1 / Nd4j.createFromArray(2, 4)).toString()                      | [    0.5000,    0.2500]
            (Nd4j.createFromArray(1.0, 2.0) - Nd4j.createFromArray(1.0, 2.0).reshape(2, 1)).toString().replaceAll("\\\\s", "") | [[0,1.0000],[-1.0000,0]]
            (10 - 2 * Variable.of(3.0)).item()                               | 4.0
            (6 / Variable.parameter(4.0, "q") % 1).item()                    | 0.5
            (7 % x).eval(Map.of(x, new double[] {-4, 4})).toString()         | [   -1.0000,    3.0000]
            (7.5 % (x * 2)).eval(Map.of(x, new double[] {2})).toString() | [3.5000]
            (-7 % T.constant(new int[] {4})).eval().toString()               | [1]
            (Nd4j.createFromArray(-7.0, 7.0) % 4).toString()                 | [    1.0000,    3.0000]
            (Nd4j.createFromArray(-7, 7) % 4).toString()                     | [         1,         3]
            (7 % Nd4j.createFromArray(4, -4)).toString()                     | [         3,        -1]
            (Nd4j.createFromArray(7.0, 8.0) % Nd4j.createFromArray(4.0, -3.0)).toString() | [    3.0000,   -1.0000]
            (x % Nd4j.createFromArray(4.0)).eval(Map.of(x, new double[] {-7})).toString() | [1.0000]
            (Nd4j.createFromArray(9.0) % x).eval(Map.of(x, new double[] {-4})).toString() | [-3.0000]
            (Variable.of(-7.0) % 4).item()                                   | 1.0
            (7 % Variable.of(-4.0)).item()                                   | -1.0
            (Variable.of(7.5) % Variable.of(2.0)).item()                     | 1.5
            (Variable.of(7.0) % Nd4j.scalar(-4.0)).item()                    | -1.0
            (2 * n % Variable.of(4.0) % 2 + -7 % 4).item()                   | -3.0
            """)
    void arrays_and_variables_have_values(String written, String value) {
        assertThat(shell.run(written).replace("\"", "")).isEqualTo(value);
    }

    @Test
    void a_remainder_is_assigned_and_has_gradients() {
        shell.run("INDArray r1 = Nd4j.createFromArray(-7.0, 7.0); r1 %= 4; r1 %= Nd4j.createFromArray(3.0, 2.0);");
        assertThat(shell.run("r1.toString()")).isEqualTo("\"[    1.0000,    1.0000]\"");
        shell.run("Variable r2 = Variable.of(-7.0); r2 %= 4; Expr r3 = x; r3 %= 4; r3 %= y; int r4 = -7; r4 %= 4;");
        assertThat(shell.run("r2.item() + \" \" + r3 + \" \" + r4")).isEqualTo("\"1.0 ((x % 4) % y) -3\"");
        shell.run(
                "Variable a = Variable.parameter(7.5, \"a\"), c = Variable.parameter(2.0, \"c\"); (a % c).backward();");
        assertThat(shell.run("List.of(a.grad().item(), c.grad().item()).toString()"))
                .isEqualTo("\"[1.0, -3.0]\"");
        shell.run("Variable same = a; a %= 5;");
        assertThat(shell.run("(a == same) + \" \" + a.item()")).isEqualTo("\"true 2.5\"");
    }

    @Test
    void operands_are_evaluated_from_left_to_right() {
        shell.run("var calls = new StringBuilder(); int number() { calls.append('n'); return 2; }"
                + " INDArray array() { calls.append('a'); return d; } Expr expr() { calls.append('e'); return x; }");
        shell.run("number() * array(); array() - number(); number() * expr(); expr() / number();");
        assertThat(shell.run("calls.toString()")).isEqualTo("\"naanneen\"");
    }

    @Test
    void a_parameter_takes_its_new_value_in_place_and_stays_a_parameter() {
        shell.run("Variable q = Variable.parameter(3.0, \"q\"), same = q, data = Variable.of(3.0), other = data;");
        shell.run("(q * q).backward();");
        shell.run("q -= 0.5 * q.grad(); data -= 1;");
        assertThat(shell.run("List.of(q == same, q.item(), data == other, data.item(), other.item()).toString()"))
                .isEqualTo("\"[true, 0.0, false, 2.0, 3.0]\"");
        shell.run("q.zeroGrad(); (q * 4).backward();");
        assertThat(shell.run("q.grad().item()")).isEqualTo("4.0");
    }

    @Test
    void a_statement_runs_once() {
        shell.run("int runs = 0; int count() { return ++runs; } Expr counted() { count(); return x; }");
        shell.run("int c1 = count(), c2 = count(); Expr c3 = T.constant(count()), c4 = counted() * 2, c5 = c4 - c3;");
        assertThat(shell.run("runs")).isEqualTo("4");
        assertThat(shell.run("c5")).isEqualTo("((x * 2) - 3)");
    }

    @Test
    void an_exception_of_rewritten_code_is_the_cells_own() {
        assertThatThrownBy(() -> shell.run("Expr failing = x * w + (Expr) (Object) \"no\";"))
                .isInstanceOf(InfixShell.Thrown.class);
    }

    @Test
    void a_method_may_use_what_comes_later() {
        String early = "Expr early(Expr q) { return q * w + late(q) * 2; }";
        String inside = "class Early { Expr go(Late l) { return -l.e; } }";
        PlainCells.clear();
        shell.run(early);
        shell.run(inside);
        shell.run("Expr late(Expr q) { return q; }");
        shell.run("class Late { Expr e = x; }");
        assertThat(shell.run("early(x)")).isEqualTo("((x * w) + (x * 2))");
        assertThat(shell.run("new Early().go(new Late())")).isEqualTo("(-x)");
        assertThat(PlainCells.text())
                .contains("Expr early(Expr q) { return q.times(w).plus(late(q).times(2)); }")
                .contains("class Early { Expr go(Late l) { return l.e.negate(); } }");
    }

    @Test
    void what_compiles_is_not_touched() {
        for (String code : List.of(
                "int i = 7 / 2 * 2 - -1;", "String t = \"a\" + x + 1;", "double[] a = {1, 2}; a[0] += 2; a[0]++;")) {
            assertThat(shell.plain(code)).isEqualTo(code);
        }
    }

    // What does not compile

    private static List<Diagnostic> diagnostics(String written) {
        try {
            shell.run(written);
        } catch (InfixShell.Refused e) {
            assertThat(e.snippet.source().strip()).isEqualTo(written.strip());
            return shell.infix.diagnostics(e.snippet);
        }
        throw new AssertionError("it compiles: " + written);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            double a = x * w + b;                | x * w + b         | incompatible types
            var a = x * w + nothing;             | nothing           | cannot find symbol
            var a = (x * w).nothing() * 2;       | (x * w).nothing   | cannot find symbol
            var a = x * "s";                     | x * "s"           | bad operand types
            var a = 2 * x * "s" + y;             | 2 * x * "s"       | bad operand types
            var a = x * v;                       | x * v             | bad operand types
            var a = new double[2] * x;           | new double[2] * x | bad operand types
            var a = x * w < 2;                   | x * w < 2         | bad operand types
            var a = !x;                          | !x                | bad operand type
            var a = hi >>> 2;                    | hi >>> 2          | bad operand types
            var a = hi + 1 >>> lo;               | hi + 1 >>> lo     | bad operand types
            var a = x.gt(0) && y.gt(0);          | x.gt(0) && y.gt(0) | bad operand types
            var a = d & d;                       | d & d             | bad operand types
            var a = ~d;                          | ~d                | bad operand type
            row[n++] <<= 2;                      | row[n++] <<= 2    | n++ would be computed twice in row[n++] <<= 2: write int k = n++; row[k] <<= 2
            x++;                                 | x++               | bad operand type
            row[n++ % 2] -= x;                   | row[n++ % 2] -= x | n++ % 2 would be computed twice in row[n++ % 2] -= x: write int k = n++ % 2; row[k] -= x
            row[n++] *= 2;                       | row[n++] *= 2     | n++ would be computed twice in row[n++] *= 2: write int k = n++; row[k] *= 2
            row[some.indexOf(y)] += x;           | row[some.indexOf(y)] += x | some.indexOf(y) would be computed twice in row[some.indexOf(y)] += x: write int k = some.indexOf(y); row[k] += x
            row.clone()[0] += x;                 | row.clone()[0] += x | row.clone() would be computed twice in row.clone()[0] += x: write var p = row.clone(); p[0] += x
            rate -= x;                           | rate -= x         | bad operand types
            """)
    void the_reader_sees_what_is_wrong_with_what_they_wrote(String written, String place, String message) {
        List<Diagnostic> diagnostics = diagnostics(written);
        assertThat(diagnostics).hasSize(1);
        Diagnostic diagnostic = diagnostics.get(0);
        assertThat(written.substring(diagnostic.start(), diagnostic.end())).isEqualTo(place);
        assertThat(diagnostic.message()).contains(message);
    }

    @Test
    void a_shared_variable_is_changed_by_functions() {
        Diagnostic diagnostic = diagnostics("w -= 0.1 * x;").get(0);
        assertThat(diagnostic.message())
                .isEqualTo("w is a shared variable, which only functions change: write update(w, w - …)");
        assertThat(List.of(diagnostic.start(), diagnostic.position(), diagnostic.end()))
                .containsExactly(0, 2, 12);
        assertThat(diagnostics("w >>= 1;").get(0).message())
                .isEqualTo("w is a shared variable, which only functions change: write update(w, w >> …)");
    }

    // Warnings

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2 / 3 * x          | 2 / 3 divides whole numbers and is 0; write 2.0 / 3 for the fraction
            x * (5 / 2)        | 5 / 2 divides whole numbers and is 2; write 5.0 / 2 for the fraction
            1 / 2 * 1.5 * x    | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            1 / n * x          | 1 / n divides whole numbers, which drops the fraction; write 1.0 * 1 / n to keep it
            d - n / 2          | n / 2 divides whole numbers, which drops the fraction; write 1.0 * n / 2 to keep it
            v * -(1 / 3)       | 1 / 3 divides whole numbers and is 0; write 1.0 / 3 for the fraction
            2.0 / 3 * x        |
            4 / 2 * x          |
            x / 2 / 3          |
            rate / n * x       |
            """)
    void a_division_of_whole_numbers_is_told(String written, String warning) {
        shell.warnings.clear();
        shell.run(written);
        assertThat(shell.warnings).isEqualTo(warning == null ? List.of() : List.of("warning: " + warning));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            double lr = 1/100;                 | 1/100 divides whole numbers and is 0; write 1.0 / 100 for the fraction
            double q1 = rate * (1 / 3);        | 1 / 3 divides whole numbers and is 0; write 1.0 / 3 for the fraction
            double q2 = 2 / 3 * rate;          | 2 / 3 divides whole numbers and is 0; write 2.0 / 3 for the fraction
            rate = 1 / 2;                      | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            rate += 3 / 2;                     | 3 / 2 divides whole numbers and is 1; write 3.0 / 2 for the fraction
            float q3 = -(1 / 4);               | 1 / 4 divides whole numbers and is 0; write 1.0 / 4 for the fraction
            double q4 = n > 2 ? 1 / 2 : 0;     | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            double[] q5 = {1 / 2, 0.5};        | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            var q6 = new double[] {7 / 2};     | 7 / 2 divides whole numbers and is 3; write 7.0 / 2 for the fraction
            double q7 = (double) (1 / 2);      | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            double half() { return 1 / 2; }    | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            double q8 = n / 2;                 | n / 2 divides whole numbers, which drops the fraction; write 1.0 * n / 2 to keep it
            Math.pow(rate, 1/2)                | 1/2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            Math.sqrt(n / 2)                   | n / 2 divides whole numbers, which drops the fraction; write 1.0 * n / 2 to keep it
            T.pow(x, 1/2)                      | 1/2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            x.pow(1/2)                         | 1/2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            shared(1 / 2)                      | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            w.setValue(1 / 3);                 | 1 / 3 divides whole numbers and is 0; write 1.0 / 3 for the fraction
            v.pow(1 / 2)                       | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            rate < 1 / 2                       | 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction
            2 ^ 3                              | 2 ^ 3 is the exclusive or of its bits in Java; the power is Math.pow(2, 3)
            n ^ 2                              | n ^ 2 is the exclusive or of its bits in Java; the power is Math.pow(n, 2)
            hi ^ 2                             | hi ^ 2 is the exclusive or of its bits in Java; the power is T.pow(hi, 2)
            bits ^ 2                           | bits ^ 2 is the exclusive or of its bits in Java; the power is bits.pow(2)
            x == y                             | x == y asks whether both are the same object; T.eq(x, y) compares their elements
            row == row                         | row == row asks whether both are the same object; Arrays.equals(row, row) compares their elements
            "a" == "b"                         | "a" == "b" asks whether both are the same object; "a".equals("b") compares the texts
            int i = 3; i += 0.5;               | i is a whole number, so i += 0.5 drops the fraction; declare it as double
            n // 2                             | // begins a comment, so n is not divided; write Math.floorDiv(n, 2)
            x // 2                             | // begins a comment, so x is not divided; write T.floor(x / 2)
            int q9 = n // k;                   | // begins a comment, so n is not divided; write Math.floorDiv(n, k)
            double qa = 4 / 2;                 |
            double qb = 1.0 / 100;             |
            double qc = (double) 1 / 2;        |
            double qd = 1 / 2.0;               |
            int qe = 7 / 2;                    |
            long qf = 1 / 2 * 3;               |
            int qg = Math.max(n / 2, 1);       |
            x.get(3 / 2)                       |
            T.sum(x, 1 / 2)                    |
            new double[7 / 2]                  |
            List.of(1, 2).get(3 / 2)           |
            n ^ 1                              |
            hi ^ 1                             |
            hi ^ lo                            |
            n == 2                             |
            x == null                          |
            int qh = n; // 3                   |
            n // 3                             |
            n // the number of rows            |
            """)
    void what_java_accepts_and_does_not_mean_is_told(String written, String warning) {
        shell.warnings.clear();
        shell.run(written);
        assertThat(shell.warnings).isEqualTo(warning == null ? List.of() : List.of("warning: " + warning));
    }

    @Test
    void a_method_that_hides_one_of_ours_is_told_once() {
        try (InfixShell own = new InfixShell()) {
            own.run("double linspace(int k) { return k; } int mine() { return 1; }");
            own.run("double linspace(int k) { return 2 * k; }");
            assertThat(own.warnings)
                    .containsExactly(
                            "warning: your method linspace hides ours of that name; call it something else, or write"
                                    + " Arignote.linspace(…) for ours");
        }
    }

    @Test
    void the_plain_cells_run_without_operators() {
        PlainCells.clear();
        shell.run("Expr q = x * w;\nq -= 1;");
        shell.run("Expr q = x * w;\nq -= 1;");
        shell.run("q * 2");
        assertThat(PlainCells.text()).isEqualTo("Expr q = x.times(w);\nq = q.minus(1);\n\nq.times(2)");
    }
}
