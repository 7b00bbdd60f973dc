package arignote.notebook.display;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What has to happen when a cell's statement ends, by itself, by an error or by Stop. */
public final class CellEnd {
    private static final Set<Runnable> ACTIONS = ConcurrentHashMap.newKeySet();

    private CellEnd() {}

    static void add(Runnable action) {
        ACTIONS.add(action);
    }

    static void remove(Runnable action) {
        ACTIONS.remove(action);
    }

    public static void reached() {
        for (Runnable action : List.copyOf(ACTIONS)) {
            ACTIONS.remove(action);
            action.run();
        }
    }
}
