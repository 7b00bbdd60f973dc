package arignote.notebook.words;

import static arignote.Arignote.animate;
import static arignote.Arignote.explore;
import static arignote.Arignote.figure;
import static arignote.Arignote.slider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Config;
import arignote.Expr;
import arignote.T;
import arignote.notebook.exercise.Prediction;
import arignote.notebook.view.MimeBundle;
import arignote.notebook.view.Note;
import arignote.notebook.view.ProgressState;
import arignote.notebook.view.Renderers;
import arignote.plot.Animation;
import arignote.plot.Explorer;
import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The files of the languages, and what is said by them. */
class WordsTest {
    @AfterEach
    void english() {
        Config.set("language", "en");
    }

    /** The functions that a page computes. */
    private static final Path SCRIPTS = Path.of("src/main/resources/arignote/compile/javascript");

    private static final Path FILES = Path.of("../notebooks/export"), SOURCES = Path.of("src/main/java");

    private static Map<String, String> table(Path file) {
        return new Gson().fromJson(text(file), new TypeToken<LinkedHashMap<String, String>>() {}.getType());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void each_language_has_all_files_with_the_same_keys_and_the_places_that_are_in_them() throws IOException {
        List<Path> files = files(FILES, ".json");
        assertThat(files).hasSizeGreaterThanOrEqualTo(3);
        for (String kind : List.of("words", "errors", "pictures")) {
            Set<String> keys = table(FILES.resolve(kind + ".zh-CN.json")).keySet();
            for (String language : files.stream()
                    .map(file -> file.getFileName().toString().split("\\.")[1])
                    .distinct()
                    .toList()) {
                Map<String, String> table = table(FILES.resolve(kind + "." + language + ".json"));
                assertThat(table.keySet()).as(kind + " of " + language).isEqualTo(keys);
                assertThat(table).allSatisfy((key, words) -> {
                    int signs = key.replaceAll("[^#*§]", "").length();
                    assertThat(Pattern.compile("\\{(\\d)\\}").matcher(words).results())
                            .allMatch(place -> Integer.parseInt(place.group(1)) <= signs);
                    assertThat(words.replaceAll("[^#*§]", "").length()).isLessThanOrEqualTo(signs);
                });
            }
        }
    }

    /** Kinds of values, whose words the sources put together. */
    private static final Pattern KIND = Pattern.compile("an? (?:unnamed )?(?:(?:float#|int#|bool) \\w+#?|[A-Z]\\w+)");

    private static final Pattern CUT = Pattern.compile("[#*§]|[,;:.](?= |$)| and | or ");

    /** So a sentence that is worded anew is found: its parts of three words or more stand in literals of the sources. */
    @Test
    void each_sentence_of_the_file_is_said_somewhere() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files(SOURCES, ".java")) {
            all.append(text(file));
        }
        for (Path file : files(SCRIPTS, ".js")) {
            all.append(text(file));
        }
        String said = all.toString()
                .replaceAll("\"\\s*\\+\\s*\"", "")
                .replaceAll("\\$\\d|%\\d?\\$?s", "*")
                .replace("\\\"", "\"");
        List<String> dead = new ArrayList<>();
        for (String key : table(FILES.resolve("errors.zh-CN.json")).keySet()) {
            List<String> parts = Stream.of(CUT.split(key)).map(String::strip).toList();
            boolean isShort = parts.stream().allMatch(part -> part.split(" ").length < 3);
            parts.stream()
                    .filter(part -> isShort
                            ? part.length()
                                    == parts.stream()
                                            .mapToInt(String::length)
                                            .max()
                                            .orElse(0)
                            : part.split(" ").length >= 3)
                    .filter(part -> !isIn(said, part) && !KIND.matcher(key).matches())
                    .forEach(part -> dead.add(key + ": " + part));
        }
        assertThat(dead).isEmpty();
    }

    /** As a whole, or in two: of a sentence one half may depend on what is wrong. */
    private static boolean isIn(String said, String part) {
        return said.contains(part)
                || Pattern.compile(" ")
                        .matcher(part)
                        .results()
                        .anyMatch(blank -> said.contains(part.substring(0, blank.start()))
                                && said.contains(part.substring(blank.end())));
    }

    @Test
    void progress_tables_and_exercises_are_said_in_the_language_and_by_default_as_ever() {
        ProgressState running = new ProgressState(2_500, 10_000, "cost", 0.5, 500_000_000L);
        ProgressState ended = new ProgressState(3, 4, "<m>", 2, ProgressState.ENDED);
        String english = running.text();
        Table people =
                Table.create("people", DoubleColumn.create("height", 1.8, 1.7), DoubleColumn.create("age", 3, 4));
        Prediction question = new Prediction("Why?", List.of("Step", "End"), "So");
        List<MimeBundle> before = Stream.of(running, ended, people, question, new Note("a"))
                .map(Renderers::view)
                .toList();
        Config.set("language", "zh-CN");
        assertThat(running.text())
                .isEqualTo(english.replace(" of ", " / ")
                        .replaceFirst("(\\d[^·]*) a second", "每秒 $1 步")
                        .replace("2 s left", "还剩 2 秒"))
                .contains("步 · 还剩 2 秒 · cost 0.5");
        assertThat(ended.html()).contains("max=\"4\"", "3 / 4 · &lt;m&gt; 2");
        assertThat(Renderers.view(people).text()).startsWith("people：2 行 2 列\n");
        assertThat(Renderers.view(people).forms().get("text/html")).startsWith("<div>people：2 行 2 列</div>");
        assertThat(question).hasToString("先猜一猜：Why?\n  a) Step\n  b) End");
        String page = Renderers.view(question).forms().get("text/html");
        assertThat(page)
                .startsWith("<div data-arignote-words=\"zh-CN\">\n"
                        + before.get(3).forms().get("text/html"))
                .contains("\"Predict first\": \"先猜一猜\"", "ERRORS = {}", "'[data-arignote-words]:not([data-turned])'")
                .doesNotContain("@WORDS@", "@ROOTS@");
        Config.set("language", "en");
        assertThat(Stream.of(running, ended, people, question, new Note("a")).map(Renderers::view))
                .isEqualTo(before);
        assertThat(before.toString()).doesNotContain("data-arignote-words");
    }

    @Test
    void warnings_and_causes_are_said_too_and_what_has_no_translation_stays_as_it_is() {
        List<String> english = List.of(
                "\033[1;31mRuntimeException: The cat has no hat\033[0m",
                "    cell [3], line 2, in f:  return new Hat(\"the cat has no hat\");",
                "caused by IllegalArgumentException: the seed is -1; a seed is 0 or more",
                "    (trace() shows the lines of the libraries, too)");
        assertThat(Words.lines(english)).isSameAs(english);
        Config.set("language", "zh-CN");
        assertThat(Words.lines(english))
                .containsExactly(
                        english.get(0),
                        "    单元格 [3]，第 2 行，在 f 中：  return new Hat(\"the cat has no hat\");",
                        "起因：IllegalArgumentException: 种子是 -1；种子是 0 或更大",
                        "    (the seed is -1; a seed is 0 or more)",
                        "    （trace() 还会显示各个库里的行）");
        assertThat(Words.lines(
                        List.of("warning: 1 / 2 divides whole numbers and is 0; write 1.0 / 2 for the fraction")))
                .containsExactly("注意：1 / 2 是整数相除，等于 0；要小数请写 1.0 / 2");
        assertThat(Words.sentence("now and then")).isEqualTo("now and then");
        String listing = "x has the shape [3] in (a is b), not 'c'; "
                .repeat(25_000); // a million characters, in which all rows would look
        assertThat(Words.sentence(listing)).isSameAs(listing);
    }

    @Test
    void a_picture_is_said_by_its_sentences_and_an_authors_stay() {
        String chart =
                "Figure: My title. Plot of y against x. Blue line with circles “a”: 3 points, x from 0 to 2, y 5.";
        String svg = "<svg aria-label=\"Plot of y.\"><title>x: input, float64 vector</title></svg>";
        assertThat(Words.picture(chart)).isSameAs(chart);
        assertThat(Words.drawn(svg)).isSameAs(svg);
        Config.set("language", "zh-CN");
        assertThat(Words.picture(chart)).isEqualTo("图：My title. y 对 x 的图。 蓝色线和圆 “a”：3 个点，x 从 0 到 2，y 5。");
        assertThat(Words.drawn(svg)).isEqualTo("<svg aria-label=\"y 的图。\"><title>x：输入，float64 vector</title></svg>");
    }

    /** Of the functions that a page computes: the places of a template hold names and numbers. */
    @Test
    void what_a_page_refuses_has_a_translation() throws IOException {
        Config.set("language", "zh-CN");
        List<String> missing = new ArrayList<>();
        int count = 0;
        for (Path file : files(SCRIPTS, ".js")) {
            Matcher thrown = Pattern.compile("new RangeError\\(`(.*)`\\)").matcher(text(file));
            for (; thrown.find(); count++) {
                String english = thrown.group(1).replace("${place}", "");
                while (english.contains("${")) {
                    english = english.replaceFirst("\\$\\{[^{}]*\\}", "7");
                }
                if (!Words.sentence(english).matches(".*[\\u4e00-\\u9fff].*")) {
                    missing.add(file.getFileName() + ": " + english);
                }
            }
        }
        assertThat(count).isGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    @Test
    void sliders_and_players_are_told_in_words_and_what_sliders_refuse_comes_with_them() {
        Expr w = T.vector("w"), s = T.scalar("s");
        Explorer sliders =
                explore(w.get(T.cast(s, "int32")), slider(s, 0, 4, 1, 0)).with(w, new double[] {1.5, 3});
        Animation player = animate(2, i -> figure().plot(new double[] {0, i + 1}, new double[] {0, 1}));
        MimeBundle before = Renderers.view(sliders);
        assertThat(before.text()).startsWith("Sliders for s: ");
        Config.set("language", "zh-CN");
        assertThat(Renderers.view(sliders).text()).isEqualTo(before.text().replace("Sliders for s: ", "滑块 s："));
        assertThat(Renderers.view(player).text()).startsWith("2 帧的动画；第一帧：");
        assertThat(Renderers.view(sliders).forms().get("text/html"))
                .contains(before.forms().get("text/html"), "\"index * is out of range: * has the length *\":")
                .doesNotContain("the seed is *");
        assertThat(Renderers.view(player).forms().get("text/html")).contains("ERRORS = {}");
        Config.set("language", "en");
        assertThat(Renderers.view(sliders)).isEqualTo(before);
    }

    @Test
    void an_unknown_language_is_refused_with_those_that_there_are() {
        assertThatThrownBy(() -> Config.set("language", "zh"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting language is one of en, zh-CN, not 'zh'");
        assertThat(Config.get("language")).isEqualTo("en");
    }
}
