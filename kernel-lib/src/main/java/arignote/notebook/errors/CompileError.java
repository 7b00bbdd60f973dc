package arignote.notebook.errors;

import arignote.notebook.source.Diagnostic;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What javac refuses, in one sentence and with a hint for what beginners meet most. Both come from javac's English
 * message; one that is not in the table keeps its first line.
 *
 * @param sentence what is wrong
 * @param hint what to do, or empty
 */
public record CompileError(String sentence, String hint) {
    private static final String MISSING = "cannot find symbol\\s+symbol: +", OF_TYPE = "\\s+location: .*?(\\S+)";
    private static final String TENSOR = "(Expr|Shared|Variable|INDArray)", ANY = "(.*)";

    /** What javac says of two objects, of which one can never be the other; of an object and a number it says the usual. */
    private static final String EQUALITY = "(?:incomparable|incompatible) types: ";

    private static final String COMPARED = "== and != do not compare the elements of $1 and $2.";
    private static final String EQ = "Write T.eq(a, b) or T.neq(a, b).";

    /** A row of the table; in the sentence $1 stands for the first group of the pattern. */
    private record Row(Pattern message, String sentence, Hint hint) {
        Row(String message, String sentence, Hint hint) {
            this(Pattern.compile(message, Pattern.DOTALL), sentence, hint);
        }

        Row(String message, String sentence, String hint) {
            this(message, sentence, (found, names) -> filled(hint, found));
        }

        Row(String message, String sentence) {
            this(message, sentence, "");
        }
    }

    private interface Hint {
        String of(Matcher found, KnownNames names);
    }

    private static final Hint MEMBER = (found, names) -> names.hintOnMember(found.group(3), found.group(1));

    private static final List<Row> ROWS = List.of(
            // names
            new Row(MISSING + "method (\\w+)(\\(.*?\\))" + OF_TYPE, "$3 has no method $1$2.", MEMBER),
            new Row(MISSING + "(?:variable|class) (\\w+)()" + OF_TYPE, "$3 has no $1.", MEMBER),
            new Row(
                    MISSING + "method (\\w+).*",
                    "There is no method $1 here.",
                    (found, names) -> names.hint(found.group(1), true)),
            new Row(
                    MISSING + "\\w+ (\\w+).*",
                    "$1 is not known here.",
                    (found, names) -> names.hint(found.group(1), false)),
            new Row(
                    "package (\\w+) does not exist",
                    "$1 is not known here.",
                    (found, names) -> names.hint(found.group(1), false)),
            new Row(
                    "package (\\S+) does not exist",
                    "There is no package $1 here.",
                    "Is its jar on the class path? %classpath and %maven add one."),
            new Row("variable (\\w+) is already defined.*", "$1 is already defined.", "Leave out its type to set it."),
            new Row(
                    "variable (\\w+) might not have been initialized",
                    "$1 may have no value yet.",
                    "Give it one where it is declared."),
            // operators
            new Row(operands("<", TENSOR, ANY), "< does not compare $1 with $2.", "Write T.lt(a, b)."),
            new Row(operands("<", ANY, TENSOR), "< does not compare $1 with $2.", "Write T.lt(a, b)."),
            new Row(operands("<=", TENSOR, ANY), "<= does not compare $1 with $2.", "Write T.le(a, b)."),
            new Row(operands("<=", ANY, TENSOR), "<= does not compare $1 with $2.", "Write T.le(a, b)."),
            new Row(operands(">", TENSOR, ANY), "> does not compare $1 with $2.", "Write T.gt(a, b)."),
            new Row(operands(">", ANY, TENSOR), "> does not compare $1 with $2.", "Write T.gt(a, b)."),
            new Row(operands(">=", TENSOR, ANY), ">= does not compare $1 with $2.", "Write T.ge(a, b)."),
            new Row(operands(">=", ANY, TENSOR), ">= does not compare $1 with $2.", "Write T.ge(a, b)."),
            new Row(EQUALITY + TENSOR + " and " + ANY, COMPARED, EQ),
            new Row(EQUALITY + ANY + " and " + TENSOR, COMPARED, EQ),
            new Row(operands("(?:==|!=)", TENSOR, ANY), COMPARED, EQ),
            new Row(operands("(?:==|!=)", ANY, TENSOR), COMPARED, EQ),
            new Row(
                    operands("\\^", ANY, ANY),
                    "^ is no power in Java.",
                    "Write T.pow(x, 2), or Math.pow(x, 2) for numbers."),
            new Row(
                    operands("(.*)", ANY, "(String)"),
                    "$1 does not work between $2 and a String.",
                    "Use a number, an expression or an array instead."),
            new Row(
                    operands("(.*)", "(String)", ANY),
                    "$1 does not work between a String and $3.",
                    "Use a number, an expression or an array instead."),
            new Row(
                    operands("([-+*/])", TENSOR, ANY),
                    "$1 does not work between $2 and $3.",
                    "Write a.plus(b), a.minus(b), a.times(b) or a.div(b)."),
            new Row(operands("(.*)", ANY, ANY), "$1 does not work between $2 and $3."),
            new Row("bad operand type (.*) for unary operator '(.*)'", "$2 does not work on $1."),
            // types
            new Row(
                    "incompatible types: possible lossy conversion from (\\w+) to (\\w+)",
                    "The $1 does not fit into $2 without loss.",
                    "Write ($2) in front of it, or make the variable $1."),
            new Row(
                    "incompatible types: bad return type in lambda expression\\s+(.*)",
                    "The lambda gives the wrong type: $1."),
            new Row("incompatible types: (.*) cannot be converted to (.*)", "Here $2 is needed, and this is $1."),
            new Row("incompatible types: (.*)", "The types do not fit: $1."),
            new Row(
                    "method (\\w+) in \\w+ (\\S+) cannot be applied.*required: +(.*?)\\s+found: +(.*?)\\s+reason:.*",
                    "$2.$1 takes ($3), not ($4)."),
            new Row(
                    "constructor \\w+ in \\w+ (\\S+) cannot be applied.*required: +(.*?)\\s+found: +(.*?)\\s+reason:.*",
                    "new $1 takes ($2), not ($3)."),
            new Row(
                    "no suitable (?:method|constructor) found for (\\w+)\\((.*?)\\)\\s.*",
                    "No $1 takes ($2).",
                    "Shift-Tab on the name shows what it takes."),
            // control
            new Row(
                    "unreported exception (\\S+); must be caught or declared to be thrown",
                    "$1 may be thrown here, and nothing catches it.",
                    "Add throws $1 to the method's head; in a lambda catch it: try { … } catch ($1 e) { … }."),
            new Row(
                    "local variables referenced from (?:a lambda expression|an inner class) must be final.*",
                    "A lambda can only use a local variable that never changes.",
                    "Copy it to a variable of its own first."),
            new Row("missing return statement", "This method can end without a return."),
            // text
            new Row("';' expected", "A semicolon is missing."),
            new Row("(.*) expected", "Here $1 is missing."),
            new Row("not a statement", "This is not a statement.", "Assign its value, or call something."),
            new Row(
                    "integer number too large.*",
                    "This number is too large for an int.",
                    "Write L behind it for a long."),
            new Row("unclosed string literal", "The string does not end on its line.", "Close it with \"."),
            new Row("unclosed text block", "The text block does not end.", "Close it with \"\"\"."),
            new Row("reached end of file while parsing", "The cell ends too early.", "Is a } or ) missing?"));

    /** Of a sentence of our own, and a hint on a line below it. */
    static CompileError ours(String message) {
        String[] lines = message.split("\n", 2);
        return new CompileError(lines[0], lines.length > 1 ? lines[1] : "");
    }

    /** Of javac's message in English. */
    static CompileError of(String message, KnownNames names) {
        String bare = Diagnostic.bare(message);
        for (Row row : ROWS) {
            Matcher found = row.message().matcher(bare);
            if (found.matches()) {
                return new CompileError(
                        filled(row.sentence(), found), row.hint().of(found, names));
            }
        }
        String first = bare.lines().findFirst().orElse("this does not compile");
        return new CompileError(Character.toUpperCase(first.charAt(0)) + first.substring(1) + ".", "");
    }

    /** The message on an operator between two types. */
    private static String operands(String operator, String first, String second) {
        return "bad operand types for binary operator '" + operator + "'\\s+first type: +" + first
                + "\\s+second type: +" + second;
    }

    private static String filled(String template, Matcher found) {
        return filled(template, found.groupCount(), found::group);
    }

    /** A text in which $1 stands for the first group. */
    static String filled(String template, int groups, IntFunction<String> group) {
        String text = template;
        for (int i = groups; i >= 1; i--) {
            String found = group.apply(i);
            text = text.replace("$" + i, found == null ? "" : found.strip());
        }
        return text;
    }
}
