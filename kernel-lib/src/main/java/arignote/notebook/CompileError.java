package arignote.notebook;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What javac refuses, in one sentence and with a hint for what beginners meet most. Both come from javac's English
 * message; one that is not in the table keeps its first line.
 *
 * @param sentence what is wrong
 * @param hint what to do, or empty
 */
record CompileError(String sentence, String hint) {
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])");
    private static final String EXPRESSION = "(?:Expr|Shared|Variable|INDArray)";

    /** An unknown name: its hint depends on what else is known. */
    private record Unknown(String message, String sentence) {}

    /** A message, in which $1 stands for the first group of the pattern. */
    private record Row(String message, String sentence, String hint) {}

    private static final List<Unknown> UNKNOWN = List.of(
            new Unknown(
                    "cannot find symbol\\s+symbol: +(?<kind>class|interface|variable) (?<name>\\w+).*",
                    "%s is not known here."),
            new Unknown("package (?<kind>)(?<name>\\w+) does not exist.*", "%s is not known here."),
            new Unknown(
                    "cannot find symbol\\s+symbol: +(?<kind>method) (?<name>\\w+)\\(.*",
                    "There is no method %s here."));

    private static final List<Row> ROWS = List.of(
            new Row(
                    "cannot find symbol\\s+symbol: +method (\\w+\\(.*?\\))\\s+location: \\w+ (?:\\w+ of type )?(\\S.*)",
                    "$2 has no method $1.",
                    ""),
            new Row(
                    "cannot find symbol\\s+symbol: +(?:variable|class) (\\w+)\\s+location: \\w+ (?:\\w+ of type )?(\\S.*)",
                    "$2 has no $1.",
                    ""),
            new Row(
                    "package (\\S+) does not exist",
                    "There is no package $1 here.",
                    "Is its jar on the class path? %classpath and %maven add one."),
            new Row("';' expected", "A semicolon is missing.", ""),
            new Row("(.*) expected", "Here $1 is missing.", ""),
            new Row(
                    "bad operand types for binary operator '<'\\s+first type: +(.*" + EXPRESSION
                            + ".*)\\s+second type: +(.*)",
                    "< does not compare $1 with $2.",
                    "Write T.lt(a, b)."),
            new Row(
                    "bad operand types for binary operator '<='\\s+first type: +(.*" + EXPRESSION
                            + ".*)\\s+second type: +(.*)",
                    "<= does not compare $1 with $2.",
                    "Write T.le(a, b)."),
            new Row(
                    "bad operand types for binary operator '>'\\s+first type: +(.*" + EXPRESSION
                            + ".*)\\s+second type: +(.*)",
                    "> does not compare $1 with $2.",
                    "Write T.gt(a, b)."),
            new Row(
                    "bad operand types for binary operator '>='\\s+first type: +(.*" + EXPRESSION
                            + ".*)\\s+second type: +(.*)",
                    ">= does not compare $1 with $2.",
                    "Write T.ge(a, b)."),
            new Row(
                    "(?:bad operand types for binary operator '(?:==|!=)'|incomparable types|incompatible types)"
                            + "\\W\\s*(?:first type: +)?(" + EXPRESSION + ")(?: and |\\s+second type: +)(.*)",
                    "== and != do not compare the values of $1 and $2.",
                    "Write T.eq(a, b) or T.neq(a, b)."),
            new Row(
                    "bad operand types for binary operator '\\^'\\s+first type: +(.*)\\s+second type: +(.*)",
                    "^ is no power in Java.",
                    "Write T.pow(x, 2), or Math.pow(x, 2) for numbers."),
            new Row(
                    "bad operand types for binary operator '(.*)'\\s+first type: +(.*)\\s+second type: +(String)",
                    "$1 does not work between $2 and a String.",
                    "Use a number, an expression or an array instead."),
            new Row(
                    "bad operand types for binary operator '(.*)'\\s+first type: +(String)\\s+second type: +(.*)",
                    "$1 does not work between a String and $3.",
                    "Use a number, an expression or an array instead."),
            new Row(
                    "bad operand types for binary operator '([-+*/])'\\s+first type: +(.*)\\s+second type: +(.*)",
                    "$1 does not work between $2 and $3.",
                    "Write a.plus(b), a.minus(b), a.times(b) or a.div(b)."),
            new Row(
                    "bad operand types for binary operator '(.*)'\\s+first type: +(.*)\\s+second type: +(.*)",
                    "$1 does not work between $2 and $3.",
                    ""),
            new Row("bad operand type (.*) for unary operator '(.*)'", "$2 does not work on $1.", ""),
            new Row(
                    "incompatible types: possible lossy conversion from (\\w+) to (\\w+)",
                    "The $1 does not fit into $2 without loss.",
                    "Write ($2) in front of it, or make the variable $1."),
            new Row(
                    "incompatible types: bad return type in lambda expression\\s+(.*)",
                    "The lambda gives the wrong type: $1.",
                    ""),
            new Row("incompatible types: (.*) cannot be converted to (.*)", "Here $2 is needed, and this is $1.", ""),
            new Row(
                    "unreported exception (\\S+); must be caught or declared to be thrown",
                    "$1 may be thrown here, and nothing catches it.",
                    "Add throws $1 to the method's head; in a lambda catch it: try { … } catch ($1 e) { … }."),
            new Row(
                    "local variables referenced from (?:a lambda expression|an inner class) must be final.*",
                    "A lambda can only use a local variable that never changes.",
                    "Copy it to a variable of its own first."),
            new Row("variable (\\w+) is already defined.*", "$1 is already defined.", "Leave out its type to set it."),
            new Row(
                    "variable (\\w+) might not have been initialized",
                    "$1 may have no value yet.",
                    "Give it one where it is declared."),
            new Row("not a statement", "This is not a statement.", "Assign its value, or call something."),
            new Row("missing return statement", "This method can end without a return.", ""),
            new Row("unclosed string literal", "The string does not end on its line.", "Close it with \"."),
            new Row("unclosed text block", "The text block does not end.", "Close it with \"\"\"."),
            new Row("reached end of file while parsing", "The cell ends too early.", "Is a } or ) missing?"),
            new Row(
                    "method (\\w+) in \\w+ (\\S+) cannot be applied to given types;\\s+required: +(.*?)\\s+found: +(.*?)\\s+reason:.*",
                    "$2.$1 takes ($3), not ($4).",
                    ""),
            new Row(
                    "constructor \\w+ in \\w+ (\\S+) cannot be applied to given types;\\s+required: +(.*?)\\s+found: +(.*?)\\s+reason:.*",
                    "new $1 takes ($2), not ($3).",
                    ""),
            new Row(
                    "no suitable (?:method|constructor) found for (\\w+)\\((.*?)\\)\\s.*",
                    "No $1 takes ($2).",
                    "Shift-Tab on the name shows what it takes."),
            new Row("incompatible types: (.*)", "The types do not fit: $1.", ""));

    /** Of javac's message. */
    static CompileError of(String message, KnownNames names) {
        String short_ = QUALIFIED
                .matcher(message.replaceAll("\\s+location: class *$", ""))
                .replaceAll("")
                .strip();
        for (Row row : ROWS) {
            Matcher matcher = Pattern.compile(row.message, Pattern.DOTALL).matcher(short_);
            if (matcher.matches()) {
                return new CompileError(filled(row.sentence, matcher), filled(row.hint, matcher));
            }
        }
        for (Unknown unknown : UNKNOWN) {
            Matcher matcher = Pattern.compile(unknown.message, Pattern.DOTALL).matcher(short_);
            if (matcher.matches()) {
                String name = matcher.group("name");
                return new CompileError(unknown.sentence.formatted(name), names.hint(name, matcher.group("kind")));
            }
        }
        String first = short_.lines().findFirst().orElse("This does not compile");
        return new CompileError(Character.toUpperCase(first.charAt(0)) + first.substring(1) + ".", "");
    }

    private static String filled(String template, Matcher matcher) {
        String text = template;
        for (int i = matcher.groupCount(); i >= 1; i--) {
            text = text.replace("$" + i, matcher.group(i).strip());
        }
        return text;
    }
}
