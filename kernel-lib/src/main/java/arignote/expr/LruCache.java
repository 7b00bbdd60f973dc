package arignote.expr;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that holds a limited number of entries: the one that was used longest ago makes room. Threads may share it. */
public final class LruCache<K, V> {
    private final int most;
    private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most how many entries it holds */
    public LruCache(int most) {
        this.most = most;
    }

    /** The value of a key, which is used last then; null if there is none. */
    public synchronized V get(K key) {
        return entries.get(key);
    }

    /** Sets the value of a key, which is used last then. */
    public synchronized void put(K key, V value) {
        entries.put(key, value);
        if (entries.size() > most) {
            Iterator<K> oldest = entries.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** How many entries there are. */
    public synchronized int size() {
        return entries.size();
    }
}
