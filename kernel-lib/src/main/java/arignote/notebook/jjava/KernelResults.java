package arignote.notebook.jjava;

import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * The kernel's renderer, without results that nobody asked for: {@code System.out.printf(…)} gives back its stream, and
 * a cell that ends in it would show {@code java.io.PrintStream@} and a number that differs in every run.
 */
final class KernelResults extends Renderer {
    private final Renderer kernel;

    KernelResults(Renderer kernel) {
        this.kernel = kernel;
    }

    /**
     * Puts this in the place of the kernel's renderer.
     *
     * @throws ReflectiveOperationException if this kernel keeps it elsewhere
     */
    static void install(BaseKernel kernel) throws ReflectiveOperationException {
        Field renderer = BaseKernel.class.getDeclaredField("renderer");
        renderer.setAccessible(true);
        renderer.set(kernel, new KernelResults(kernel.getRenderer()));
    }

    @Override
    public DisplayData render(Object value) {
        return value instanceof PrintStream ? null : kernel.render(value);
    }

    @Override
    public DisplayData render(Object value, Map<String, Object> parameters) {
        return kernel.render(value, parameters);
    }

    @Override
    public DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
        return kernel.renderAs(value, parameters, types);
    }

    @Override
    public DisplayData renderAs(Object value, String... types) {
        return kernel.renderAs(value, types);
    }

    @Override
    public <T> RenderRegistration<T> createRegistration(Class<T> type) {
        return kernel.createRegistration(type);
    }

    @Override
    public <T> void register(
            Set<MIMEType> supported,
            Set<MIMEType> preferred,
            Set<Class<? extends T>> types,
            RenderFunction<T> function) {
        kernel.register(supported, preferred, types, function);
    }
}
