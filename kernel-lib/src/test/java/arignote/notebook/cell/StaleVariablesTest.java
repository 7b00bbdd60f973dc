package arignote.notebook.cell;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.notebook.cell.StaleVariables.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StaleVariablesTest {
    private final StaleVariables stale = new StaleVariables();

    /** Runs a cell in which every value that is written differs from the one before. */
    private String run(int number, String... statements) {
        List<Run> runs = new ArrayList<>();
        for (String statement : statements) {
            CellNames names = CellNames.of(statement);
            runs.add(new Run(names, names.written()));
        }
        return stale.ran(number, String.join("\n", statements), runs);
    }

    @Test
    void names_what_was_computed_from_old_values_with_its_cells() {
        run(1, "double w = 1;");
        run(2, "var prediction = w * 2;");
        run(3, "var cost = prediction - 1;");
        assertThat(run(4, "double w = 3;")).isEqualTo("now stale: prediction, cost: run [2], [3]");
        assertThat(run(5, "var prediction = w * 2;")).isEqualTo("now stale: cost: run [3]");
        assertThat(run(6, "var cost = prediction - 1;")).isEmpty();
    }

    @Test
    void a_notebook_that_runs_once_from_the_top_has_nothing_stale() {
        assertThat(run(1, "int i = 0;", "int twice = 2 * i;")).isEmpty();
        assertThat(run(2, "i = 5;")).isEmpty();
        assertThat(run(3, "for (int k = 0; k < 3; k++) i += k;")).isEmpty();
    }

    @Test
    void a_cell_with_the_same_text_counts_as_run_again() {
        run(1, "int a = 1;");
        run(2, "a = a + 1;");
        run(3, "int b = a;");
        assertThat(run(4, "a = a + 1;")).isEqualTo("now stale: b: run [3]");
    }

    @Test
    void the_same_value_makes_nothing_stale() {
        run(1, "int a = 1;");
        run(2, "int b = a;");
        CellNames names = CellNames.of("int a = 1;");
        assertThat(stale.ran(3, "int a = 1;", List.of(new Run(names, Set.of()))))
                .isEmpty();
    }

    @Test
    void follows_methods() {
        run(1, "double w = 1;");
        run(2, "double f(double x) { return w * x; }");
        run(3, "double y = f(2);");
        assertThat(run(4, "double w = 2;")).isEqualTo("now stale: y: run [3]");
    }

    @Test
    void a_cell_that_computes_in_a_circle_is_not_stale_itself() {
        run(1, "int a = 1;");
        run(2, "int b = a;");
        assertThat(run(3, "int a = b;")).isEqualTo("now stale: b: run [2]");
    }
}
