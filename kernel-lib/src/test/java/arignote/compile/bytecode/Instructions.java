package arignote.compile.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The instructions of a class file, without the numbers of locals and the places of jumps. */
final class Instructions extends MethodVisitor {
    private final List<String> all;

    private Instructions(List<String> all) {
        super(Opcodes.ASM9);
        this.all = all;
    }

    /** Those of each method. */
    static Map<String, List<String>> of(byte[] bytes) {
        Map<String, List<String>> methods = new TreeMap<>();
        ClassVisitor each = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] thrown) {
                List<String> all = new ArrayList<>(List.of("access " + access));
                methods.put(name + descriptor, all);
                return new Instructions(all);
            }
        };
        new ClassReader(bytes).accept(each, ClassReader.SKIP_FRAMES);
        return methods;
    }

    private void add(Object... parts) {
        all.add(List.of(parts).toString());
    }

    @Override
    public void visitInsn(int opcode) {
        add(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        add(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int local) {
        add(opcode);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        add(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        add(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        add(opcode, owner, name, descriptor, ofInterface);
    }

    @Override
    public void visitJumpInsn(int opcode, Label to) {
        add(opcode);
    }

    @Override
    public void visitLdcInsn(Object value) {
        add(value.getClass(), value);
    }

    @Override
    public void visitIincInsn(int local, int by) {
        add("step", by);
    }

    @Override
    public void visitTableSwitchInsn(int least, int greatest, Label others, Label... labels) {
        add("table", least, greatest);
    }

    @Override
    public void visitLookupSwitchInsn(Label others, int[] keys, Label[] labels) {
        add("search", keys.length);
    }
}
