package arignote.notebook;

import arignote.expr.Interruption;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Stop that stops. The kernel only interrupts a cell's thread, which a busy loop does not notice; here its classes are
 * loaded with checks, and its tasks end when their threads do.
 *
 * <p>The kernel has no place for either, so two of its fields are set by reflection.
 */
final class KernelStop {
    private KernelStop() {}

    /**
     * Prepares the cells to come.
     *
     * @throws ReflectiveOperationException if this kernel is made in another way
     */
    static void install(BaseKernel kernel) throws ReflectiveOperationException {
        Object evaluator = value(kernel, "evaluator");
        Object control = value(evaluator, "execControl");
        Object loader = value(evaluator, "loaderDelegate");

        @SuppressWarnings("unchecked")
        Map<String, byte[]> classes = (Map<String, byte[]>) value(loader, "declaredClasses");
        field(loader.getClass(), "declaredClasses").set(loader, new CellClasses(classes));
        ExecutorService threads = (ExecutorService) value(control, "executor");
        field(control.getClass(), "executor").set(control, new CellExecutor(threads));
        quietThreads();
    }

    /** A thread that a cell has started ends at its check, which is no error to report. */
    private static void quietThreads() {
        if (Thread.getDefaultUncaughtExceptionHandler() == null) {
            Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
                if (!(error instanceof Interruption.Stopped)) {
                    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                    error.printStackTrace();
                }
            });
        }
    }

    private static Object value(Object of, String name) throws ReflectiveOperationException {
        return field(of.getClass(), name).get(of);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }
}
