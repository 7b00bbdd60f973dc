package arignote.compile.bytecode;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes expressions as bytecode, with the instructions that javac takes. */
final class Emitter {
    private static final Map<String, Integer> OPERATIONS = Map.of(
            "%", Opcodes.IREM,
            "+", Opcodes.IADD,
            "-", Opcodes.ISUB,
            "*", Opcodes.IMUL,
            "/", Opcodes.IDIV,
            "<<", Opcodes.ISHL,
            "&", Opcodes.IAND,
            "|", Opcodes.IOR,
            "^", Opcodes.IXOR);

    /** In the order of the instructions that jump; each has its opposite beside it. */
    private static final List<String> TESTS = List.of("==", "!=", "<", ">=", ">", "<=");

    /** In the order of the instructions that convert; a byte is an int on the stack. */
    private static final List<Class<?>> NUMBERS = List.of(int.class, long.class, float.class, double.class);

    private final MethodVisitor code;

    Emitter(MethodVisitor code) {
        this.code = code;
    }

    /** Does what a statement says, and leaves nothing on the stack. */
    void statement(Term term) {
        if (term instanceof Term.Assign assign) {
            assign(assign.to(), assign.value());
        } else if (term instanceof Term.Increment step) {
            code.visitIincInsn(step.slot(), step.by());
        } else {
            value(term);
            if (term.type() != void.class) {
                code.visitInsn(isWide(term.type()) ? Opcodes.POP2 : Opcodes.POP);
            }
        }
    }

    void store(Class<?> type, int slot) {
        code.visitVarInsn(Type.getType(type).getOpcode(Opcodes.ISTORE), slot);
    }

    private void assign(Term to, Term value) {
        if (to instanceof Term.Local local) {
            value(value);
            store(local.type(), local.slot());
        } else if (to instanceof Term.Field field) {
            if (field.of() != null) {
                value(field.of());
            }
            value(value);
            field(field, field.of() == null ? Opcodes.PUTSTATIC : Opcodes.PUTFIELD);
        } else if (to instanceof Term.Element element) {
            value(element.array());
            value(element.index());
            value(value);
            code.visitInsn(Type.getType(element.type()).getOpcode(Opcodes.IASTORE));
        } else {
            throw new Beyond("an assignment to " + to);
        }
    }

    /** Leaves the value on the stack. */
    void value(Term term) {
        if (term instanceof Term.Constant c) {
            constant(c.value());
        } else if (term instanceof Term.Local local) {
            code.visitVarInsn(Type.getType(local.type()).getOpcode(Opcodes.ILOAD), local.slot());
        } else if (term instanceof Term.This) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
        } else if (term instanceof Term.Field field) {
            if (field.of() != null) {
                value(field.of());
            }
            field(field, field.of() == null ? Opcodes.GETSTATIC : Opcodes.GETFIELD);
        } else if (term instanceof Term.Element element) {
            value(element.array());
            value(element.index());
            code.visitInsn(Type.getType(element.type()).getOpcode(Opcodes.IALOAD));
        } else if (term instanceof Term.Length length) {
            value(length.array());
            code.visitInsn(Opcodes.ARRAYLENGTH);
        } else if (term instanceof Term.Call call) {
            call(call);
        } else if (term instanceof Term.NewArray made) {
            value(made.length());
            code.visitIntInsn(Opcodes.NEWARRAY, elements(made.type().getComponentType()));
        } else {
            computed(term);
        }
    }

    private void computed(Term term) {
        if (term instanceof Term.Cast cast) {
            value(cast.of());
            cast(cast.of().type(), cast.type());
        } else if (term instanceof Term.Negative negative) {
            value(negative.of());
            code.visitInsn(Type.getType(negative.type()).getOpcode(Opcodes.INEG));
        } else if (term instanceof Term.Binary binary) {
            value(binary.left());
            value(binary.right());
            code.visitInsn(Type.getType(binary.type()).getOpcode(OPERATIONS.get(binary.operator())));
        } else if (term instanceof Term.Choice choice) {
            choice(choice.condition(), choice.yes(), choice.no());
        } else if (term instanceof Term.Test || term instanceof Term.Not || term instanceof Term.IsA) {
            choice(term, Constants.of(true), Constants.of(false));
        } else {
            throw new Beyond("the value of " + term);
        }
    }

    private void choice(Term condition, Term yes, Term no) {
        if (condition instanceof Term.Constant c) {
            value((boolean) c.value() ? yes : no);
            return;
        }
        Label otherwise = new Label();
        Label end = new Label();
        jump(condition, false, otherwise);
        value(yes);
        code.visitJumpInsn(Opcodes.GOTO, end);
        code.visitLabel(otherwise);
        value(no);
        code.visitLabel(end);
    }

    private void field(Term.Field field, int opcode) {
        code.visitFieldInsn(opcode, field.owner(), field.name(), Type.getDescriptor(field.type()));
    }

    private void call(Term.Call call) {
        if (call.opcode() == Opcodes.INVOKESPECIAL) {
            code.visitTypeInsn(Opcodes.NEW, call.owner());
            code.visitInsn(Opcodes.DUP);
        } else if (call.of() != null) {
            value(call.of());
        }
        call.arguments().forEach(this::value);
        code.visitMethodInsn(
                call.opcode(), call.owner(), call.name(), call.descriptor(), call.opcode() == Opcodes.INVOKEINTERFACE);
    }

    private void constant(Object value) {
        if (value instanceof Boolean b) {
            code.visitInsn(b ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
        } else if (value instanceof Integer i && (short) (int) i == i) {
            if (i >= -1 && i <= 5) {
                code.visitInsn(Opcodes.ICONST_0 + i);
            } else {
                code.visitIntInsn((byte) (int) i == i ? Opcodes.BIPUSH : Opcodes.SIPUSH, i);
            }
        } else if (value instanceof Long l && (l == 0 || l == 1)) {
            code.visitInsn(Opcodes.LCONST_0 + (int) (long) l);
        } else if (value instanceof Float f && (f.equals(0f) || f == 1 || f == 2)) {
            code.visitInsn(Opcodes.FCONST_0 + (int) (float) f);
        } else if (value instanceof Double d && (d.equals(0.0) || d == 1)) {
            code.visitInsn(Opcodes.DCONST_0 + (int) (double) d);
        } else {
            code.visitLdcInsn(value);
        }
    }

    private void cast(Class<?> from, Class<?> to) {
        if (!to.isPrimitive()) {
            code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(to));
            return;
        }
        if (to == byte.class) {
            cast(from, int.class);
            code.visitInsn(Opcodes.I2B);
        }
        int a = Math.max(0, NUMBERS.indexOf(from));
        int b = NUMBERS.indexOf(to);
        if (a != b && b >= 0) {
            code.visitInsn(Opcodes.I2L + 3 * a + (b < a ? b : b - 1)); // three for each type, which has none for itself
        }
    }

    private static int elements(Class<?> type) {
        return type == boolean.class
                ? Opcodes.T_BOOLEAN
                : type == int.class
                        ? Opcodes.T_INT
                        : type == long.class
                                ? Opcodes.T_LONG
                                : type == float.class ? Opcodes.T_FLOAT : Opcodes.T_DOUBLE;
    }

    private static boolean isWide(Class<?> type) {
        return type == long.class || type == double.class;
    }

    /** Jumps if a condition has this value, and goes on if it has the other. */
    void jump(Term condition, boolean when, Label to) {
        if (condition instanceof Term.Not not) {
            jump(not.of(), !when, to);
        } else if (condition instanceof Term.Test test
                && (test.operator().equals("&&") || test.operator().equals("||"))) {
            both(test, when, to);
        } else if (condition instanceof Term.Test test) {
            compare(test, when, to);
        } else if (condition instanceof Term.IsA is) {
            isA(is, when, to);
        } else if (condition instanceof Term.Constant c) {
            if ((boolean) c.value() == when) {
                code.visitJumpInsn(Opcodes.GOTO, to);
            }
        } else {
            value(condition);
            code.visitJumpInsn(when ? Opcodes.IFNE : Opcodes.IFEQ, to);
        }
    }

    private void both(Term.Test test, boolean when, Label to) {
        boolean first = test.operator().equals("||"); // the value of the left side that decides
        if (first == when) {
            jump(test.left(), when, to);
            jump(test.right(), when, to);
        } else {
            Label on = new Label();
            jump(test.left(), first, on);
            jump(test.right(), when, to);
            code.visitLabel(on);
        }
    }

    private void compare(Term.Test test, boolean when, Label to) {
        int which = TESTS.indexOf(test.operator()) ^ (when ? 0 : 1);
        Class<?> type = test.left().type();
        value(test.left());
        if (type == int.class || type == boolean.class) {
            if (test.right() instanceof Term.Constant c && Integer.valueOf(0).equals(c.value())) {
                code.visitJumpInsn(Opcodes.IFEQ + which, to);
            } else {
                value(test.right());
                code.visitJumpInsn(Opcodes.IF_ICMPEQ + which, to);
            }
            return;
        }
        value(test.right());
        boolean less = test.operator().startsWith("<"); // a NaN makes every comparison but != false
        code.visitInsn(
                type == long.class
                        ? Opcodes.LCMP
                        : type == float.class
                                ? less ? Opcodes.FCMPG : Opcodes.FCMPL
                                : less ? Opcodes.DCMPG : Opcodes.DCMPL);
        code.visitJumpInsn(Opcodes.IFEQ + which, to);
    }

    private void isA(Term.IsA is, boolean when, Label to) {
        Label on = new Label();
        value(is.of());
        code.visitVarInsn(Opcodes.ASTORE, is.slot());
        code.visitVarInsn(Opcodes.ALOAD, is.slot());
        code.visitTypeInsn(Opcodes.INSTANCEOF, Type.getInternalName(is.kind()));
        code.visitJumpInsn(Opcodes.IFEQ, when ? on : to);
        code.visitVarInsn(Opcodes.ALOAD, is.slot());
        code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(is.kind()));
        code.visitVarInsn(Opcodes.ASTORE, is.slot());
        if (when) {
            code.visitJumpInsn(Opcodes.GOTO, to);
        }
        code.visitLabel(on);
    }
}
