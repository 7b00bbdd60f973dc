package arignote.plot;

import static arignote.Arignote.figure;
import static arignote.Arignote.plot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Figure;
import arignote.plot.axes.Categories;
import arignote.plot.axes.NamedTicks;
import arignote.plot.axes.Projection;
import arignote.plot.axes.Range;
import arignote.plot.axes.Scale;
import arignote.plot.axes.TickLabel;
import arignote.plot.axes.Ticks;
import arignote.plot.draw.Lettering;
import java.awt.Font;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;

/** Names of bars and of ticks. */
class NamesTest {
    private static final double[] TWO = {3, 5};
    private static final Font FONT = Lettering.font(14);

    private static Figure bars(Object names) {
        return figure().bar(names, TWO);
    }

    @Test
    void come_from_whatever_holds_words() {
        String svg = bars(List.of("Ulm", "Lyon")).svg();
        assertThat(figure().bar(StringColumn.create("city", "Ulm", "Lyon"), IntColumn.create("n", 3, 5))
                        .svg())
                .isEqualTo(svg);
        assertThat(bars(new String[] {"Ulm", "Lyon"}).svg()).isEqualTo(svg);
        assertThat(bars(new LinkedHashSet<>(List.of("Ulm", "Lyon"))).svg()).isEqualTo(svg);
        assertThat(bars(new char[] {'a', 'b'}).svg())
                .isEqualTo(bars(List.of("a", "b")).svg());
        assertThat(bars(List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY)).svg())
                .isEqualTo(bars(List.of("MONDAY", "TUESDAY")).svg());
        LocalDate day = LocalDate.of(2024, 2, 29);
        assertThat(bars(DateColumn.create("day", day, day.plusDays(1))).svg())
                .isEqualTo(bars(List.of("2024-02-29", "2024-03-01")).svg());
    }

    @Test
    void are_not_mixed_with_numbers_or_gaps() {
        assertThatThrownBy(() -> bars(List.of("Ulm", 1)))
                .hasMessage("x holds names and, among them, 1; give names only, or numbers only");
        assertThatThrownBy(() -> bars(new String[] {"Ulm", null}))
                .hasMessage("x holds names and, among them, null; give names only, or numbers only");
        assertThatThrownBy(() -> bars(StringColumn.create("city", "Ulm", null)))
                .hasMessageStartingWith("x is the column 'city', which has no value in row 1; leave such rows out");
        assertThatThrownBy(() -> bars(List.of("Ulm")))
                .hasMessage("x has 1 values and heights has 2; a bar needs one of each");
    }

    @Test
    void share_a_place_in_all_bars_of_a_figure() {
        Categories places = new Categories();
        assertThat(places.places(List.of("a", "b"))).containsExactly(0, 1);
        assertThat(places.places(List.of("c", "b", "b"))).containsExactly(2, 1, 3);
        assertThat(places.names()).containsExactly("a", "b", "c", "b");
    }

    private static Ticks below(String... names) {
        double[] at = IntStream.range(0, names.length).asDoubleStream().toArray();
        List<TickLabel> labels = List.of(names).stream().map(TickLabel::plain).toList();
        Projection axis = new Projection(new Range(0, names.length - 1), Scale.LINEAR, 0, 400);
        return NamedTicks.below(new Ticks(at, labels, new double[0], ""), axis, FONT, 100);
    }

    @Test
    void stand_side_by_side_where_there_is_room_and_are_turned_else() {
        assertThat(below("Ulm", "Lyon").labels()).containsExactly(TickLabel.plain("Ulm"), TickLabel.plain("Lyon"));
        Ticks turned =
                below(IntStream.range(0, 12).mapToObj(i -> "category " + i).toArray(String[]::new));
        assertThat(turned.labels()).hasSize(12).allMatch(TickLabel::turned);
        assertThat(turned.labels().get(3).text()).isEqualTo("category 3");
    }

    @Test
    void are_cut_where_they_are_long_and_left_out_where_they_are_many() {
        TickLabel cut = below("x".repeat(500), "y").labels().get(0);
        assertThat(cut.text()).startsWith("xxx").endsWith("…");
        assertThat(cut.height(FONT)).isLessThanOrEqualTo(100);
        Ticks few = below(IntStream.range(0, 5000).mapToObj(i -> "n" + i).toArray(String[]::new));
        assertThat(few.labels().size()).isBetween(20, 30);
        assertThat(few.labels().get(1).text()).isEqualTo("n" + (int) few.at()[1]);
        String many = plot(TWO)
                .yticks(new double[100_000], Collections.nCopies(100_000, "x").toArray(String[]::new))
                .svg();
        assertThat(many).hasSizeLessThan(30_000);
    }

    @Test
    void words_longer_than_the_figure_end_in_dots() {
        String text = "long ".repeat(2000);
        Figure figure =
                plot(TWO).title(text).xlabel(text).ylabel(text).label(text).legend();
        assertThat(figure.svg().replaceAll("aria-label=\"[^\"]*\"", "")).hasSizeLessThan(120_000);
        assertThat(figure.altText()).contains(text.strip());
        assertThat(Lettering.fitting("abc", FONT, 1000)).isEqualTo("abc");
        assertThat(Lettering.fitting("\ud83d\ude00".repeat(50), FONT, 100))
                .endsWith("…")
                .doesNotContain("\ud83d…");
    }

    @Test
    void a_hundred_lines_of_title_leave_half_of_the_figure() {
        assertThat(plot(TWO).title("a\n".repeat(100)).svg()).contains("<svg x=\"80\" y=\"240\"");
    }
}
