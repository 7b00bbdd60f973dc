package arignote.notebook.cell;

import arignote.expr.Cancellation;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Adds {@link Cancellation#check()} to the class of a cell: where a method or a lambda begins, and before every jump back,
 * so that neither a loop nor a stream nor a recursion goes on after Stop.
 *
 * <p>A jump back lies outside of the {@code try} in the loop's body, and a method begins before its first {@code try}.
 * A cell that catches everything therefore catches one check, and the next one ends it.
 */
final class CellChecks {
    private static final String OWNER = Type.getInternalName(Cancellation.class);

    private CellChecks() {}

    static byte[] addedTo(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        // A call without arguments or result changes neither stack nor frames.
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Cell(writer), 0);
        return writer.toByteArray();
    }

    private static final class Cell extends ClassVisitor {
        Cell(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] errors) {
            return new Body(super.visitMethod(access, name, type, signature, errors));
        }
    }

    private static final class Body extends MethodVisitor {
        private final Set<Label> passed = new HashSet<>();

        Body(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            check();
        }

        @Override
        public void visitLabel(Label label) {
            passed.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label target) {
            if (passed.contains(target)) {
                check();
            }
            super.visitJumpInsn(opcode, target);
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "check", "()V", false);
        }
    }
}
