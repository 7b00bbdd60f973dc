package arignote.notebook.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Arignote;
import arignote.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/** Answers that are kept as sums: what counts as right, what is said, and that none can be read. */
class AnswersTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void a_file() throws IOException {
        file = folder.resolve("answers.txt");
        Files.writeString(
                file, """
                # name | digits | sum | hint
                slope | 3 | %s | Draw a new order | in each epoch.
                slope | zh-CN | 每轮重新排列。
                """.formatted(Answers.line("slope", 1.96871, 3, "x").split(" \\| ")[2]));
    }

    @ParameterizedTest
    @CsvSource({
        // kept,  digits, given,    right
        "1.96871, 3,      1.96871,  true",
        "1.96871, 3,      1.97,     true",
        "1.96871, 3,      1.96,     true", // cut off
        "1.96871, 3,      1.98,     true",
        "1.96871, 3,      1.954,    false",
        "1.96871, 3,      1.99,     false",
        "1.96871, 3,      -1.97,    false",
        "1.96871, 3,      0.197,    false",
        "-2.5e-7, 2,      -2.5e-7,  true",
        "-2.5e-7, 2,      -2.6e-7,  true",
        "-2.5e-7, 2,      2.5e-7,   false",
        "9.999,   3,      9.99,     true", // 10.0 and what comes below it
        "9.99,    3,      10,       true",
        "0.999,   3,      1,        true",
        "0.997,   3,      1,        false",
        "1,       3,      0.9999,   true",
        "0,       3,      0,        true",
        "0,       3,      0.001,    false",
        "428,     0,      428,      true",
        "428,     0,      428.0000000001, true",
        "428,     0,      429,      false",
        "428,     0,      428.4,    false",
        "123456,  2,      120000,   true",
        "123456,  2,      140000,   false",
        "1,       3,      Infinity, false",
    })
    void a_number_that_is_rounded_otherwise_is_right(double kept, int digits, double given, boolean right) {
        String sum = Answers.line("a", kept, digits, "").split(" \\| ")[2];
        assertThat(new RoundedNumber(given, digits).has("a", sum)).isEqualTo(right);
    }

    @Test
    void in_another_language_the_hint_is_the_one_in_it() {
        Config.set("language", "zh-CN");
        try {
            assertThat(Answers.check("slope", 1.97, file)).hasToString("slope：正确");
            assertThat(Answers.check("slope", 2.068, file)).hasToString("slope：还不对。每轮重新排列。");
            assertThat(Answers.check("slope", 2.068, file).html()).contains("<strong>slope</strong>：还不对。每轮重新排列。</p>");
        } finally {
            Config.set("language", "en");
        }
    }

    @Test
    void what_is_wrong_gets_the_hint() {
        assertThat(Answers.check("slope", 1.97, file)).hasToString("slope: right");
        assertThat(Answers.check("slope", 2.068, file))
                .hasToString("slope: not yet. Draw a new order | in each epoch.");
        assertThat(Answers.check("slope", Double.NaN, file)).asString().startsWith("slope: no number yet. Draw");
        assertThat(Answers.check("slope", null, file)).asString().startsWith("slope: no number yet");
    }

    @Test
    void whatever_holds_one_number_may_be_checked() {
        assertThat(Answers.check("slope", Nd4j.scalar(1.97), file)).hasToString("slope: right");
        assertThat(Answers.check("slope", new double[] {1.97}, file)).hasToString("slope: right");
        assertThatThrownBy(() -> Answers.check("slope", new double[] {1.97, 1}, file))
                .hasMessage(
                        "check compares one number, but what is checked for 'slope' has 2; give one of them, or their sum");
    }

    @Test
    void no_form_of_a_check_holds_the_answer_but_the_hints_in_all_languages() {
        String html = Answers.check("slope", 2.0, file).html();
        assertThat(html).contains("data-verdict=\"wrong\"", "每轮重新排列").doesNotContain("1.97", "197", "@MARK@");
        assertThat(Answers.line("slope", 1.96871, 3, "hint")).doesNotContain("1.9", "197");
    }

    @Test
    void the_same_answer_of_two_exercises_has_two_sums() {
        assertThat(Answers.line("a", 2, 1, "").split(" \\| ")[2])
                .isNotEqualTo(Answers.line("b", 2, 1, "").split(" \\| ")[2]);
    }

    @Test
    void what_is_missing_is_said() throws IOException {
        assertThatThrownBy(() -> Answers.check("bend", 1, file))
                .hasMessageStartingWith("there is no answer 'bend' in ");
        assertThatThrownBy(() -> Answers.check("slope", 1, folder.resolve("none.txt")))
                .hasMessageEndingWith("answer(\"slope\", value, digits, hint) gives its line");
        Files.writeString(file, "slope 1.97");
        assertThatThrownBy(() -> Answers.check("slope", 1, file)).hasMessageContaining("'slope 1.97'");
        assertThatThrownBy(() -> Answers.line("a", 1.5, 0, ""))
                .hasMessage("the answer 'a' is 1.5, and no whole number; say how many digits count");
        assertThatThrownBy(() -> Answers.line("a|b", 1, 1, "")).hasMessageStartingWith("an answer's name is");
        assertThatThrownBy(() -> Answers.line("a", 1, 16, "")).hasMessageContaining("but not 16");
    }

    @Test
    void a_prediction_keeps_its_reason_folded() {
        Prediction one =
                Arignote.predictFirst("Which <way> has `a<b`?", "`up`", "down").because("Since $a<b$, `b`.");
        assertThat(one).hasToString("Predict first: Which <way> has `a<b`?\n  a) `up`\n  b) down");
        assertThat(one.html())
                .contains(
                        "Which &lt;way&gt; has <code>a&lt;b</code>?",
                        "<span><code>up</code></span>",
                        "<details><summary")
                .contains("Since $a&lt;b$, <code>b</code>.")
                .doesNotContain("@MARK@");
        assertThatThrownBy(() -> Arignote.predictFirst("Why?", "so")).hasMessageContaining("not 1 of these");
    }
}
