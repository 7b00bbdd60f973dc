package arignote.notebook.errors;

import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.SourceScan;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What Python, or another language, writes and Java does not, in a text that javac could not read. Javac's own sentence is
 * about what it expected there instead, which is no help with {@code x ** 2}.
 */
record ForeignSyntax(Diagnostic diagnostic, CompileError error) {
    /** The error at a match; null if the text is right there. */
    private interface Words {
        CompileError of(Found found, Function<String, String> types);
    }

    /** A match in the text without its strings; the groups are from the text itself. */
    private record Found(String text, Matcher match) {
        String group(int group) {
            return match.start(group) < 0
                    ? null
                    : text.substring(match.start(group), match.end(group)).strip();
        }

        String into(String template) {
            return CompileError.filled(template, match.groupCount(), this::group);
        }
    }

    private record Row(Pattern text, Words words) {
        Row(String text, Words words) {
            this(Pattern.compile(text, Pattern.MULTILINE), words);
        }

        /** $1 in sentence and hint stands for the first group. */
        Row(String text, String sentence, String hint) {
            this(text, (found, types) -> new CompileError(found.into(sentence), found.into(hint)));
        }
    }

    private static final String OPERAND = "((?:[\\w.]+|\\([^()]*\\))(?:\\([^()]*\\)|\\[[^\\[\\]]*\\])*)";

    private static final List<Row> ROWS = List.of(
            // lines of Python
            new Row(
                    "^ *(?:from +([\\w.]+) +import .*|import +([\\w.]+)(?: +as +\\w+| *(?:,.*)?))$",
                    (found, types) -> JavaForm.imported(found.group(1) == null ? found.group(2) : found.group(1))),
            new Row(
                    "^ *def +(\\w+) *\\(([^)]*)\\).*$",
                    (found, types) -> new CompileError(
                            "def is Python.",
                            "A method of Java has types and braces: double " + found.group(1) + "("
                                    + JavaForm.parameters(found.group(2)) + ") { return …; }")),
            new Row("^ *class +(\\w+)[^{\\n]*: *$", "A class of Java has braces.", "Write class $1 { … }"),
            new Row(
                    "\\bfor *\\(? *(?:int|var)? *(\\w+) +in +range *\\(([^()]*)\\) *\\)? *:?",
                    (found, types) ->
                            new CompileError("for … in is Python.", JavaForm.counting(found.group(1), found.group(2)))),
            new Row(
                    "\\bfor *\\(? *(?:\\w+ )?(\\w+) +in +([^:{\\n]+?) *\\)? *(?:[:{]|$)",
                    "for … in is Python.",
                    "Write for (var $1 : $2) { … }"),
            new Row(
                    "\\belif\\b *\\(?([^:){\\n]*)\\)?",
                    (found, types) -> new CompileError(
                            "elif is Python.", "Write else if (" + JavaForm.condition(found.group(1)) + ") { … }")),
            new Row("\\belse *:", "else has braces in Java.", "Write else { … }"),
            new Row(
                    "\\b(if|while) +\\(?((?:(?!\\bfor\\b)[^:?{\\n])*?)\\)? *:(?!:)",
                    (found, types) -> new CompileError(
                            "A condition stands in parentheses, and what follows in braces.",
                            "Write " + found.group(1) + " (" + JavaForm.condition(found.group(2)) + ") { … }")),
            new Row("\\btry *:|\\bexcept\\b", "try has braces in Java.", "Write try { … } catch (Exception e) { … }"),
            new Row(
                    "^ *print +((?![(=.+*/-])[^;\\n]+)",
                    (found, types) -> new CompileError(
                            "print is Python.",
                            "Write System.out.println("
                                    + JavaForm.printed(found.group(1).replace('\'', '"')) + ");")),
            new Row(
                    "\\bprintln +(\"[^\"\\n]*\"|[^;\\n(]+);?",
                    "What is printed stands in parentheses.",
                    "Write println($1);"),
            new Row(
                    "^ *(\\w+ *(?:, *\\w+ *)+)=(?!=)",
                    "Java sets one variable at a time.",
                    "Write a statement for each of $1"),
            new Row(
                    "^ *(?:async +)?function +(\\w+) *\\(",
                    "A method of Java begins with the type of its value.",
                    "Write double $1(double x) { return …; }"),
            new Row("\\bconst\\b", "const has no meaning in Java.", "Write final, or leave it out."),
            // slips of Java
            new Row("\\bT\\.switch *\\((.*?)\\)?;?$", "switch is a word of Java itself.", "Write T.where($1)"),
            new Row(
                    "\\bfor *\\(([^;()\\n]*),([^;()\\n]*),([^;()\\n]*)\\)",
                    "The three parts of a for have semicolons between them.",
                    "Write for ($1; $2; $3)"),
            new Row(
                    "^ *(int|double|float|long|boolean|void|Expr|INDArray|Variable) +(\\w+) *\\((\\w+(?: *, *\\w+)*)\\) *\\{",
                    (found, types) -> new CompileError(
                            "Each parameter of a method has its type.",
                            "Write " + found.group(1) + " " + found.group(2) + "(" + JavaForm.parameters(found.group(3))
                                    + ")")),
            new Row(
                    "\\b(?:int|double|float|long|boolean|String|var|Expr|Shared|Variable|INDArray) +(\\w+) *[=;]",
                    (found, types) -> SourceVersion.isKeyword(found.group(1))
                            ? new CompileError(found.group(1) + " is a word of Java itself.", "Choose another name.")
                            : null),
            new Row(
                    "(?<=[\\w] {0,3}\\() *\\{([^{}\\n;]*)\\}",
                    "An array has its type before the braces.",
                    "Write new double[] {$1}"),
            // expressions of Python
            new Row(
                    "\\blambda\\b *([\\w, ]*): *(.*?);?$",
                    (found, types) -> JavaForm.lambda(found.group(1), found.group(2))),
            new Row(
                    OPERAND + " *\\*\\* *(-?" + OPERAND + ")",
                    (found, types) -> new CompileError(
                            "** is no operator in Java.", JavaForm.power(found.group(1), found.group(2), types))),
            new Row(
                    OPERAND + " +@ *" + OPERAND + "|" + OPERAND + "@" + OPERAND,
                    (found, types) -> JavaForm.product(
                            found.group(1) == null ? found.group(3) : found.group(1),
                            found.group(2) == null ? found.group(4) : found.group(2),
                            types)),
            new Row(
                    "(?<=[=(,]|return|^)([^=\\n;(]+?) +if +([^\\n]+?) +else +([^\\n;)]+)",
                    (found, types) -> new CompileError(
                            "a if b else c is Python.",
                            "Write " + JavaForm.condition(found.group(2)) + " ? " + found.group(1) + " : "
                                    + found.group(3))),
            new Row("(?<=[\\w)\\]\"]) +and\\b(?= +[\\w(!\"])", "and is written && in Java.", ""),
            new Row("(?<=[\\w)\\]\"]) +or\\b(?= +[\\w(!\"])", "or is written || in Java.", ""),
            new Row("\\bnot +in\\b|\\bnot\\b +[\\w(]|\\bnot\\(", "not is written ! in Java.", ""),
            new Row(
                    "(\\w+) +is +(not +)?None\\b",
                    (found, types) -> new CompileError(
                            "is is Python.",
                            "Write " + found.group(1) + (found.group(2) == null ? " == " : " != ") + "null")),
            new Row(
                    "new +(\\w+) *\\[([^\\]\\n:]*,[^\\]\\n]*)\\]",
                    (found, types) -> new CompileError(
                            "Each length stands in brackets of its own.",
                            "Write new " + found.group(1) + JavaForm.brackets(found.group(2)))),
            new Row(
                    "\\b(int|double|float|long|boolean|String) *\\[ *(\\w+) *\\] +(\\w+)",
                    "The length comes with new.",
                    "Write $1[] $3 = new $1[$2];"),
            new Row(
                    OPERAND.replace("(?:\\([^()]*\\)|\\[[^\\[\\]]*\\])*", "")
                            + " *\\[([^\\]\\[\\n?]*:[^\\]\\[\\n]*)\\]",
                    (found, types) -> JavaForm.slice(found.group(1), found.group(2), types)),
            new Row(
                    OPERAND.replace("(?:\\([^()]*\\)|\\[[^\\[\\]]*\\])*", "") + " *\\[([^\\]\\[\\n]*,[^\\]\\[\\n]*)\\]",
                    (found, types) -> new CompileError(
                            "An index of Java is a single number.",
                            JavaForm.indexed(found.group(1), found.group(2), types))),
            new Row(
                    "\\bfunction *\\( *(?:inputs *= *)?\\[([^\\]]*)\\]",
                    "Java has no lists in brackets.",
                    "Write function(inputs($1), outputs(…), update(w, …))"),
            new Row(
                    "\\b(inputs|outputs|updates) *\\( *\\[([^\\]]*)\\] *\\)?",
                    "Java has no lists in brackets.",
                    "Write $1($2)"),
            new Row(
                    "(?<=\\[\\] {0,9}\\w{1,40} {0,9}=) *\\[([^\\]\\n]*)\\]",
                    "An array's elements stand in braces.",
                    "Write {$1}"),
            new Row(
                    "(?:(?<=[=(,:])|return|^) *\\[([^\\]\\n]*)\\]?",
                    "Java has no lists in brackets.",
                    "Write new double[] {$1}, List.of($1), or Nd4j.createFromArray(…) for an array to compute with."),
            new Row(
                    "\\{ *(\"\\w*\"|'\\w*') *: *([^,}\\n]*)",
                    (found, types) -> new CompileError(
                            "Java has no dictionaries in braces.",
                            "Write Map.of(" + found.group(1).replace('\'', '"') + ", "
                                    + found.group(2).strip() + ")")),
            // signs
            new Row("#.*", "# begins no comment in Java.", "Write // in its place."),
            new Row("'''", "A text of several lines has three double quotes.", "Write \"\"\" and begin a new line."),
            new Row(
                    "'((?:[^'\\\\\\n]|\\\\.){2,}|)'",
                    (found, types) -> JavaForm.isCharacter(found.group(1))
                            ? null
                            : new CompileError(
                                    "A text has double quotes; single ones are for one character.",
                                    "Write \"" + found.group(1) + "\"")),
            new Row(
                    "\\b([fr])\"",
                    "Java has no strings with $1 before them.",
                    "Write \"n is \" + n, or String.format(\"n is %d\", n)."),
            new Row(
                    "\\b(int|long|float|double)\\(([^()]*)\\)",
                    "A type is no function.",
                    "Write ($1) $2 to convert; a part in parentheses: ($1) (a + b)."),
            new Row("=>", "=> is no sign of Java.", "A lambda has ->, and at least is >=."),
            new Row("[=!]==", "Java compares with == and !=.", ""),
            new Row(
                    "(\\w+ *\\([^()\\n]*(?:\\([^()\\n]*\\)[^()\\n]*)*\\)|\\]) *(\\([^()\\n]*\\))",
                    (found, types) -> found.group(1)
                                    .matches(
                                            "(?:if|for|while|switch|catch|synchronized|return|throw|assert|else|case) *\\(.*")
                            ? null
                            : new CompileError(
                                    "A value cannot be called.",
                                    "A function has methods for it: .apply" + found.group(2)
                                            + " for an array, .applyAsDouble" + found.group(2) + " for a number.")));

    /**
     * The first such thing.
     *
     * @param text a part of a cell, and where it begins there
     * @param types what the notebook's variables are declared as, by their names
     * @return null if nothing is found
     */
    static ForeignSyntax of(String text, Function<String, String> types) {
        String bare = withoutTexts(text);
        ForeignSyntax first = null;
        for (Row row : ROWS) {
            Matcher found = row.text().matcher(bare);
            while (found.find() && (first == null || begin(text, found) < first.diagnostic.start())) {
                CompileError error = row.words().of(new Found(text, found), types);
                if (error != null) {
                    int start = begin(text, found);
                    int end = text.substring(0, found.end()).stripTrailing().length();
                    first = new ForeignSyntax(
                            new Diagnostic(start, start, Math.max(end, start + 1), "arignote", ""), error);
                }
            }
        }
        return first;
    }

    private static int begin(String text, Matcher found) {
        return SourceScan.afterComments(text, found.start());
    }

    /** Strings hold anything; what they hold is left out, in as many characters, so that places stay. */
    private static String withoutTexts(String text) {
        StringBuilder bare = new StringBuilder(text);
        Matcher strings = Pattern.compile(
                        "\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"|#.*|//.*|/\\*[\\s\\S]*?\\*/")
                .matcher(text);
        while (strings.find()) {
            boolean string = text.charAt(strings.start()) == '"', sign = text.charAt(strings.start()) == '#';
            for (int i = strings.start() + (string || sign ? 1 : 0); i < strings.end() - (string ? 1 : 0); i++) {
                bare.setCharAt(i, bare.charAt(i) == '\n' ? '\n' : string ? '_' : ' ');
            }
        }
        return bare.toString();
    }
}
