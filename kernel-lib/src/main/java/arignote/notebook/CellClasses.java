package arignote.notebook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The classes of cells by name, as bytecode. Each gets its checks for Stop on the way in. */
final class CellClasses extends ConcurrentHashMap<String, byte[]> {
    private static final long serialVersionUID = 1;

    CellClasses(Map<String, byte[]> earlier) {
        super(earlier);
    }

    @Override
    public byte[] put(String name, byte[] bytecode) {
        return super.put(name, CellChecks.addedTo(bytecode));
    }
}
