package arignote.notebook.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellNamesTest {
    @Test
    void finds_what_a_statement_declares_and_reads() {
        CellNames names = CellNames.of("var cost = T.sum(T.pow(line.minus(y), 2))");
        assertThat(names.variables()).containsExactly("cost");
        assertThat(names.read()).containsExactlyInAnyOrder("T", "line", "y");
    }

    @Test
    void tells_an_assignment_from_one_that_keeps_the_old_value() {
        CellNames set = CellNames.of("a = b + 1;");
        assertThat(set.assigned()).containsExactly("a");
        assertThat(set.kept()).isEmpty();
        assertThat(set.read()).containsExactly("b");
        for (String change : new String[] {"a += b", "a++", "--a"}) {
            CellNames names = CellNames.of(change);
            assertThat(names.assigned()).as(change).containsExactly("a");
            assertThat(names.kept()).as(change).containsExactly("a");
        }
    }

    @Test
    void leaves_out_what_is_local() {
        CellNames names =
                CellNames.of("for (int i = 0; i < n; i++) { double d = i; list.forEach(x -> sum += x * d); }");
        assertThat(names.variables()).isEmpty();
        assertThat(names.assigned()).containsExactly("sum");
        assertThat(names.read()).containsExactlyInAnyOrder("n", "list", "sum");
    }

    @Test
    void reads_methods_and_classes() {
        CellNames method = CellNames.of("double f(double x) { return x * slope; }");
        assertThat(method.definitions()).containsExactly("f");
        assertThat(method.read()).containsExactly("slope");
        assertThat(CellNames.of("class P { int q = a; }").definitions()).containsExactly("P");
    }

    @Test
    void a_comment_at_the_end_and_code_that_is_none_do_no_harm() {
        assertThat(CellNames.of("int a = b; // c").read()).containsExactly("b");
        assertThat(CellNames.of("int a = ;").variables()).isEmpty();
        assertThat(CellNames.of("import java.util.*;").read()).isEmpty();
    }
}
