package arignote.notebook.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where in a cell the statements stand that JShell is given one by one. */
class CellLogTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', textBlock = """
            double e = 3;|var g = f(1)    ¦ double e = 3;!var g = f(1);    ¦ 1 2
            int x = 10;|x = 1;            ¦ int x = 10;!x = 1;             ¦ 1 2
            int x = 10;|x = 1             ¦ int x = 10;!x = 1;             ¦ 1 2
            n++;|n++;|n++                 ¦ n++;!n++;!n++;                 ¦ 1 2 3
            f(1,|  2);||g()               ¦ f(1,|  2);!g();                ¦ 1 4
            // f();|f();                  ¦ // f();|f();                   ¦ 1
            """)
    void a_statement_stands_in_its_line(String cell, String statements, String lines) {
        CellLog log = new CellLog();
        log.begin(1, cell.replace('|', '\n'));
        List<String> found = Arrays.stream(statements.split("!"))
                .map(statement -> {
                    log.statement(statement.replace('|', '\n'));
                    return "" + log.here().line();
                })
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(lines);
    }
}
