package arignote.compile.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads the statements of a method and writes each at once. */
final class Statements {
    private final Tokens tokens;
    private final TermReader terms;
    private final Scope scope;
    private final MethodVisitor code;
    private final Emitter emitter;
    private final Class<?> result;

    /** @param result the type that the method returns */
    Statements(Tokens tokens, TermReader terms, Scope scope, MethodVisitor code, Class<?> result) {
        this.tokens = tokens;
        this.terms = terms;
        this.scope = scope;
        this.code = code;
        this.result = result;
        emitter = new Emitter(code);
        terms.in(scope);
    }

    /** A block in braces; whether what stands behind it is reached. */
    boolean block() {
        boolean[] goesOn = {true};
        scope.block(() -> {
            tokens.expect("{");
            while (!tokens.takes("}")) {
                if (!goesOn[0]) {
                    throw new Beyond("a statement that is never reached");
                }
                goesOn[0] = statement();
            }
        });
        return goesOn[0];
    }

    /** A statement; whether what stands behind it is reached. */
    private boolean statement() {
        if (tokens.peek().equals("{")) {
            return block();
        }
        if (tokens.takes("if")) {
            return choice();
        }
        if (tokens.takes("for")) {
            scope.block(this::loop);
            return true;
        }
        if (tokens.takes("switch")) {
            scope.block(this::cases);
            return true;
        }
        if (tokens.takes("return")) {
            if (result != void.class) {
                emitter.value(Members.converted(terms.expression(), result));
            }
            tokens.expect(";");
            code.visitInsn(Type.getType(result).getOpcode(Opcodes.IRETURN));
            return false;
        }
        if (tokens.takes("throw")) {
            emitter.value(terms.expression());
            tokens.expect(";");
            code.visitInsn(Opcodes.ATHROW);
            return false;
        }
        simple();
        tokens.expect(";");
        return true;
    }

    /** A declaration, or an expression. */
    private void simple() {
        boolean isFinal = tokens.takes("final");
        if (!isFinal && !terms.isDeclaration()) {
            emitter.statement(terms.statement());
            return;
        }
        Class<?> type = terms.type();
        String name = tokens.name();
        if (!tokens.takes("=")) {
            scope.declare(name, type);
            return;
        }
        Term value = Members.converted(terms.expression(), type);
        if (isFinal && value instanceof Term.Constant c) {
            scope.declare(name, type, c);
        } else {
            emitter.value(value);
            emitter.store(type, scope.declare(name, type));
        }
    }

    private Term condition() {
        return Members.converted(terms.expression(), boolean.class);
    }

    private boolean choice() {
        tokens.expect("(");
        Term condition = condition();
        tokens.expect(")");
        if (condition instanceof Term.Constant c) {
            return known((boolean) c.value());
        }
        Label otherwise = new Label();
        emitter.jump(condition, false, otherwise);
        boolean goesOn = block();
        if (!tokens.takes("else")) {
            code.visitLabel(otherwise);
            return true;
        }
        Label end = new Label();
        if (goesOn) {
            code.visitJumpInsn(Opcodes.GOTO, end);
        }
        code.visitLabel(otherwise);
        boolean alsoGoesOn = statement();
        code.visitLabel(end);
        return goesOn || alsoGoesOn;
    }

    /** Of the branches of an {@code if}, only the one that is taken is written. */
    private boolean known(boolean condition) {
        Statements nowhere = new Statements(tokens, terms, scope, new MethodVisitor(Opcodes.ASM9) {}, result);
        boolean goesOn = (condition ? this : nowhere).block() || !condition;
        if (tokens.takes("else")) {
            boolean other = (condition ? nowhere : this).statement();
            return condition ? goesOn : other;
        }
        return goesOn;
    }

    private void loop() {
        tokens.expect("(");
        if (!tokens.peek().equals(";")) {
            simple();
        }
        tokens.expect(";");
        Label start = new Label();
        Label end = new Label();
        code.visitLabel(start);
        emitter.jump(condition(), false, end);
        tokens.expect(";");
        Term step = terms.statement();
        tokens.expect(")");
        if (block()) {
            emitter.statement(step);
            code.visitJumpInsn(Opcodes.GOTO, start);
        }
        code.visitLabel(end);
    }

    /** The cases of a switch over ints, in their order, the last of which stands for all others. */
    private void cases() {
        tokens.expect("(");
        emitter.value(Members.converted(terms.expression(), int.class));
        tokens.expect(")");
        tokens.expect("{");
        List<Integer> keys = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        Label others = new Label();
        Label end = new Label();
        int first = tokens.place();
        while (tokens.takes("case")) { // the labels have to be known before the code behind them
            keys.add((Integer) Constants.number(tokens.next()).value());
            labels.add(new Label());
            skipCase();
        }
        tokens.go(first);
        select(keys, labels, others);
        for (Label label : labels) {
            tokens.expect("case");
            tokens.next();
            tokens.expect("->");
            code.visitLabel(label);
            if (statement()) {
                code.visitJumpInsn(Opcodes.GOTO, end);
            }
        }
        tokens.expect("default");
        tokens.expect("->");
        code.visitLabel(others);
        statement();
        tokens.expect("}");
        code.visitLabel(end);
    }

    /** Jumps by a table or by a search, as javac weighs it: by what they take in space and, threefold, in time. */
    private void select(List<Integer> keys, List<Label> labels, Label others) {
        int least = keys.get(0);
        int greatest = keys.get(keys.size() - 1);
        long table = 4 + (greatest - least + 1L) + 3 * 3;
        long search = 3 + 2L * keys.size() + 3L * keys.size();
        Label[] all = labels.toArray(Label[]::new);
        if (table > search) {
            code.visitLookupSwitchInsn(others, keys.stream().mapToInt(k -> k).toArray(), all);
            return;
        }
        Label[] rows = new Label[greatest - least + 1];
        Arrays.fill(rows, others);
        for (int i = 0; i < all.length; i++) {
            rows[keys.get(i) - least] = all[i];
        }
        code.visitTableSwitchInsn(least, greatest, others, rows);
    }

    private void skipCase() {
        tokens.expect("->");
        if (tokens.peek().equals("{")) {
            tokens.skipBlock();
            return;
        }
        while (!tokens.next().equals(";")) {
            // the statement
        }
    }
}
