package arignote.notebook.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A table from English texts to those of another language, in JSON. In a text # is a number, § a type of Java and * anything.
 * They come back in their order; where {@code {2}} stands, the second does, as it is written, and the next in order is the third. The first text
 * that fits is taken. The script of pages, {@code words.js}, reads the same tables in the same way.
 */
final class Phrases {
    private static final TypeReference<LinkedHashMap<String, String>> TABLE = new TypeReference<>() {};
    private static final Pattern SIGN = Pattern.compile("[#*§]"), PLACE = Pattern.compile("[#*§]|\\{(\\d)\\}");
    private static final Map<Character, String> SIGNS = Map.of(
            '#', "([\\d.,\u00a0\u2009\u202f ]*\\d)",
            '*', "(.+)",
            '§', "((?:[A-Z]\\w*(?:<.*>)?|[a-z]+(?=\\[))(?:\\[\\])*)");

    /** By these words English is told from what a reader has written. */
    private static final Pattern ENGLISH =
            Pattern.compile("(?i)(?:^|\\s)(?:the|of|is|are|an|was|were|be|must|which|has|takes|needs|that)(?:\\s|$)");

    /** What is longer is no sentence of ours, and many a row would look through all of it. */
    private static final int LONGEST = 4_000;

    private record Row(String key, Pattern english, String words) {}

    private final List<Row> rows = new ArrayList<>();
    private final boolean nested;

    /** @param nested whether what * stands for is said as well, and stays English nowhere */
    Phrases(String json, boolean nested) {
        this.nested = nested;
        try {
            new ObjectMapper()
                    .readValue(json, TABLE)
                    .forEach((english, words) -> rows.add(new Row(english, pattern(english), words)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a file of a language is no table of texts: " + e.getMessage(), e);
        }
    }

    private static Pattern pattern(String english) {
        String[] parts = SIGN.split(english, -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
        for (int at = parts[0].length(), i = 1; i < parts.length; at += 1 + parts[i].length(), i++) {
            pattern.append(SIGNS.get(english.charAt(at))).append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    /** The rows whose words all stand in a script, as a table in JSON: what it can say. */
    String sayableBy(String script) {
        Map<String, String> some = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> SIGN.splitAsStream(row.key()).map(String::strip).allMatch(script::contains))
                .forEach(row -> some.put(row.key(), row.words()));
        return json(some);
    }

    private static String json(Map<String, String> table) {
        try {
            return new ObjectMapper().writeValueAsString(table);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a file of a language is no table of texts: " + e.getMessage(), e);
        }
    }

    /** The text in the other language; itself, if the table has none. */
    String said(String english) {
        for (Row row : english.length() > LONGEST ? List.<Row>of() : rows) {
            Matcher found = row.english().matcher(english);
            String words = found.matches() ? filled(row.words(), found) : null;
            if (words != null) {
                return words;
            }
        }
        return english;
    }

    /** Null if a part would stay English in the midst of it. */
    private String filled(String words, Matcher found) {
        StringBuilder text = new StringBuilder();
        Matcher sign = PLACE.matcher(words);
        for (int next = 1; sign.find(); next++) {
            boolean written = sign.group(1) != null;
            next = written ? Integer.parseInt(sign.group(1)) : next;
            String part = found.group(next), said = written || !nested ? part : said(part);
            if (nested && !written && said.equals(part) && ENGLISH.matcher(part).find()) {
                return null;
            }
            sign.appendReplacement(text, Matcher.quoteReplacement(said));
        }
        return sign.appendTail(text).toString();
    }
}
