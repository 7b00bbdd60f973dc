package arignote.plot.draw;

import static arignote.Arignote.figure;
import static arignote.Arignote.plot;
import static arignote.Arignote.subplots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import arignote.plot.Canvas;
import arignote.plot.axes.AxesText;
import arignote.plot.page.Json;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Whatever characters words have, they are drawn in their order, and the picture stays XML. */
class LetteringTest {
    private static final Font FONT = Lettering.font(14);

    /** Every character of sixteen bits, halves of pairs among them. */
    private static String everything() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= 0xFFFF; c++) {
            all.append((char) c);
        }
        return all.reverse().toString();
    }

    private static Element parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    @Test
    void a_picture_is_xml_whatever_its_words_are() throws Exception {
        String odd = "a\u0000\u0001\u001b[31m\u007f\u0085\ud800x\udfff\ufffe\uffff<&>\"'\r\n\tb";
        double[] two = {1, 2};
        for (Canvas picture : List.<Canvas>of(
                plot(two).title(odd).xlabel(odd).ylabel(odd).label(odd).legend(),
                plot(two).alt(odd),
                figure().bar(List.of(odd, "b"), two).label(odd),
                figure().imshow(new double[2][2]).colorbar(odd),
                subplots(1, 2).title(odd))) {
            assertThat(parsed(picture.svg()).getAttribute("aria-label")).isNotEmpty();
        }
        String words = parsed(plot(two).alt(everything()).svg()).getAttribute("aria-label");
        assertThat(words).contains("A", "\ufffd", "א").doesNotContain("\u0000", "\uffff");
    }

    @Test
    void json_has_no_half_characters() {
        assertThat(Json.string("\ud800x\udfff\ud83d\ude00\u0007")).isEqualTo("\"\\ud800x\\udfff\ud83d\ude00\\u0007\"");
    }

    private static String drawn(Path2D path) {
        return new PathData(PathData.FINE).add(path).toString();
    }

    private static String leftToRight(String text) {
        Path2D path = new Path2D.Double(FONT.deriveFont(2048f)
                .createGlyphVector(new java.awt.font.FontRenderContext(null, true, true), text)
                .getOutline());
        path.transform(java.awt.geom.AffineTransform.getScaleInstance(14 / 2048.0, 14 / 2048.0));
        return drawn(path);
    }

    @Test
    void hebrew_runs_from_right_to_left_and_numbers_in_it_do_not() {
        assertThat(drawn(Lettering.outline("שלום", FONT))).isEqualTo(leftToRight("םולש"));
        assertThat(drawn(Lettering.outline("אב 12", FONT))).isEqualTo(leftToRight("12 בא"));
        assertThat(drawn(Lettering.outline("ab אב", FONT))).isEqualTo(leftToRight("ab בא"));
        assertThat(Lettering.width("שלום", FONT))
                .isCloseTo(
                        Lettering.width("ם", FONT)
                                + Lettering.width("ו", FONT)
                                + Lettering.width("ל", FONT)
                                + Lettering.width("ש", FONT),
                        within(0.1));
    }

    @Test
    void arabic_letters_are_joined() {
        // U+FEFB is the presentation form of lam and alef joined; U+FEB3 and U+FEB2 are seen's at a beginning and an
        // end.
        assertThat(drawn(Lettering.outline("لا", FONT))).isEqualTo(leftToRight("\ufefb"));
        assertThat(drawn(Lettering.outline("سس", FONT))).isEqualTo(leftToRight("\ufeb2\ufeb3"));
    }

    @Test
    void breaks_and_tabs_are_spaces_but_in_a_title() {
        assertThat(drawn(Lettering.outline("a\nb\tc\r\nd", FONT))).isEqualTo(drawn(Lettering.outline("a b c d", FONT)));
        assertThat(new AxesText("a\r\nb", "", "", FONT, FONT, FONT).titleLines())
                .containsExactly("a", "b");
    }

    @Test
    void a_character_without_a_look_leaves_the_others_as_they_are() {
        assertThat(drawn(Lettering.outline("ab\u0007", FONT))).isEqualTo(drawn(Lettering.outline("ab\ufffd", FONT)));
        assertThat(Lettering.width("ab\udbff\udffe", FONT)).isGreaterThan(Lettering.width("ab", FONT));
        assertThat(Lettering.width("", FONT)).isZero();
    }
}
