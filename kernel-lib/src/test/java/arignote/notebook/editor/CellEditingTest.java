package arignote.notebook.editor;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.notebook.errors.Refusals;
import arignote.notebook.source.NotebookTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellEditingTest {
    private static Refusals refusals;
    private static NotebookTypes types;

    @BeforeAll
    static void start() {
        refusals = new Refusals();
        types = new NotebookTypes(refusals.shell, name -> null);
        refusals.run("double slope = 0.5;");
        refusals.run("import arignote.*;");
        refusals.run("import static arignote.Arignote.*;");
        refusals.run("import org.nd4j.linalg.api.ndarray.INDArray;");
        refusals.run("Expr x = T.vector(\"x\");");
        refusals.run("Shared w = shared(0.0, \"w\"), b = shared(0.0, \"b\");");
        refusals.run("INDArray d = null; ");
        refusals.run("CompiledFunction train = null;");
    }

    @AfterAll
    static void stop() {
        refusals.close();
    }

    private static CellCompleteness completeness(String text) {
        return CellCompleteness.of(refusals.shell.sourceCodeAnalysis(), text);
    }

    private static CellCompletion completion(String textWithBar) {
        return CellCompletion.of(refusals.shell, types, textWithBar.replace("|", ""), textWithBar.indexOf('|'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int x = 1;",
                "slope",
                "x * w + b",
                "var y = x * w + b;\nimport java.util.*;\nclass A {}",
                "// a remark",
                "int f() {\n    return 1;\n}",
                "String s = \"({[\";",
                "var s = \"\"\"\n    { \"x\n    \"\"\";",
                "char c = '{';",
                "%time f(",
                "%%time\nint x = (",
                "if (slope > 0) { slope = 1; } else { slope = 2; }\nslope"
            })
    void complete(String text) {
        assertThat(completeness(text).status()).isEqualTo(CellCompleteness.Status.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int x = ;", "f(1))", "String s = \"abc", "int x = 1; }", "(1]"})
    void invalid(String text) {
        assertThat(completeness(text).status()).isEqualTo(CellCompleteness.Status.INVALID);
    }

    @Test
    void incomplete_with_the_blanks_of_the_next_line() {
        assertThat(incomplete("for (int i = 0; i < 3; i++) {")).isEqualTo("    ");
        assertThat(incomplete("class A {\n    int f() {\n        return g(")).isEqualTo("            ");
        assertThat(incomplete("class A {\n    int f() {\n    }")).isEqualTo("    ");
        assertThat(incomplete("for (int i = 0; i < 3; i++)")).isEqualTo("    ");
        assertThat(incomplete("double y = slope +")).isEqualTo("    ");
        assertThat(incomplete("list.forEach(x -> {")).isEqualTo("    ");
        assertThat(incomplete("var s = \"\"\"\n  abc")).isEqualTo("  ");
        assertThat(incomplete("/* a remark")).isEmpty();
    }

    private static String incomplete(String text) {
        CellCompleteness found = completeness(text);
        assertThat(found.status()).as(text).isEqualTo(CellCompleteness.Status.INCOMPLETE);
        return found.indent();
    }

    @Test
    void a_variable_completes_with_its_type() {
        CellCompletion found = completion("double y = slo| + 1;");
        assertThat(found.matches()).containsExactly(new CellCompletion.Match("slope", "instance", "double"));
        assertThat(new int[] {found.start(), found.end()}).containsExactly(11, 14);
    }

    @Test
    void what_every_object_has_comes_last() {
        assertThat(completion("\"text\".|").matches())
                .extracting(CellCompletion.Match::text)
                .startsWith("charAt(")
                .endsWith("toString()", "wait(");
    }

    @Test
    void names_of_the_same_cell_complete_before_it_has_run() {
        CellCompletion found =
                completion("import java.util.*;\nint width = 3;\nint wide(int x) {\n    return x;\n}\nwi|");
        assertThat(found.matches()).extracting(CellCompletion.Match::text).containsSubsequence("width", "wide(");
        CellCompletion member = completion("import java.util.*;\nString word = \"x\";\nword.len|");
        assertThat(member.matches()).extracting(CellCompletion.Match::text).containsExactly("length()");
        assertThat(member.start()).isEqualTo("import java.util.*;\nString word = \"x\";\nword.".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x * w + b).|",
                "(x * w + b).su|",
                "var y = x * w + b; y.|",
                "var y = x * w + b;\ny.|",
                "Expr y = x * w + b;\nExpr z = 2 * y;\n(z - y).|",
                "var y = 2 * x;\nvar z = -y;\nz.su|",
                "var e = (x * w + b).|",
                "T.sum((x * w + b).|",
                "T.sum(x, (x - w).|",
                "show(x, T.dot(x * 2, x).|",
                "(2 * x).times((1 - x).|",
                "x * w + (x * b).|",
                "int k = 2;\nx * w + (k * b).|",
                "(x * w).times(2).|",
                "T.sqr(x * w - b).|",
                "for (int i = 0; i < 3; i++) { (x * w).|",
                "Expr f(Expr q) { var r = q * w; return r.|",
                "Expr f(Expr q) { return (q * w).|",
                "if (slope > 0) { var r = -x; r.|",
                "(x % 2).|",
                "(-x).|",
                "var t = \"(\"; (x * w /* ) */ + b).|",
            })
    void an_expression_with_operators_completes_as_one(String text) {
        CellCompletion found = completion(text);
        assertThat(found.matches()).extracting(CellCompletion.Match::text).contains("sum(");
        if (!text.contains("su|")) {
            assertThat(found.matches()).extracting(CellCompletion.Match::text).contains("times(", "keepDims()");
        }
        int dot = text.indexOf('|') - (text.contains("su|") ? 2 : 0);
        assertThat(new int[] {found.start(), found.end()}).containsExactly(dot, text.indexOf('|'));
    }

    @Test
    void arrays_and_functions_complete_by_what_they_give() {
        assertThat(completion("(d * 2).getDou|").matches())
                .extracting(CellCompletion.Match::text)
                .containsExactly("getDouble(", "getDoubleUnsafe(");
        assertThat(completion("train(x).sumNum|").matches())
                .extracting(CellCompletion.Match::text)
                .containsExactly("sumNumber()");
        assertThat(completion("var c = train(x) * 2;\nc.sumNum|").matches())
                .extracting(CellCompletion.Match::text)
                .containsExactly("sumNumber()");
        assertThat(completion("(slope * 2).|").matches()).isEmpty();
    }

    @Test
    void help_on_a_method_of_an_expression_with_operators() {
        for (String text :
                new String[] {"(x * w + b).su|m()", "var y = 2 * x;\ny.sum(|", "(x - w).sum(|0)", "T.exp((x * w).sum(|"
                }) {
            assertThat(CellHelp.of(refusals.shell, types, text.replace("|", ""), text.indexOf('|'))
                            .text())
                    .as(text)
                    .startsWith("Expr Expr.sum(int... axes)");
        }
    }

    @Test
    void help_on_a_variable_and_on_the_method_around_the_cursor() {
        assertThat(CellHelp.of(refusals.shell, types, "slope", 2).text()).startsWith("double slope");
        assertThat(CellHelp.of(refusals.shell, types, "int k = 1;\nMath.pow(slope, ", 27)
                        .text())
                .startsWith("double Math.pow(double a, double b)"); // Then Javadoc, if the JDK has its sources.
        assertThat(CellHelp.of(refusals.shell, types, "unknown", 3).entries()).isEmpty();
    }

    @Test
    void the_first_paragraph_of_javadoc_in_plain_text() {
        assertThat(JavadocText.firstParagraph("""
                 The {@code a < b} of {@link arignote.T#lt it}, <em>element</em>
                 by element; see {@link #gt}.

                 <p>More.
                 @param a one""")).isEqualTo("The a < b of it, element by element; see gt.");
        assertThat(JavadocText.firstParagraph(" @param a one")).isEmpty();
        assertThat(JavadocText.firstParagraph(null)).isEmpty();
    }
}
