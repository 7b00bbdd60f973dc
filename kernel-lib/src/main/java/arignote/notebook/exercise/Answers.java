package arignote.notebook.exercise;

import arignote.notebook.exercise.Check.Verdict;
import arignote.notebook.words.Words;
import arignote.value.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of a folder's notebooks, in the file {@code data/answers.txt} beside them: a line each with name, digits,
 * sum and hint, and further lines with the hint in other languages.
 */
public final class Answers {
    private static final Path FILE = Path.of("data", "answers.txt");
    private static final String ENGLISH = "en";

    /** One answer: what it is compared with, and what helps, by language. */
    record Answer(String name, int digits, String sum, Map<String, String> hints) {
        String hint() {
            return hints.getOrDefault(Words.language(), hints.getOrDefault(ENGLISH, ""));
        }
    }

    private Answers() {}

    /**
     * Compares a number with the answer of that name.
     *
     * @throws IllegalArgumentException if {@code value} is not one number, or there is no such answer
     */
    public static Check check(String name, Object value) {
        return check(name, value, FILE);
    }

    static Check check(String name, Object value, Path file) {
        Answer answer = read(file).get(name);
        if (answer == null) {
            throw new IllegalArgumentException("there is no answer '" + name + "' in " + file
                    + " beside this notebook; answer(\"" + name + "\", value, digits, hint) gives its line");
        }
        double number = number(value, name);
        boolean right = new RoundedNumber(number, answer.digits()).has(name, answer.sum());
        return new Check(answer, Double.isNaN(number) ? Verdict.NONE : right ? Verdict.RIGHT : Verdict.WRONG);
    }

    /**
     * The line by which the file keeps an answer.
     *
     * @param digits how many significant digits count, from 1 to 15; 0 for a whole number
     * @throws IllegalArgumentException if {@code value} is not one number, or no whole one where it should be
     */
    public static String line(String name, Object value, int digits, String hint) {
        if (!name.equals(name.strip()) || name.isEmpty() || name.contains("|") || (name + hint).contains("\n")) {
            throw new IllegalArgumentException(
                    "an answer's name is a word or two without |, and its hint is one line, but not '" + name + "', '"
                            + hint + "'");
        }
        double number = number(value, name);
        List<String> text = new RoundedNumber(number, digits).text();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the answer '" + name + "' is " + number
                    + (digits == 0 ? ", and no whole number; say how many digits count" : ", and no number"));
        }
        return String.join(" | ", name, String.valueOf(digits), RoundedNumber.sum(name, text.get(0)), hint);
    }

    private static double number(Object value, String name) {
        if (value == null) {
            return Double.NaN;
        }
        double[] numbers = Values.doubles(value, "what is checked for '" + name + "'");
        if (numbers.length != 1) {
            throw new IllegalArgumentException("check compares one number, but what is checked for '" + name + "' has "
                    + numbers.length + "; give one of them, or their sum");
        }
        return numbers[0];
    }

    private static Map<String, Answer> read(Path file) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] part = line.split("\\s*\\|\\s*", 4);
                if (part.length == 3 && answers.containsKey(part[0])) {
                    answers.get(part[0]).hints().put(part[1], part[2]);
                } else if (part.length == 4 && part[1].matches("\\d\\d?")) {
                    Map<String, String> hints = new LinkedHashMap<>(Map.of(ENGLISH, part[3]));
                    answers.put(part[0], new Answer(part[0], Integer.parseInt(part[1]), part[2], hints));
                } else {
                    throw new IllegalArgumentException(file + " has a line that is no answer: '" + line
                            + "'; answer(name, value, digits, hint) gives one");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return answers;
    }
}
