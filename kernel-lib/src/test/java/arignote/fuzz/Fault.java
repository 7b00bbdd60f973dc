package arignote.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A mistake in generated Java source: one place of the text, found by a pattern, is replaced. The differential test has to
 * find it.
 *
 * @param place what is looked for
 * @param by what it becomes, with {@code $1} for the groups of the pattern
 */
record Fault(String name, Pattern place, String by) {
    private static final String VALUE = "([\\w.]+(?:\\[[^\\]]*\\])?(?:\\([^()]*\\))?)";

    private static final String ACCUMULATED = "(\\w+(?:\\[[^\\]]*\\])?) = \\1 \\+ ";

    static final List<Fault> ALL = List.of(
            of("bound: < as <=", "(for \\([^;]*;[^;]*) < ", "$1 <= "),
            of("bound: one less", "(for \\([^;]*;[^;]* <) ([^;]+);", "$1 $2 - 1;"),
            of("bound: starts at 1", "(for \\(\\w+ \\w+) = 0;", "$1 = 1;"),
            of("stride: the next element", "\\[(\\w+)\\]", "[$1 + 1]"),
            of("stride: a factor lost", "\\b(\\w+) \\* \\w+ \\+", "$1 +"),
            of("stride: an offset lost", "\\[([^\\[\\]]*) \\+ \\w+\\]", "[$1]"),
            of("lane: half of them", "& 31\\b", "& 15"),
            of("lane: one less", "\\b32\\b", "31"),
            of("lane: another one", "\\b([a-z]+)0\\b", "$11"),
            of("sign: + as -", " \\+ (?!1\\b)", " - "),
            of("sign: - as +", " - (?!1\\b)", " + "),
            of("sign: a term taken off", ACCUMULATED, "$1 = $1 - "),
            of("sign: a minus lost", "([(=,:?] ?)-(?=[\\w(])", "$1"),
            of("operands of a difference swapped", VALUE + " - " + VALUE, "$2 - $1"),
            of("operands of a quotient swapped", VALUE + " / " + VALUE, "$2 / $1"),
            of("operand: a product as a sum", VALUE + " \\* " + VALUE, "($1 + $2)"),
            of("operand: the first one twice", VALUE + " ([+*-]) " + VALUE, "$1 $2 $1"),
            of("operand: branches swapped", "\\? ([^:?;]+) : ([^;?:)]+)", "? $2 : $1"),
            of("comparison: > as >=", " > ", " >= "),
            of("comparison: != as ==", " != ", " == "),
            of("vector: add as sub", "\\.add\\(", ".sub("),
            of("vector: sub as add", "\\.sub\\(", ".add("),
            of("vector: mul as add", "\\.mul\\(", ".add("),
            of("vector: max as min", "\\bmax\\(", "min("),
            of("accumulator: kept from before", " = 0(?:\\.0)?;", " = 1;"),
            of("accumulator: the last element alone", ACCUMULATED, "$1 = "),
            of("tail: left out", "(for \\(int \\w+ = (v\\d*|\\w+Next); \\w+ < )[^;]+;", "$1$2;"),
            of("block: one turn less", "(\\(block \\+ 1L\\) \\* \\w+)\\)", "$1 - 1)"),
            of("blocks: the second one left out", "int block = 1;", "int block = 2;"),
            of("mask: < as <=", "VectorOperators\\.LT\\b", "VectorOperators.LE"),
            of("vector: one element further", "(from(?:Array|ByteBuffer)\\([SF], \\w+, )", "$11 + "),
            of("guard: lengths not compared", "if \\(lengths[^{]*\\) \\{", "if (false) {"),
            of(
                    "guard: an axis of length 1 not looked at",
                    "if \\(lengths[^{]* != 1 \\|\\| [^{]*\\) \\{",
                    "if (false) {"),
            of("guard: a place not looked at", "= at\\((\\w+), [^)]*\\);", "= $1;"),
            of("type: a rounding left out", "\\(float\\) ", ""));

    private static Fault of(String name, String place, String by) {
        return new Fault(name, Pattern.compile(place), by);
    }

    /** Whether it shows in calls that do not fit alone. */
    boolean isGuard() {
        return name.startsWith("guard:");
    }

    /** The source with the mistake at one of its places, which the choice picks; empty if it has no such place. */
    Optional<String> apply(String source, int choice) {
        List<MatchResult> places = place.matcher(source).results().toList();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        MatchResult at = places.get(Math.floorMod(choice, places.size()));
        StringBuilder with = new StringBuilder(by);
        for (int g = at.groupCount(); g > 0; g--) {
            for (int i = with.indexOf("$" + g); i >= 0; i = with.indexOf("$" + g)) {
                with.replace(i, i + 2, at.group(g) == null ? "" : at.group(g).replace('$', '\u0001'));
            }
        }
        String changed =
                source.substring(0, at.start()) + with.toString().replace('\u0001', '$') + source.substring(at.end());
        return changed.equals(source) ? Optional.empty() : Optional.of(changed);
    }
}
