package arignote.notebook.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableRendererTest {
    @Test
    void numbers_to_the_right_words_to_the_left() {
        Table table = Table.create(
                "study",
                DoubleColumn.create("hours", 3, 6.125, Double.NaN),
                StringColumn.create("name", "Ann", "B", "C & D"));
        MimeBundle view = Renderers.view(table);
        assertThat(view.text()).isEqualTo("""
                        study: 3 rows and 2 columns
                        hours  name
                        3.000  Ann
                        6.125  B
                               C & D""");
        assertThat(view.forms().get(MimeBundle.HTML))
                .contains("<th style=\"text-align: right\">hours</th><th style=\"text-align: left\">name</th>")
                .contains("<td style=\"text-align: left\">C &amp; D</td>");
    }

    @Test
    void a_long_table_shows_its_first_ten_rows() {
        Table table =
                Table.create(IntColumn.create("n", IntStream.range(0, 1510).toArray()));
        MimeBundle view = Renderers.view(table);
        assertThat(view.text()).startsWith("1 510 rows and 1 column\n").endsWith("9\n… 1 500 more rows");
        assertThat(view.forms().get(MimeBundle.HTML)).contains("<div class=\"arignote-note\">… 1 500 more rows</div>");
    }

    @Test
    void the_page_holds_five_hundred_rows_and_no_more() {
        Table table =
                Table.create(IntColumn.create("n", IntStream.range(0, 1510).toArray()));
        assertThat(Renderers.view(table).forms().get(MimeBundle.HTML))
                .contains("[[\"0\"],\n[\"1\"],")
                .contains("[\"499\"]],")
                .doesNotContain("\"500\"");
    }

    @Test
    void a_cell_cannot_end_the_script_of_its_page() {
        String[] cells = IntStream.range(0, 11).mapToObj(i -> "</script>").toArray(String[]::new);
        String html = Renderers.view(Table.create(StringColumn.create("name", cells)))
                .forms()
                .get(MimeBundle.HTML);
        assertThat(html.split("</script>", -1)).hasSize(2);
    }

    @Test
    void the_same_table_is_the_same_page() {
        Table table = Table.create(IntColumn.create("n", IntStream.range(0, 20).toArray()));
        assertThat(Renderers.view(table.copy()).forms())
                .isEqualTo(Renderers.view(table).forms());
    }

    @Test
    void a_table_without_rows() {
        Table table = Table.create("none", StringColumn.create("name"));
        assertThat(Renderers.view(table).text()).isEqualTo("none: 0 rows and 1 column\nname");
    }

    @Test
    void a_column_says_its_type_and_length() {
        assertThat(Renderers.view(DoubleColumn.create("hours", 3, 4.5)).text())
                .isEqualTo("2 double values\nhours\n  3.0\n  4.5");
    }
}
