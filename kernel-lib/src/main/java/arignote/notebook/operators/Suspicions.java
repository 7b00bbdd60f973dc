package arignote.notebook.operators;

import arignote.notebook.source.JavaSyntax;
import arignote.notebook.source.NotebookTypes;
import arignote.notebook.source.OperandType;
import arignote.notebook.source.TreeTypes;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Java accepts in a statement with another meaning than Python: {@code 1 / 100} where a fraction is needed is 0,
 * {@code 2 ^ 3} is 1, {@code ==} between arrays does not look into them. It runs all the same; a line below the cell says it.
 */
final class Suspicions {
    /** A division by // that has become a comment: a name or a number, then a number and perhaps a semicolon. */
    private static final Pattern FLOOR =
            Pattern.compile("(?m)(?:^|[=(,] *|return +)([\\w.]+)(;?) // ?(\\d+|[a-zA-Z_]\\w*)( *;)? *$");

    private static final Set<Tree.Kind> SIDES = Set.of(
            Tree.Kind.PLUS,
            Tree.Kind.MINUS,
            Tree.Kind.MULTIPLY,
            Tree.Kind.DIVIDE,
            Tree.Kind.REMAINDER,
            Tree.Kind.LESS_THAN,
            Tree.Kind.LESS_THAN_EQUAL,
            Tree.Kind.GREATER_THAN,
            Tree.Kind.GREATER_THAN_EQUAL,
            Tree.Kind.EQUAL_TO,
            Tree.Kind.NOT_EQUAL_TO);

    private static final Set<Class<?>> FRACTIONS =
            Set.of(double.class, float.class, Double.class, Float.class, Number.class);

    private final String text;
    private final JavaSyntax statement;
    private final NotebookTypes notebook;
    private final TreeTypes types;
    private final List<String> found = new ArrayList<>();

    private Suspicions(String text, JavaSyntax statement, NotebookTypes notebook) {
        this.text = text;
        this.statement = statement;
        this.notebook = notebook;
        this.types = new TreeTypes(statement, Map.of(), notebook);
    }

    /** One line for each, in their order; none for most statements. */
    static List<String> of(String text, NotebookTypes notebook) {
        if (text.indexOf('/') < 0 && text.indexOf('^') < 0 && text.indexOf('=') < 0) {
            return List.of();
        }
        JavaSyntax statement = JavaSyntax.statement(text);
        if (statement == null) {
            return List.of();
        }
        Suspicions suspicions = new Suspicions(text, statement, notebook);
        statement.innermostFirst(suspicions::look);
        suspicions.comment();
        return suspicions.found.stream().distinct().toList();
    }

    private void look(Tree tree) {
        if (tree instanceof VariableTree variable && variable.getInitializer() != null) {
            boolean array =
                    variable.getType() != null && variable.getType().toString().endsWith("]");
            if (variable.getType() != null
                    && isFraction(variable.getType().toString().replaceAll("\\[\\]", ""))) {
                fraction(variable.getInitializer(), array);
            }
        } else if (tree instanceof AssignmentTree set && types.of(set.getVariable()) == OperandType.FRACTION) {
            fraction(set.getExpression(), false);
        } else if (tree instanceof CompoundAssignmentTree change) {
            compound(change);
        } else if (tree instanceof BinaryTree both) {
            binary(both);
        } else if (tree instanceof MethodInvocationTree call) {
            arguments(call);
        } else if (tree instanceof TypeCastTree cast
                && isFraction(cast.getType().toString())) {
            fraction(cast.getExpression(), false);
        } else if (tree instanceof MethodTree method
                && method.getReturnType() != null
                && isFraction(method.getReturnType().toString())
                && method.getBody() != null) {
            method.getBody().getStatements().forEach(each -> {
                if (each instanceof ReturnTree back && back.getExpression() != null) {
                    fraction(back.getExpression(), false);
                }
            });
        } else if (tree instanceof NewArrayTree array
                && array.getType() != null
                && isFraction(array.getType().toString())) {
            fraction(array, true);
        }
    }

    private static boolean isFraction(String type) {
        return type.matches("double|float|Double|Float");
    }

    /** Where a fraction is needed. */
    private void fraction(ExpressionTree tree, boolean elements) {
        if (tree instanceof NewArrayTree array && elements && array.getInitializers() != null) {
            array.getInitializers().forEach(each -> fraction(each, true));
        } else if (tree instanceof ParenthesizedTree inner) {
            fraction(inner.getExpression(), elements);
        } else if (tree instanceof ConditionalExpressionTree choice) {
            fraction(choice.getTrueExpression(), elements);
            fraction(choice.getFalseExpression(), elements);
        } else if (tree instanceof UnaryTree
                || tree instanceof BinaryTree both && types.of(both) == OperandType.WHOLE_NUMBER) {
            division(tree);
        }
    }

    private void division(ExpressionTree tree) {
        Operand operand = Operand.in(text, statement.start(tree), statement.end(tree));
        if (operand != null) {
            operand.integerDivision(types.of(tree) == OperandType.WHOLE_NUMBER).ifPresent(found::add);
        }
    }

    private void binary(BinaryTree both) {
        OperandType left = types.of(both.getLeftOperand()), right = types.of(both.getRightOperand());
        Tree.Kind kind = both.getKind();
        if (SIDES.contains(kind)) {
            beside(both.getLeftOperand(), left, right);
            beside(both.getRightOperand(), right, left);
        }
        boolean number = left == OperandType.WHOLE_NUMBER && right == OperandType.WHOLE_NUMBER;
        boolean tensor = left.hasOperators() && !left.isNumber();
        String base = text(both.getLeftOperand()), exponent = text(both.getRightOperand());
        if (kind == Tree.Kind.XOR && (number || tensor) && exponent.matches(base.matches("\\d+") ? "\\d+" : "2")) {
            String power = number ? "Math.pow(%s, %s)" : left == OperandType.VARIABLE ? "%s.pow(%s)" : "T.pow(%s, %s)";
            found.add(("%s is the exclusive or of its bits in Java; the power is " + power)
                    .formatted(text(both), base, exponent));
        }
        if (kind == Tree.Kind.EQUAL_TO || kind == Tree.Kind.NOT_EQUAL_TO) {
            same(both, left, right);
        }
    }

    private void beside(ExpressionTree tree, OperandType type, OperandType other) {
        if (type == OperandType.WHOLE_NUMBER && other != OperandType.WHOLE_NUMBER && other.hasOperators()) {
            division(tree);
        }
    }

    private void same(BinaryTree both, OperandType left, OperandType right) {
        String a = text(both.getLeftOperand()), b = text(both.getRightOperand());
        String instead = left.isExpression() && right.isExpression()
                ? "T.eq(" + a + ", " + b + ") compares their elements"
                : left == OperandType.ARRAY && right == OperandType.ARRAY
                        ? a + ".equals(" + b + ") compares their elements"
                        : left == OperandType.VARIABLE && right == OperandType.VARIABLE
                                ? "compare " + a + ".item() or " + a + ".data()"
                                : notebook.declaration(a).endsWith("[]")
                                                && notebook.declaration(b).endsWith("[]")
                                        ? "Arrays.equals(" + a + ", " + b + ") compares their elements"
                                        : both.getLeftOperand().getKind() == Tree.Kind.STRING_LITERAL
                                                        || both.getRightOperand()
                                                                        .getKind()
                                                                == Tree.Kind.STRING_LITERAL
                                                ? a + ".equals(" + b + ") compares the texts"
                                                : "";
        if (!instead.isEmpty()) {
            found.add("%s asks whether both are the same object; %s".formatted(text(both), instead));
        }
    }

    private void compound(CompoundAssignmentTree change) {
        OperandType place = types.of(change.getVariable()), value = types.of(change.getExpression());
        if (place == OperandType.WHOLE_NUMBER && value == OperandType.FRACTION) {
            found.add("%s is a whole number, so %s drops the fraction; declare it as double"
                    .formatted(text(change.getVariable()), text(change)));
        } else if (place != OperandType.WHOLE_NUMBER && place.hasOperators()) {
            fraction(change.getExpression(), false);
        }
    }

    /** Arguments that could have been fractions: a method of that name takes some there. */
    private void arguments(MethodInvocationTree call) {
        for (int i = 0; i < call.getArguments().size(); i++) {
            ExpressionTree argument = call.getArguments().get(i);
            Set<Class<?>> takes = types.parameters(call, i);
            boolean fractions = takes.stream().anyMatch(FRACTIONS::contains);
            boolean others = takes.contains(int.class) || takes.contains(long.class);
            if (fractions && !others) {
                fraction(argument, false);
            } else if (fractions || takes.contains(Object.class)) {
                Operand operand = Operand.in(text, statement.start(argument), statement.end(argument));
                if (operand != null && types.of(argument) == OperandType.WHOLE_NUMBER) {
                    operand.integerDivision(false).ifPresent(found::add);
                }
            }
        }
    }

    private void comment() {
        Matcher floor = FLOOR.matcher(text);
        while (floor.find()) {
            int line = text.lastIndexOf('\n', floor.start(1)) + 1;
            String before = text.substring(line, floor.start(1));
            boolean code = before.indexOf('"') < 0 && !before.contains("//") && !before.contains("*");
            boolean divides = floor.group(4) != null
                    || floor.group(2).isEmpty() && floor.group(3).matches("\\d+"); // JShell puts a semicolon before it.
            // A number that is the value is told, not divided by.
            boolean told = floor.group(3).equals(String.valueOf(notebook.value(floor.group(1))));
            if (code && divides && !told) {
                String above = floor.group(1), below = floor.group(3);
                found.add("// begins a comment, so %s is not divided; write %s"
                        .formatted(
                                above,
                                notebook.variable(above).isExpression()
                                        ? "T.floor(" + above + " / " + below + ")"
                                        : "Math.floorDiv(" + above + ", " + below + ")"));
            }
        }
    }

    private String text(Tree tree) {
        return statement.span(tree).of(text);
    }
}
