package arignote.notebook.errors;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Config;
import arignote.notebook.words.Words;
import java.util.List;

/** Asks that texts are said in Chinese, and as a whole. */
final class Chinese {
    private Chinese() {}

    /** A sentence is Chinese, and none of its words are English but the code's. */
    static void assertWhole(String sentence) {
        assertThat(sentence.replaceAll("\"[^\"]*\"", "\"\""))
                .matches("(?s).*[\\u4e00-\\u9fff].*")
                .doesNotContainPattern(
                        "(?<![\\w.])(?:the|of|is|are|an|which|has|have|with|needs|its|it|must|not|be|give|Write|no)(?=[.,;:]?(?: |$))");
    }

    /** All lines of an error but the program's, which stand behind the line with their place. */
    static void assertSaid(List<String> english) {
        Config.set("language", "zh-CN");
        try {
            List<String> said = Words.lines(english);
            assertThat(said.get(1)).isEqualTo("    (" + english.get(0).replaceFirst("^\\w+: ", "") + ")");
            for (int i = 0; i < said.size(); i++) {
                if (said.get(i).startsWith("    单元格")) {
                    i += 2;
                } else if (i != 1) {
                    assertWhole(said.get(i));
                }
            }
        } finally {
            Config.set("language", "en");
        }
    }
}
