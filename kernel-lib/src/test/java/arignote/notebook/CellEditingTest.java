package arignote.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellEditingTest {
    private static Refusals refusals;

    @BeforeAll
    static void start() {
        refusals = new Refusals();
        refusals.run("double slope = 0.5;");
    }

    @AfterAll
    static void stop() {
        refusals.close();
    }

    private static CellCompleteness completeness(String text) {
        return CellCompleteness.of(refusals.shell.sourceCodeAnalysis(), text);
    }

    private static CellCompletion completion(String textWithBar) {
        return CellCompletion.of(refusals.shell, textWithBar.replace("|", ""), textWithBar.indexOf('|'));
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

    @Test
    void help_on_a_variable_and_on_the_method_around_the_cursor() {
        assertThat(CellHelp.of(refusals.shell, "slope", 2).text()).startsWith("double slope");
        assertThat(CellHelp.of(refusals.shell, "int k = 1;\nMath.pow(slope, ", 27)
                        .text())
                .startsWith("double Math.pow(double a, double b)"); // Then Javadoc, if the JDK has its sources.
        assertThat(CellHelp.of(refusals.shell, "unknown", 3).entries()).isEmpty();
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

    @Test
    void a_glob_finds_cells() {
        assertThat(CellHistory.glob("*T.sum(?)*").matcher("a\nT.sum(x)\nb").matches())
                .isTrue();
        assertThat(CellHistory.glob("*T.sum(?)*").matcher("T.sum(xy)").matches())
                .isFalse();
    }
}
