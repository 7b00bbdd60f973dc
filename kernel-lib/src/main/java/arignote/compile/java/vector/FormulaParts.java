package arignote.compile.java.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements of a formula in vectors, parted for several methods of about the same length. HotSpot inlines a short method at once,
 * with all types known. Beyond 18 000 nodes, which some 45 calls of the Vector API fill, it goes by what was seen of types before, and
 * whether vectors stay off the heap then is a matter of luck. What a later part needs is kept in memory.
 */
final class FormulaParts {
    /** So many elements a part computes before the next one does. */
    static final int STRIP = 128;

    private static final int CALLS = 26; // of the Vector API in a part, about
    private static final int FEWEST = 3; // calls from one place of two classes alone would be inlined there

    private static final Pattern DECLARED = Pattern.compile("^(DoubleVector|LongVector|VectorMask<Double>) (\\w+) = ");
    private static final Pattern GIVEN = Pattern.compile("^(?:.* )?(\\w+) = ");
    private static final Pattern CALL = Pattern.compile("\\w\\(");

    /** Statements that stay together, on lines of their own. */
    private record Statement(List<String> lines) {
        int calls() {
            return lines.stream()
                    .filter(l -> !l.startsWith(" ")) // what lanes go through one by one is compiled when they do
                    .mapToInt(l -> (int) CALL.matcher(l).results().count())
                    .sum();
        }

        boolean mentions(String variable) {
            Pattern word = Pattern.compile("\\b" + variable + "\\b");
            return lines.stream().anyMatch(l -> word.matcher(l).find());
        }

        boolean gives(String variable) {
            return lines.stream()
                    .map(GIVEN::matcher)
                    .anyMatch(m -> m.find() && m.group(1).equals(variable));
        }
    }

    private final List<Statement> statements = new ArrayList<>();
    private final Map<String, String> types = new LinkedHashMap<>(); // of variables
    private final Map<String, Integer> kept = new LinkedHashMap<>(); // variables, and the strip of memory for each
    private final String result;
    private final List<List<String>> parts = new ArrayList<>();

    FormulaParts(FormulaVector.Printed printed) {
        result = printed.result();
        group(printed.lines());
        int all = calls(0);
        int count = all <= CALLS ? 1 : Math.max(FEWEST, (all + CALLS - 1) / CALLS);
        int begin = 0;
        for (int part = 1; part <= count; part++) {
            int end = part == count ? statements.size() : cut(begin, calls(begin) / (count - part + 1));
            parts.add(part(begin, end));
            begin = end;
        }
    }

    private void group(List<String> lines) {
        List<String> open = new ArrayList<>();
        for (String line : lines) {
            open.add(line);
            boolean inside = line.endsWith("{") || line.startsWith(" ");
            if (!inside && !line.startsWith("//")) {
                statements.add(new Statement(List.copyOf(open)));
                open.clear();
            }
            Matcher declared = DECLARED.matcher(line);
            if (declared.find()) {
                types.put(declared.group(2), declared.group(1));
            }
        }
    }

    private int calls(int begin) {
        return statements.subList(begin, statements.size()).stream()
                .mapToInt(Statement::calls)
                .sum();
    }

    /** Where a part ends that begins there: near so many calls, where the fewest variables have to be kept. */
    private int cut(int begin, int calls) {
        int best = -1;
        int sum = 0;
        for (int at = begin; at < statements.size() && sum <= calls * 4 / 3; at++) {
            boolean near = sum >= calls;
            if (near && (best < 0 || live(at).size() < live(best).size())) {
                best = at;
            }
            sum += statements.get(at).calls();
        }
        return best < 0 ? begin + 1 : best;
    }

    /** The variables that have a value before a statement and are needed from there on. */
    private List<String> live(int at) {
        return types.keySet().stream()
                .filter(v -> statements.subList(0, at).stream().anyMatch(s -> s.gives(v)))
                .filter(v -> isNeeded(v, at))
                .toList();
    }

    private boolean isNeeded(String variable, int from) {
        return variable.equals(result)
                || statements.subList(from, statements.size()).stream().anyMatch(s -> s.mentions(variable));
    }

    private List<String> part(int begin, int end) {
        List<Statement> own = statements.subList(begin, end);
        List<String> lines = new ArrayList<>();
        boolean isLast = end == statements.size();
        for (String v : live(begin)) {
            if (own.stream().anyMatch(s -> s.mentions(v)) || isLast && v.equals(result)) {
                lines.add(types.get(v) + " " + v + " = " + read(v) + ";");
            }
        }
        own.forEach(s -> lines.addAll(s.lines()));
        if (!isLast) {
            for (String v : live(end)) {
                if (own.stream().anyMatch(s -> s.gives(v))) {
                    lines.add(asNumbers(v) + ".intoArray(kept, " + place(v) + ");");
                }
            }
        }
        return lines;
    }

    private String place(String variable) {
        int strip = kept.computeIfAbsent(variable, v -> kept.size());
        return "i - from + " + strip * STRIP;
    }

    private String asNumbers(String variable) {
        return switch (types.get(variable)) {
            case "LongVector" -> variable + ".reinterpretAsDoubles()";
            case "DoubleVector" -> variable;
            default -> "DoubleVector.broadcast(S, 0.0).blend(1.0, " + variable + ")";
        };
    }

    private String read(String variable) {
        String numbers = "DoubleVector.fromArray(S, kept, " + place(variable) + ")";
        return switch (types.get(variable)) {
            case "LongVector" -> numbers + ".reinterpretAsLongs()";
            case "DoubleVector" -> numbers;
            default -> numbers + ".compare(VectorOperators.NE, 0.0)";
        };
    }

    /** The lines of each part; the last one ends with the result. */
    List<List<String>> parts() {
        return parts;
    }

    /** How many strips of memory they need. */
    int strips() {
        return kept.size();
    }

    /** Whether part {@code k} reads a variable of the formula, such as an operand. */
    boolean reads(int k, String variable) {
        Pattern word = Pattern.compile("\\b" + variable + "\\b");
        return parts.get(k).stream().anyMatch(l -> word.matcher(l).find())
                || k == parts.size() - 1 && variable.equals(result);
    }
}
