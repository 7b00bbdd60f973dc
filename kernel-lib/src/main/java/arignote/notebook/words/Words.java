package arignote.notebook.words;

import arignote.Config;
import arignote.expr.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a notebook says to its reader, in the language of the setting {@code language}. A language is files, which exported
 * pages read as well: {@code words.LANGUAGE.json} for players, tables, progress and exercises,
 * {@code errors.LANGUAGE.json} for errors and warnings, {@code pictures.LANGUAGE.json} for the words of pictures. What they do not have is said in English.
 */
public final class Words {
    private static final Map<String, Words> KNOWN = new ConcurrentHashMap<>();
    private static final String ENGLISH = "en";
    private static final String REFUSAL = "RangeError(";
    private static final String INDENT = "    ", COLOUR = "(?:\033\\[[\\d;]*m)?";

    /** Where the words of a picture stand in it, and where one of their sentences ends. */
    private static final Pattern
            NAMED = Pattern.compile("(?<=aria-label=\")[^\"]+(?=\")|(?<=<title>)[^<]+(?=</title>)"),
            END = Pattern.compile("(?<=[.]) (?=[\\p{Lu}\\d#])");

    /** A line with a sentence: what is before it, the name of an exception, the sentence, and its end. */
    private static final Pattern LINE = Pattern.compile(
            "(" + COLOUR + ")((?:caused by|and:|warning:) )?((?:[A-Z]\\w*: )?)(.*?)(" + COLOUR + ")", Pattern.DOTALL);

    private final String words;
    private final Phrases phrases, errors, pictures;

    private Words(String language) {
        words = file("words", language);
        phrases = new Phrases(words, false);
        errors = new Phrases(file("errors", language), true);
        pictures = new Phrases(file("pictures", language), true);
    }

    private static String file(String name, String language) {
        return Resources.text(Config.class, name + "." + language + ".json");
    }

    /** Null for English. */
    private static Words current() {
        String language = language();
        return language.equals(ENGLISH) ? null : KNOWN.computeIfAbsent(language, Words::new);
    }

    /** The language of the setting. */
    public static String language() {
        try {
            return Config.get("language");
        } catch (IllegalArgumentException e) { // The environment is refused, which has to be told.
            return ENGLISH;
        }
    }

    /** What players, tables, progress and exercises say. */
    public static String said(String english) {
        Words current = current();
        return current == null ? english : current.phrases.said(english);
    }

    /** The sentence of an error, a hint or a warning. */
    public static String sentence(String english) {
        Words current = current();
        return current == null ? english : current.errors.said(english);
    }

    /** The lines of an error, or of a warning; below an error's sentence stands the English one, by which others find it. */
    public static List<String> lines(List<String> english) {
        Words current = current();
        List<String> lines = new ArrayList<>();
        for (String line : current == null ? List.<String>of() : english) {
            if (line.startsWith(INDENT)) {
                lines.add(INDENT + current.errors.said(line.substring(INDENT.length())));
            } else {
                current.line(line, lines);
            }
        }
        return current == null ? english : lines;
    }

    /** A line that the library says by itself. */
    public static String warning(String english) {
        return String.join("\n", lines(List.of(english)));
    }

    private void line(String line, List<String> lines) {
        Matcher part = LINE.matcher(line);
        String said = part.matches() ? errors.said(part.group(4)) : line;
        if (!part.matches() || said.equals(part.group(4))) {
            lines.add(errors.said(line));
            return;
        }
        String before = part.group(2) == null ? "" : errors.said(part.group(2).strip());
        lines.add(part.group(1) + before + part.group(3) + said + part.group(5));
        if (!part.group(3).isEmpty() || line.startsWith("and:")) {
            lines.add(INDENT + "(" + part.group(4) + ")");
        }
    }

    /** What a picture shows, in words: sentences, of which an author's stay as they are. */
    public static String picture(String english) {
        Words current = current();
        return current == null
                ? english
                : END.splitAsStream(english).map(current.pictures::said).collect(Collectors.joining(" "));
    }

    /** A picture that is drawn by a page, with its words. */
    public static String drawn(String svg) {
        return current() == null || !svg.contains("<svg")
                ? svg
                : NAMED.matcher(svg).replaceAll(words -> Matcher.quoteReplacement(picture(words.group())));
    }

    /** A piece of a page, with what turns the words of its own scripts. */
    public static String page(String english) {
        Words current = current();
        String html = drawn(english);
        if (current == null || !html.contains("data-arignote=")) {
            return html;
        }
        // All errors would be more than the page; an explorer's caption says those of the functions that are in it.
        String refusals = html.contains(REFUSAL) ? current.errors.sayableBy(html) : "{}";
        String script = Resources.text(Config.class, "words.js")
                .replace("'@WORDS@'", current.words.replace("</", "<\\/"))
                .replace("'@ERRORS@'", refusals.replace("</", "<\\/"))
                .replace("@ROOTS@", "[data-arignote-words]:not([data-turned])");
        return "<div data-arignote-words=\"" + language() + "\">\n" + html + "</div>\n<script>\n" + script
                + "</script>\n";
    }
}
