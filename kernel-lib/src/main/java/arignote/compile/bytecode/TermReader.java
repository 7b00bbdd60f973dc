package arignote.compile.bytecode;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads expressions and types. */
final class TermReader {
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("||"),
            Set.of("&&"),
            Set.of("|"),
            Set.of("^"),
            Set.of("&"),
            Set.of("==", "!="),
            Set.of("<", ">", "<=", ">=", "instanceof"),
            Set.of("<<"),
            Set.of("+", "-"),
            Set.of("*", "/", "%"));
    private static final Set<String> TESTS = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Map<String, String> ASSIGNING = Map.of("+=", "+", "-=", "-", "*=", "*");

    private final Tokens tokens;
    private final Members members;
    private Scope scope;

    TermReader(Tokens tokens, Members members) {
        this.tokens = tokens;
        this.members = members;
    }

    /** From here on these are the locals. */
    void in(Scope locals) {
        scope = locals;
    }

    // Types

    /** A type, with what stands in angle brackets left out. */
    Class<?> type() {
        String name = tokens.name();
        Class<?> type = KnownClasses.primitive(name);
        if (type == null) {
            type = KnownClasses.type(name);
            while (tokens.takes(".")) {
                type = KnownClasses.inner(type, tokens.name());
            }
            if (tokens.takes("<")) {
                tokens.name();
                tokens.expect(">");
            }
        }
        while (tokens.peek().equals("[") && tokens.peek(1).equals("]")) {
            tokens.next();
            tokens.next();
            type = Array.newInstance(type, 0).getClass();
        }
        return type;
    }

    /** Whether a declaration of a local comes next. */
    boolean isDeclaration() {
        if (!tokens.isName(0)) {
            return false;
        }
        int ahead = 1;
        if (tokens.peek(ahead).equals("<") && tokens.peek(ahead + 2).equals(">")) {
            ahead += 3;
        }
        while (tokens.peek(ahead).equals("[") && tokens.peek(ahead + 1).equals("]")) {
            ahead += 2;
        }
        return tokens.isName(ahead) && !tokens.peek(ahead).equals("instanceof");
    }

    // Statements that are expressions

    /** An assignment, a step of a local, or a call. */
    Term statement() {
        Term to = expression();
        String operator = tokens.peek();
        if (tokens.takes("++")) {
            return increment(to, 1);
        }
        if (tokens.takes("=")) {
            return new Term.Assign(void.class, to, Members.converted(expression(), to.type()));
        }
        if (ASSIGNING.containsKey(operator) && to instanceof Term.Local local) {
            tokens.next();
            Term by = expression();
            if (local.type() == int.class
                    && by instanceof Term.Constant c
                    && c.value() instanceof Integer i
                    && (short) (int) i == i
                    && !operator.equals("*=")) {
                return increment(to, operator.equals("+=") ? i : -i);
            }
            Term value = binary(ASSIGNING.get(operator), to, by);
            return new Term.Assign(void.class, to, Members.converted(value, to.type()));
        }
        if (to instanceof Term.Call) {
            return to;
        }
        throw new Beyond(operator + " behind a statement");
    }

    private static Term increment(Term to, int by) {
        if (to instanceof Term.Local local && local.type() == int.class) {
            return new Term.Increment(void.class, local.slot(), by);
        }
        throw new Beyond("a step of what is no int");
    }

    // Expressions

    Term expression() {
        Term condition = level(0);
        if (!tokens.takes("?")) {
            return condition;
        }
        Term yes = expression();
        tokens.expect(":");
        Term no = expression();
        Class<?> type = yes.type() == no.type() ? yes.type() : KnownClasses.wider(yes.type(), no.type());
        return new Term.Choice(type, bool(condition), Members.converted(yes, type), Members.converted(no, type));
    }

    private static Term bool(Term condition) {
        return Members.converted(condition, boolean.class);
    }

    private Term level(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        Term left = level(level + 1);
        while (LEVELS.get(level).contains(tokens.peek())) {
            String operator = tokens.next();
            left = operator.equals("instanceof") ? isA(left) : binary(operator, left, level(level + 1));
        }
        return left;
    }

    private Term isA(Term value) {
        Class<?> kind = type();
        return new Term.IsA(boolean.class, value, kind, scope.declare(tokens.name(), kind));
    }

    private static Term binary(String operator, Term left, Term right) {
        if (operator.equals("&&") || operator.equals("||")) {
            return new Term.Test(boolean.class, operator, bool(left), bool(right));
        }
        if (operator.equals("<<")) {
            return Constants.folded(new Term.Binary(
                    KnownClasses.wider(left.type(), int.class), operator, left, Members.converted(right, int.class)));
        }
        boolean bools = left.type() == boolean.class && right.type() == boolean.class;
        Class<?> type = bools ? boolean.class : KnownClasses.wider(left.type(), right.type());
        Term a = Members.converted(left, type);
        Term b = Members.converted(right, type);
        if (TESTS.contains(operator) && (!bools || operator.endsWith("=") && operator.length() == 2)) {
            return Constants.folded(new Term.Test(boolean.class, operator, a, b));
        }
        boolean bitwise = "&|^".contains(operator);
        if (bitwise ? !bools && type != int.class && type != long.class : bools) {
            throw new Beyond(operator + " of " + type);
        }
        return Constants.folded(new Term.Binary(type, operator, a, b));
    }

    private Term unary() {
        if (tokens.takes("-")) {
            Term of = unary();
            return of instanceof Term.Constant c
                    ? Constants.negative(c)
                    : new Term.Negative(KnownClasses.wider(of.type(), int.class), of);
        }
        if (tokens.takes("!")) {
            Term of = bool(unary());
            return of instanceof Term.Constant c ? Constants.of(!(boolean) c.value()) : new Term.Not(boolean.class, of);
        }
        if (tokens.takes("~")) {
            Term of = unary();
            return binary("^", of, Constants.cast(of.type(), new Term.Constant(int.class, -1)));
        }
        if (isCast()) {
            tokens.expect("(");
            Class<?> type = type();
            tokens.expect(")");
            return cast(type, unary());
        }
        return suffixed(primary());
    }

    private boolean isCast() {
        int before = tokens.place();
        if (!tokens.takes("(") || !isDeclarationOf()) {
            tokens.go(before);
            return false;
        }
        boolean primitive = KnownClasses.primitive(tokens.peek()) != null;
        while (!tokens.next().equals(")")) {
            // the type
        }
        boolean behind =
                tokens.isName(0) || tokens.isNumber() || Set.of("(", "!", "~").contains(tokens.peek());
        boolean is = primitive || behind && !tokens.peek().equals("instanceof");
        tokens.go(before);
        return is;
    }

    /** Whether a type stands before a parenthesis. */
    private boolean isDeclarationOf() {
        int ahead = 1;
        while (tokens.peek(ahead).equals("[") && tokens.peek(ahead + 1).equals("]")) {
            ahead += 2;
        }
        return tokens.isName(0) && tokens.peek(ahead).equals(")");
    }

    private static Term cast(Class<?> type, Term of) {
        if (of.type() == type) {
            return of;
        }
        boolean numbers = KnownClasses.isNumber(type) && KnownClasses.isNumber(of.type());
        if (!numbers && (type.isPrimitive() || of.type().isPrimitive())) {
            throw new Beyond(of.type() + " to " + type);
        }
        return of instanceof Term.Constant c ? Constants.cast(type, c) : new Term.Cast(type, of);
    }

    private Term primary() {
        if (tokens.isNumber()) {
            return Constants.number(tokens.next());
        }
        if (tokens.takes("(")) {
            Term inside = expression();
            tokens.expect(")");
            return inside;
        }
        if (tokens.takes("new")) {
            return created();
        }
        String name = tokens.name();
        if (name.equals("true") || name.equals("false")) {
            return Constants.of(name.equals("true"));
        }
        if (name.equals("this")) {
            return new Term.This(members.parent);
        }
        if (tokens.peek().equals("(")) {
            return members.call(name, arguments());
        }
        Term variable = scope.find(name);
        variable = variable == null ? members.field(name) : variable;
        return variable == null ? ofClass(KnownClasses.type(name)) : variable;
    }

    private Term created() {
        Class<?> type = KnownClasses.primitive(tokens.peek());
        if (type != null) {
            tokens.next();
            tokens.expect("[");
            Term length = Members.converted(expression(), int.class);
            tokens.expect("]");
            return new Term.NewArray(Array.newInstance(type, 0).getClass(), length);
        }
        Class<?> made = type();
        List<Term> arguments = arguments();
        var constructor = KnownClasses.best(Arrays.asList(made.getConstructors()), "new", arguments);
        return new Term.Call(
                made,
                Opcodes.INVOKESPECIAL,
                Type.getInternalName(made),
                "<init>",
                Type.getConstructorDescriptor(constructor),
                null,
                Members.converted(arguments, constructor.getParameterTypes()));
    }

    /** What stands behind a class: a static field or method, or a class in it. */
    private Term ofClass(Class<?> type) {
        tokens.expect(".");
        String name = tokens.name();
        if (tokens.peek().equals("(")) {
            List<Term> arguments = arguments();
            return Members.call(KnownClasses.method(type, name, arguments), owner(type), null, arguments);
        }
        java.lang.reflect.Field f = KnownClasses.field(type, name);
        return f == null ? ofClass(KnownClasses.inner(type, name)) : Members.field(f, owner(type), null);
    }

    private static String owner(Class<?> type) {
        return Type.getInternalName(type);
    }

    private Term suffixed(Term first) {
        Term term = first;
        while (true) {
            if (tokens.takes("[")) {
                Class<?> element = term.type().getComponentType();
                if (element == null) {
                    throw new Beyond("an element of " + term.type());
                }
                term = new Term.Element(element, term, Members.converted(expression(), int.class));
                tokens.expect("]");
            } else if (tokens.takes(".")) {
                term = member(term, tokens.name());
            } else {
                return term;
            }
        }
    }

    private Term member(Term of, String name) {
        if (of instanceof Term.This && !tokens.peek().equals("(")) {
            Term field = members.field(name);
            if (field == null) {
                throw new Beyond("this." + name);
            }
            return field;
        }
        if (of.type().isArray() && name.equals("length")) {
            return new Term.Length(int.class, of);
        }
        List<Term> arguments = arguments();
        return Members.call(KnownClasses.method(of.type(), name, arguments), owner(of.type()), of, arguments);
    }

    List<Term> arguments() {
        List<Term> arguments = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.takes(")")) {
            arguments.add(expression());
            if (!tokens.peek().equals(")")) {
                tokens.expect(",");
            }
        }
        return arguments;
    }
}
