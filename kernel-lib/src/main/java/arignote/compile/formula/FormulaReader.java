package arignote.compile.formula;

import arignote.compile.formula.FormulaStep.Branch;
import arignote.compile.formula.FormulaStep.Let;
import arignote.compile.formula.FormulaStep.Way;
import arignote.compile.formula.FormulaTerm.Apply;
import arignote.compile.formula.FormulaTerm.Bits;
import arignote.compile.formula.FormulaTerm.Kind;
import arignote.compile.formula.FormulaTerm.Number;
import arignote.compile.formula.FormulaTerm.Part;
import arignote.compile.formula.FormulaTerm.Variable;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SimpleTreeVisitor;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Java as a formula: the calls of methods in it are replaced by what these methods compute, and both sides of a
 * choice are computed. Anything but arithmetic, choices and local variables is refused.
 */
public final class FormulaReader extends SimpleTreeVisitor<FormulaTerm, Void> {
    private static final Map<String, Double> NUMBERS = Map.of(
            "Double.NaN", Double.NaN,
            "Double.POSITIVE_INFINITY", Double.POSITIVE_INFINITY,
            "Double.NEGATIVE_INFINITY", Double.NEGATIVE_INFINITY);

    private final FormulaSource source;
    private final Map<String, FormulaTerm> names = new HashMap<>();
    /** Where statements go. */
    private final List<FormulaStep> steps;

    private FormulaReader(FormulaSource source, List<FormulaStep> steps) {
        this.source = source;
        this.steps = steps;
    }

    /** What an expression computes, whose free names are the variables. */
    public static Way read(FormulaSource source, ExpressionTree expression, List<Variable> variables) {
        FormulaReader reader = new FormulaReader(source, new ArrayList<>());
        variables.forEach(v -> reader.names.put(v.name(), v));
        FormulaTerm result = reader.as(Kind.NUMBER, expression);
        return new Way(reader.steps, result);
    }

    /** What a method computes from the operands. */
    public static Way read(FormulaSource source, String method, List<Variable> operands) {
        List<FormulaStep> steps = new ArrayList<>();
        MethodTree tree = source.method(method, operands.size()).orElseThrow();
        return new Way(steps, inlined(source, tree, operands, steps));
    }

    private static FormulaTerm inlined(
            FormulaSource source, MethodTree method, List<? extends FormulaTerm> operands, List<FormulaStep> steps) {
        FormulaReader reader = new FormulaReader(source, steps);
        for (int i = 0; i < operands.size(); i++) {
            VariableTree parameter = method.getParameters().get(i);
            String name = parameter.getName().toString();
            FormulaTerm operand = converted(operands.get(i), kind(parameter.getType()));
            boolean stands = operand.isAtom() || uses(name, method.getBody()) <= 1;
            reader.names.put(name, stands ? operand : reader.let(name, operand));
        }
        return reader.returned(method.getBody().getStatements(), kind(method.getReturnType()));
    }

    private static int uses(String name, Tree in) {
        int[] count = {0};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree tree, Void nothing) {
                count[0] += tree.getName().contentEquals(name) ? 1 : 0;
                return null;
            }
        }.scan(in, null);
        return count[0];
    }

    private static Kind kind(Tree type) {
        return switch (type.toString()) {
            case "double" -> Kind.NUMBER;
            case "long" -> Kind.BITS;
            case "boolean" -> Kind.CONDITION;
            default -> Kind.RECORD;
        };
    }

    // statements

    private FormulaTerm returned(List<? extends StatementTree> statements, Kind kind) {
        for (int i = 0; i < statements.size(); i++) {
            StatementTree statement = statements.get(i);
            if (statement instanceof ReturnTree end) {
                return as(kind, end.getExpression());
            }
            if (statement instanceof IfTree choice) {
                return branch(choice, statements.subList(i + 1, statements.size()), kind);
            }
            if (statement instanceof VariableTree local) {
                String name = local.getName().toString();
                names.put(name, let(name, as(kind(local.getType()), local.getInitializer())));
            } else if (statement instanceof ExpressionStatementTree e
                    && e.getExpression() instanceof AssignmentTree assignment) {
                Variable variable = (Variable) assignment.getVariable().accept(this, null);
                steps.add(new Let(variable, as(variable.kind(), assignment.getExpression()), true));
            } else {
                throw refused(statement);
            }
        }
        throw refused(source.tree());
    }

    /** {@code if (…) { … return a; } … return b;} */
    private FormulaTerm branch(IfTree choice, List<? extends StatementTree> rest, Kind kind) {
        FormulaTerm condition = as(Kind.CONDITION, choice.getCondition());
        Way rare = way(((BlockTree) choice.getThenStatement()).getStatements(), kind);
        Way usual = way(rest, kind);
        Variable result = new Variable("result", kind);
        steps.add(new Branch(result, condition, rare, usual));
        return result;
    }

    private Way way(List<? extends StatementTree> statements, Kind kind) {
        FormulaReader reader = new FormulaReader(source, new ArrayList<>());
        reader.names.putAll(names);
        FormulaTerm result = reader.returned(statements, kind);
        return new Way(reader.steps, result);
    }

    private Variable let(String name, FormulaTerm value) {
        Variable variable = new Variable(name, value.kind());
        steps.add(new Let(variable, value, false));
        return variable;
    }

    // expressions

    /** A part of a larger expression; what a method computes gets a variable with the method's name. */
    private FormulaTerm part(ExpressionTree tree) {
        FormulaTerm term = tree.accept(this, null);
        boolean called = tree instanceof MethodInvocationTree call
                && FormulaOperation.ofMethod(call.getMethodSelect().toString()).isEmpty();
        return called && !term.isAtom() ? let(methodName((MethodInvocationTree) tree), term) : term;
    }

    private static String methodName(MethodInvocationTree call) {
        String called = call.getMethodSelect().toString();
        return called.substring(called.indexOf('.') + 1);
    }

    private FormulaTerm as(Kind kind, ExpressionTree tree) {
        return converted(tree.accept(this, null), kind);
    }

    /** A whole number in the source stands for a double where one is wanted. */
    private static FormulaTerm converted(FormulaTerm term, Kind kind) {
        if (term instanceof Bits whole && kind == Kind.NUMBER) {
            return new Number(whole.value());
        }
        if (term.kind() != kind) {
            throw new IllegalStateException(term + " is no " + kind);
        }
        return term;
    }

    @Override
    public FormulaTerm visitParenthesized(ParenthesizedTree tree, Void nothing) {
        return tree.getExpression().accept(this, null);
    }

    @Override
    public FormulaTerm visitLiteral(LiteralTree tree, Void nothing) {
        if (tree.getValue() instanceof Double d) {
            return new Number(d);
        }
        if (tree.getValue() instanceof Integer || tree.getValue() instanceof Long) {
            return new Bits(((java.lang.Number) tree.getValue()).longValue());
        }
        throw refused(tree);
    }

    @Override
    public FormulaTerm visitIdentifier(IdentifierTree tree, Void nothing) {
        String name = tree.getName().toString();
        return names.containsKey(name) ? names.get(name) : constant(source, tree, name);
    }

    @Override
    public FormulaTerm visitMemberSelect(MemberSelectTree tree, Void nothing) {
        Double number = NUMBERS.get(tree.toString());
        return number != null
                ? new Number(number)
                : constant(
                        FormulaSource.of(tree.getExpression().toString()),
                        tree,
                        tree.getIdentifier().toString());
    }

    private static FormulaTerm constant(FormulaSource source, Tree tree, String name) {
        VariableTree field = source.field(name).orElseThrow(() -> refused(tree));
        return new FormulaReader(source, new ArrayList<>()).as(kind(field.getType()), field.getInitializer());
    }

    @Override
    public FormulaTerm visitUnary(UnaryTree tree, Void nothing) {
        return apply(tree, operation(tree), List.of(part(tree.getExpression())));
    }

    @Override
    public FormulaTerm visitBinary(BinaryTree tree, Void nothing) {
        FormulaTerm a = part(tree.getLeftOperand());
        FormulaTerm b = part(tree.getRightOperand());
        return apply(tree, operation(tree), alike(a, b));
    }

    @Override
    public FormulaTerm visitConditionalExpression(ConditionalExpressionTree tree, Void nothing) {
        FormulaTerm condition = converted(part(tree.getCondition()), Kind.CONDITION);
        FormulaTerm yes = part(tree.getTrueExpression());
        FormulaTerm no = part(tree.getFalseExpression());
        List<FormulaTerm> arms = yes instanceof Bits && no instanceof Bits
                ? List.of(converted(yes, Kind.NUMBER), converted(no, Kind.NUMBER))
                : alike(yes, no);
        return apply(tree, FormulaOperation.SELECT, List.of(condition, arms.get(0), arms.get(1)));
    }

    private static List<FormulaTerm> alike(FormulaTerm a, FormulaTerm b) {
        Kind kind = a.kind() == Kind.NUMBER ? a.kind() : b.kind();
        return List.of(converted(a, kind), converted(b, kind));
    }

    @Override
    public FormulaTerm visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
        String called = tree.getMethodSelect().toString();
        List<FormulaTerm> operands =
                tree.getArguments().stream().map(this::part).toList();
        Optional<FormulaOperation> operation = FormulaOperation.ofMethod(called);
        if (operation.isPresent()) {
            return apply(tree, operation.get(), operands);
        }
        int point = called.indexOf('.');
        if (point >= 0 && names.get(called.substring(0, point)) instanceof Variable record) {
            String part = called.substring(point + 1);
            Tree type = FormulaSource.of("HugeAngle")
                    .field(part)
                    .orElseThrow(() -> refused(tree))
                    .getType();
            return new Part(record, part, kind(type));
        }
        FormulaSource of = point < 0 ? source : FormulaSource.of(called.substring(0, point));
        MethodTree method = of.method(methodName(tree), operands.size()).orElseThrow(() -> refused(tree));
        return inlined(of, method, operands, steps);
    }

    @Override
    protected FormulaTerm defaultAction(Tree tree, Void nothing) {
        throw refused(tree);
    }

    private static FormulaOperation operation(Tree tree) {
        return FormulaOperation.ofOperator(tree.getKind()).orElseThrow(() -> refused(tree));
    }

    private static FormulaTerm apply(Tree tree, FormulaOperation operation, List<FormulaTerm> operands) {
        Kind kind = operation.kind(operands);
        FormulaTerm a = operands.get(0);
        FormulaTerm b = operands.get(operands.size() - 1);
        if (kind == Kind.NUMBER && a instanceof Number x && b instanceof Number y) {
            Optional<Double> folded = folded(operation, x.value(), y.value());
            if (folded.isPresent()) {
                return new Number(folded.get());
            }
        }
        if (a instanceof Bits x && b instanceof Bits y) {
            return switch (operation) {
                case NEGATE -> new Bits(-x.value());
                case ADD -> new Bits(x.value() + y.value());
                case SUBTRACT -> new Bits(x.value() - y.value());
                default -> throw refused(tree);
            };
        }
        return new Apply(operation, kind, operands);
    }

    private static Optional<Double> folded(FormulaOperation operation, double x, double y) {
        return switch (operation) {
            case NEGATE -> Optional.of(-x);
            case ADD -> Optional.of(x + y);
            case SUBTRACT -> Optional.of(x - y);
            case MULTIPLY -> Optional.of(x * y);
            case DIVIDE -> Optional.of(x / y);
            default -> Optional.empty();
        };
    }

    private static IllegalStateException refused(Tree tree) {
        return new IllegalStateException("no formula can have: " + tree);
    }
}
