package arignote.notebook.cell;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The classes of cells by name, as bytecode. Each gets its checks for Stop on the way in. */
public final class CellClasses extends ConcurrentHashMap<String, byte[]> {
    private static final long serialVersionUID = 1;

    private final transient Consumer<String> loading;

    /** @param loading told the name of each class that is to be loaded */
    public CellClasses(Map<String, byte[]> earlier, Consumer<String> loading) {
        super(earlier);
        this.loading = loading;
    }

    @Override
    public byte[] put(String name, byte[] bytecode) {
        loading.accept(name);
        return super.put(name, CellChecks.addedTo(bytecode));
    }
}
