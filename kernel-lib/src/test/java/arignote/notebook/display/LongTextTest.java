package arignote.notebook.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongTextTest {
    private final StringBuilder streamed = new StringBuilder();
    private final List<String> texts = new ArrayList<>();
    private final List<String> pages = new ArrayList<>();
    private int folds;

    private final LongText text = new LongText(new LongText.Page() {
        @Override
        public void stream(String piece, boolean isError) {
            streamed.append(piece);
        }

        @Override
        public LongText.Fold fold() {
            folds++;
            return (html, plain) -> {
                pages.add(html);
                texts.add(plain);
            };
        }
    });

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    @Test
    void a_short_text_stands_as_it_is() {
        text.print(lines(0, LongText.LINES), false);
        text.close();
        assertThat(streamed).hasToString(lines(0, LongText.LINES));
        assertThat(folds).isZero();
    }

    @Test
    void a_long_text_is_folded_and_complete() {
        for (int i = 0; i < 30_000; i += 7) {
            text.print(lines(i, Math.min(30_000, i + 7)), false);
        }
        text.close();
        assertThat(folds).isOne();
        String last = texts.get(texts.size() - 1);
        assertThat(streamed + last).isEqualTo(lines(0, 30_000));
        String page = pages.get(pages.size() - 1);
        String inParts = page.substring(page.indexOf("<pre"), page.lastIndexOf("<pre"))
                .replaceAll("<summary>[^<]*</summary>|<[^>]*>", "");
        assertThat(streamed + inParts).isEqualTo(lines(0, 30_000));
        assertThat(page).contains("<summary>lines 1 001 – 11 000</summary><pre style=\"margin: 0\">1000\n");
        assertThat(page).endsWith("<pre style=\"margin: 0\">" + lines(29_990, 30_000) + "</pre>");
    }

    @Test
    void what_is_shown_in_between_divides_the_text() {
        text.print(lines(0, LongText.LINES + 5), false);
        text.close();
        text.print("after\n", false);
        text.close();
        assertThat(texts.get(texts.size() - 1)).isEqualTo(lines(LongText.LINES, LongText.LINES + 5));
        assertThat(streamed).hasToString(lines(0, LongText.LINES) + "after\n");
    }

    @Test
    void a_single_endless_line_is_folded_too() {
        text.print("x".repeat(3 * LongText.CHARACTERS), false);
        text.close();
        assertThat(streamed.length() + texts.get(texts.size() - 1).length()).isEqualTo(3 * LongText.CHARACTERS);
        assertThat(folds).isOne();
    }
}
