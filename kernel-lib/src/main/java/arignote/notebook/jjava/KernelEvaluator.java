package arignote.notebook.jjava;

import arignote.notebook.cell.CellStep;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The kernel's evaluator with our steps around each cell and each statement, and around Stop.
 *
 * <p>It has to be a subclass of the kernel's {@code CodeEvaluator}, which no published library holds, so that it cannot be
 * compiled against: its few lines are generated when the kernel starts. They only hand over to the three functions here
 * and keep a way to the kernel's own methods.
 */
final class KernelEvaluator {
    private static final String EVAL = "(Ljdk/jshell/JShell;Ljava/lang/String;)Ljava/lang/Object;";
    private static final String FUNCTION = Type.getDescriptor(Function.class);
    private static final String RUNNABLE = Type.getDescriptor(Runnable.class);

    private KernelEvaluator() {}

    /**
     * Puts the steps in.
     *
     * @param cell around a whole cell
     * @param statement around each of its statements
     * @param stop before the kernel's own reaction to Stop
     * @throws ReflectiveOperationException if this kernel is made in another way
     */
    static void install(BaseKernel kernel, JShell shell, CellStep cell, CellStep statement, Runnable stop)
            throws ReflectiveOperationException {
        Field place = field(kernel.getClass(), "evaluator");
        Object old = place.get(kernel);
        Class<?> type = old.getClass();
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        Class<?> generated = lookup.defineClass(subclass(Type.getInternalName(type)));
        Object evaluator = copy(old, type, generated);

        Function<String, Object> kernelCell = kernelEval(lookup, generated, "kernelCell", evaluator, shell);
        Function<String, Object> kernelStatement = kernelEval(lookup, generated, "kernelStatement", evaluator, shell);
        MethodHandle kernelStop = lookup.findVirtual(generated, "kernelStop", MethodType.methodType(void.class));
        CellStep outermost = outermost(cell);
        Function<String, Object> cells = code -> outermost.run(code, kernelCell);
        Function<String, Object> statements = code -> statement.run(code, kernelStatement);
        Runnable stops = () -> {
            stop.run();
            call(kernelStop, evaluator);
        };
        generated.getField("cell").set(evaluator, cells);
        generated.getField("statement").set(evaluator, statements);
        generated.getField("stop").set(evaluator, stops);
        place.set(kernel, evaluator);
    }

    /** A cell may evaluate code itself, with the kernel's {@code eval("…")}, which is no cell. */
    private static CellStep outermost(CellStep cell) {
        AtomicBoolean busy = new AtomicBoolean();
        return (code, next) -> {
            if (!busy.compareAndSet(false, true)) {
                return next.apply(code);
            }
            try {
                return cell.run(code, next);
            } finally {
                busy.set(false);
            }
        };
    }

    private static Object copy(Object old, Class<?> type, Class<?> generated) throws ReflectiveOperationException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            Object made = generated
                    .getConstructor(String.class, long.class, TimeUnit.class)
                    .newInstance(
                            field(type, "name").get(old),
                            field(type, "timeoutDuration").get(old),
                            field(type, "timeoutUnit").get(old));
            for (String name : new String[] {"loaderDelegate", "execControl"}) {
                field(type, name).set(made, field(type, name).get(old));
            }
            return made;
        } finally {
            // The kernel's constructor sets that of a class loader which is not used.
            Thread.currentThread().setContextClassLoader(context);
        }
    }

    private static Function<String, Object> kernelEval(
            MethodHandles.Lookup lookup, Class<?> generated, String name, Object evaluator, JShell shell)
            throws ReflectiveOperationException {
        MethodHandle method =
                lookup.findVirtual(generated, name, MethodType.methodType(Object.class, JShell.class, String.class));
        return code -> call(method, evaluator, shell, code);
    }

    private static Object call(MethodHandle method, Object... arguments) {
        try {
            return method.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw KernelEvaluator.<RuntimeException>unchecked(e); // The kernel's methods declare no checked exceptions.
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable e) throws E {
        throw (E) e;
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static byte[] subclass(String parent) {
        String name = parent.substring(0, parent.lastIndexOf('/')) + "/SteppedEvaluator";
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        out.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, parent, null);
        out.visitField(Opcodes.ACC_PUBLIC, "cell", FUNCTION, null, null);
        out.visitField(Opcodes.ACC_PUBLIC, "statement", FUNCTION, null, null);
        out.visitField(Opcodes.ACC_PUBLIC, "stop", RUNNABLE, null, null);
        constructor(out, parent);
        handOver(out, name, "eval", "cell");
        handOver(out, name, "evalSingle", "statement");
        keep(out, parent, "eval", "kernelCell");
        keep(out, parent, "evalSingle", "kernelStatement");

        MethodVisitor stop = out.visitMethod(Opcodes.ACC_PUBLIC, "interrupt", "()V", null, null);
        stop.visitVarInsn(Opcodes.ALOAD, 0);
        stop.visitFieldInsn(Opcodes.GETFIELD, name, "stop", RUNNABLE);
        stop.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
        end(stop, Opcodes.RETURN);

        MethodVisitor kernelStop = out.visitMethod(Opcodes.ACC_PUBLIC, "kernelStop", "()V", null, null);
        kernelStop.visitVarInsn(Opcodes.ALOAD, 0);
        kernelStop.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "interrupt", "()V", false);
        end(kernelStop, Opcodes.RETURN);
        out.visitEnd();
        return out.toByteArray();
    }

    private static void constructor(ClassWriter out, String parent) {
        String type = "(Ljava/lang/String;JLjava/util/concurrent/TimeUnit;)V";
        MethodVisitor body = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", type, null, null);
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitVarInsn(Opcodes.ALOAD, 1);
        body.visitVarInsn(Opcodes.LLOAD, 2);
        body.visitVarInsn(Opcodes.ALOAD, 4);
        body.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", type, false);
        end(body, Opcodes.RETURN);
    }

    /** {@code Object method(JShell shell, String code) { return function.apply(code); }}. */
    private static void handOver(ClassWriter out, String name, String method, String function) {
        MethodVisitor body = out.visitMethod(Opcodes.ACC_PUBLIC, method, EVAL, null, null);
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitFieldInsn(Opcodes.GETFIELD, name, function, FUNCTION);
        body.visitVarInsn(Opcodes.ALOAD, 2);
        body.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                "java/util/function/Function",
                "apply",
                "(Ljava/lang/Object;)Ljava/lang/Object;",
                true);
        end(body, Opcodes.ARETURN);
    }

    /** {@code Object alias(JShell shell, String code) { return super.method(shell, code); }}. */
    private static void keep(ClassWriter out, String parent, String method, String alias) {
        MethodVisitor body = out.visitMethod(Opcodes.ACC_PUBLIC, alias, EVAL, null, null);
        body.visitVarInsn(Opcodes.ALOAD, 0);
        body.visitVarInsn(Opcodes.ALOAD, 1);
        body.visitVarInsn(Opcodes.ALOAD, 2);
        body.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, method, EVAL, false);
        end(body, Opcodes.ARETURN);
    }

    private static void end(MethodVisitor body, int opcode) {
        body.visitInsn(opcode);
        body.visitMaxs(0, 0);
        body.visitEnd();
    }
}
