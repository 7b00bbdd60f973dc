package arignote.expr.linear;

import arignote.expr.HostArray;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;

/**
 * The last few decompositions, so that operations which take one apart share it: Q and R, values and vectors, a solution and
 * its gradients. What was decomposed is compared by its elements, which costs little beside a decomposition: memory may be
 * written anew between two calls, so its identity says nothing.
 */
final class Memo {
    private static final int KEPT = 8;
    private static final Deque<SoftReference<Entry>> ENTRIES = new ArrayDeque<>();

    private record Entry(Object kind, HostArray of, Object result) {}

    private Memo() {}

    /**
     * What {@code decompose} gives of {@code of}, computed or known; not to be written to.
     *
     * @param kind of decomposition: equal ones give equal results
     */
    @SuppressWarnings("unchecked") // of one kind there is one type of result
    static <R> R get(Object kind, HostArray of, Function<HostArray, R> decompose) {
        Entry known = find(kind, of);
        if (known != null) {
            return (R) known.result;
        }
        R result = decompose.apply(of);
        HostArray copy = HostArray.copyOf(of.dtype(), of.shape(), of.elements());
        synchronized (ENTRIES) {
            ENTRIES.addFirst(new SoftReference<>(new Entry(kind, copy, result)));
            if (ENTRIES.size() > KEPT) {
                ENTRIES.removeLast();
            }
        }
        return result;
    }

    private static Entry find(Object kind, HostArray of) {
        synchronized (ENTRIES) {
            for (Iterator<SoftReference<Entry>> i = ENTRIES.iterator(); i.hasNext(); ) {
                Entry entry = i.next().get();
                if (entry == null) {
                    i.remove();
                } else if (entry.kind.equals(kind) && entry.of.equals(of)) {
                    return entry;
                }
            }
        }
        return null;
    }
}
