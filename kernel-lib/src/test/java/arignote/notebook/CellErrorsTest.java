package arignote.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellErrorsTest {
    @Test
    void the_line_that_failed() {
        assertThat(CellErrors.line("for (int i : n) {\n    f(i);\n}", 2)).isEqualTo("f(i);");
    }

    @Test
    void the_statement_where_j_shell_lost_the_line() {
        assertThat(CellErrors.line("\n// why\nf(1);", 1)).isEqualTo("f(1);");
        assertThat(CellErrors.line("\n\nfor (int i : n) {\n    f(i);\n}", 1)).isEqualTo("for (int i : n) { …");
        assertThat(CellErrors.line("", 1)).isEmpty();
    }
}
