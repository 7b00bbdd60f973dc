package arignote.notebook.errors;

import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.JavaSyntax;
import arignote.notebook.source.SourceScan;
import arignote.notebook.source.Span;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text on a diagnostic: what is written there, and the line that does what was meant. */
final class DiagnosticText {
    private interface Words {
        CompileError of(DiagnosticText at, Matcher found);
    }

    private record Row(Pattern message, Words words) {
        Row(String message, Words words) {
            this(Pattern.compile(message, Pattern.DOTALL), words);
        }

        /** In the hint %s stands for the text there. */
        Row(String from, String to, String hint) {
            this(
                    "incompatible types: " + from + " cannot be converted to " + to,
                    (at, found) -> at.needed(found, hint.formatted(at.text())));
        }
    }

    private static final String NUMBER = "(?:int|long|short|byte|float|double)";

    private static final List<Row> ROWS = List.of(
            new Row(
                    "no suitable method found for grad\\(Expr\\).*|method grad in class T .* found: +Expr\\s.*",
                    (at, found) -> new CompileError(
                            "T.grad needs what to differentiate by, too.",
                            "Write T.grad(" + SourceScan.arguments(at.after()) + ", w).")),
            new Row("array required, but (.*) found", (at, found) -> IndexText.error(at, found.group(1))),
            new Row("incompatible types: (\\S+) cannot be converted to (Shared)", DiagnosticText::shared),
            new Row("incompatible types: (\\S+) cannot be converted to (boolean)", DiagnosticText::condition),
            new Row("incompatible types: (" + NUMBER + ") cannot be converted to (Expr)", DiagnosticText::symbolic),
            new Row(
                    "incompatible types: char cannot be converted to String",
                    (at, found) -> new CompileError(
                            at.text() + " is a single character, no String.",
                            "Write \"" + at.text().replace("'", "") + "\".")),
            new Row("(boolean)", "(Expr)", "Compare element by element: T.eq(a, b), T.lt(a, b), T.gt(a, b)."),
            new Row(
                    "(String)",
                    "(Expr)",
                    "A variable with that name is T.vector(%1$s), T.matrix(%1$s) or T.scalar(%1$s)."),
            new Row("(INDArray|[a-z]+(?:\\[\\])+|List<.*>)", "(Expr)", "Write T.constant(%s)."),
            new Row("(Variable)", "(Expr)", "Write T.constant(%s.data())."),
            new Row(
                    "(Expr)",
                    "(" + NUMBER + "|Double)",
                    "Write %s.item() for its value, if it needs no inputs; else make a function and call it."),
            new Row("(Shared|Variable)", "(" + NUMBER + "|Double)", "Write %s.item()."),
            new Row("(INDArray)", "(float|double|Double)", "Write %s.getDouble(0) for one element."),
            new Row("(INDArray)", "(int|long)", "Write %s.getInt(0) for one element."),
            new Row("(INDArray)", "(double\\[\\])", "Write %s.toDoubleVector()."),
            new Row("(INDArray)", "(double\\[\\]\\[\\])", "Write %s.toDoubleMatrix()."),
            new Row("(INDArray)", "(int\\[\\])", "Write %s.toIntVector()."),
            new Row(
                    "(Expr)",
                    "(INDArray)",
                    "Write %s.eval(), if it needs no inputs; else make a function and call it."),
            new Row("(Variable)", "(INDArray)", "Write %s.data()."),
            new Row("([a-z]+(?:\\[\\])+)", "(INDArray)", "Write Nd4j.createFromArray(%s)."),
            new Row("(List<INDArray>)", "(INDArray)", "Write %s.get(0) for the first."),
            new Row("(List<.*>)", "(INDArray)", "Write Nd4j.create(%s)."),
            new Row("(INDArray|[a-z]+(?:\\[\\])*|List<.*>)", "(Variable)", "Write Variable.of(%s)."),
            new Row(
                    "incompatible types: (String) cannot be converted to (int|long|double|float|Integer|Double)",
                    DiagnosticText::parsed),
            new Row(
                    "incompatible types: Object is not a functional interface",
                    (at, found) -> new CompileError(
                            "A lambda stands only where its type is known.",
                            "Write Function<Double, Double> f = " + at.text() + ";")),
            new Row("(" + NUMBER + "|boolean|INDArray|Expr)", "(String)", "Write String.valueOf(%s)."),
            new Row(
                    "cannot infer type for local variable (\\w+)\\s+\\(cannot use 'var' on variable without initializer\\)",
                    (at, found) -> new CompileError(
                            "var " + found.group(1) + " has no value, so Java does not know its type.",
                            "Write var " + found.group(1) + " = …; or its type: double " + found.group(1) + ";")),
            new Row(
                    "cannot infer type for local variable (\\w+)\\s+\\(lambda expression needs .*|"
                            + "cannot infer type for local variable (\\w+)\\s+\\(method reference needs .*",
                    (at, found) -> new CompileError(
                            "A lambda does not tell its type, so var does not know it.",
                            "Write Function<Double, Double> or DoubleUnaryOperator in the place of var.")),
            new Row(
                    "cannot infer type for local variable (\\w+)\\s+\\(array initializer needs .*",
                    (at, found) -> new CompileError(
                            "{ … } alone does not tell its type.", "Write double[] " + found.group(1) + " = { … };")),
            new Row(
                    "cannot infer type for local variable (\\w+)\\s+\\(variable initializer is 'null'\\)",
                    (at, found) -> new CompileError(
                            "null does not tell its type.",
                            "Write the type, for instance Expr " + found.group(1) + " = null;")));

    private final String source;
    private final Diagnostic diagnostic;
    private final JavaSyntax statement;

    private DiagnosticText(String source, Diagnostic diagnostic) {
        this.source = source;
        this.diagnostic = diagnostic;
        this.statement = JavaSyntax.statement(source);
    }

    /**
     * @param source the statement in which the diagnostic is
     * @return its sentence and hint; the general ones, where we have none for this place
     */
    static CompileError of(String source, Diagnostic diagnostic, KnownNames names) {
        if (diagnostic.isOurs()) {
            return CompileError.ours(diagnostic.message());
        }
        if (diagnostic.isSyntax() && closesNothing(source, diagnostic.position())) {
            return new CompileError(
                    "This " + source.charAt(diagnostic.position()) + " closes nothing.", "Take it away, or open it.");
        }
        boolean inside =
                0 <= diagnostic.start() && diagnostic.start() < diagnostic.end() && diagnostic.end() <= source.length();
        CompileError found = inside ? specific(source, diagnostic, names) : null;
        return found == null ? CompileError.of(diagnostic.message(), names) : found;
    }

    private static boolean closesNothing(String source, int at) {
        return 0 <= at
                && at < source.length()
                && ")]}".indexOf(source.charAt(at)) >= 0
                && SourceScan.of(source.substring(0, at + 1)).closesTooMuch();
    }

    private static CompileError specific(String source, Diagnostic diagnostic, KnownNames names) {
        String message = Diagnostic.bare(diagnostic.message());
        CompileError known = OperatorText.of(source, diagnostic, message);
        if (known == null) {
            known = NameText.of(source, diagnostic, message, names);
        }
        for (Row row : known == null ? ROWS : List.<Row>of()) {
            Matcher found = row.message().matcher(message);
            if (found.matches()) {
                return row.words().of(new DiagnosticText(source, diagnostic), found);
            }
        }
        return known;
    }

    /** What is written there. */
    String text() {
        return diagnostic.span().of(source);
    }

    /** What follows it. */
    String after() {
        return source.substring(diagnostic.end());
    }

    private CompileError needed(Matcher found, String hint) {
        return new CompileError("Here " + found.group(2) + " is needed, and this is " + found.group(1) + ".", hint);
    }

    private CompileError shared(Matcher found) {
        String name = assigned();
        String value = text();
        boolean expression = found.group(1).equals("Expr");
        if (name.isEmpty() || declared()) {
            return needed(
                    found,
                    expression
                            ? "Write Expr " + (name.isEmpty() ? "…" : name) + " = " + value + "."
                            : "Write shared(" + value + ", \"" + (name.isEmpty() ? "w" : name) + "\").");
        }
        return expression
                ? new CompileError(
                        name + " is a shared variable, which only functions change: write update(" + name + ", " + value
                                + ")",
                        "Or give it a value at once: " + name + ".setValue(…).")
                : new CompileError(
                        name + " is a shared variable, and " + value + " is none.",
                        "Write " + name + ".setValue(" + value + ").");
    }

    /** A text where a number is needed; one that is no number needs no advice. */
    private CompileError parsed(Matcher found) {
        String type = found.group(2).toLowerCase(Locale.ROOT).contains("int")
                        || found.group(2).equals("long")
                ? "Integer.parseInt"
                : "Double.parseDouble";
        boolean word = text().matches("\"[^\"]*[^\\d.\"-][^\"]*\"");
        return needed(found, word ? "" : "Write " + type + "(" + text() + ").");
    }

    private CompileError condition(Matcher found) {
        String text = text();
        if (find(tree -> tree instanceof AssignmentTree) instanceof AssignmentTree set) {
            String name = text(set.getVariable()), value = text(set.getExpression());
            return new CompileError(
                    "= gives " + name + " a value; a condition compares.", "Write " + name + " == " + value + ".");
        }
        String type = found.group(1);
        if (type.matches("Expr|Shared")) {
            return new CompileError(
                    "An expression has no value yet, so it is no condition.",
                    "T.where(" + text + ", a, b) chooses for each element, when a function is called.");
        }
        if (type.matches(NUMBER)) {
            return text.equals("1")
                    ? new CompileError("1 is a number, no condition.", "Write true.")
                    : new CompileError(text + " is a number, no condition.", "Write " + text + " != 0.");
        }
        return null;
    }

    /** A number where an expression is needed: a function of T, called as that of Math is. */
    private CompileError symbolic(Matcher found) {
        Tree around = find(tree -> tree instanceof MethodInvocationTree call
                && call.getArguments().stream().anyMatch(this::isHere));
        String constant = "T.constant(" + text() + ")";
        if (around instanceof MethodInvocationTree call
                && call.getArguments().size() == 1
                && text(call.getMethodSelect()).matches("T\\.\\w+")) {
            String name = text(call.getMethodSelect()).substring(2);
            if (NearNames.hasStatic("java.lang.Math", name)) {
                return needed(
                        found,
                        "Write Math." + name + "(" + text() + ") for a number, or " + constant + " for an expression.");
            }
        }
        return needed(found, "Write " + constant + ".");
    }

    /** The variable that gets the value which stands here, or nothing. */
    private String assigned() {
        Tree found = find(tree -> tree instanceof AssignmentTree set && isHere(set.getExpression())
                || tree instanceof VariableTree made && made.getInitializer() != null && isHere(made.getInitializer()));
        return found instanceof AssignmentTree set
                ? text(set.getVariable())
                : found instanceof VariableTree made ? made.getName().toString() : "";
    }

    private boolean declared() {
        return find(tree -> tree instanceof VariableTree made
                        && made.getInitializer() != null
                        && isHere(made.getInitializer()))
                != null;
    }

    private boolean isHere(ExpressionTree tree) {
        return !(tree instanceof NewArrayTree array && array.getType() == null)
                && statement.span(tree).equals(diagnostic.span());
    }

    private interface Wanted {
        boolean is(Tree tree);
    }

    /** The first such tree that stands here or is just around it. */
    private Tree find(Wanted wanted) {
        Tree[] found = new Tree[1];
        if (statement != null) {
            statement.innermostFirst(tree -> {
                Span span = statement.span(tree);
                boolean around = span.start() <= diagnostic.start() && diagnostic.end() <= span.end();
                if (found[0] == null && around && wanted.is(tree)) {
                    found[0] = tree;
                }
            });
        }
        return found[0];
    }

    private String text(Tree tree) {
        return statement.span(tree).of(source);
    }
}
