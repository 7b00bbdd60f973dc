package arignote.compile;

import arignote.Expr;
import arignote.compile.fuse.Loops;
import arignote.compile.java.Target;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A computation by value: what is done in which order, and with what kind of memory. Whose structures are equal have the
 * same loops, whatever their variables are called and hold.
 */
final class FunctionKey {
    private final List<Object> parts;
    private final int hash;

    private FunctionKey(List<Object> parts) {
        this.parts = parts;
        hash = parts.hashCode();
    }

    /**
     * @param memories what is known of each leaf
     * @param target for what Java
     */
    static FunctionKey of(Computation c, List<Loops.Memory> memories, Target target) {
        List<? extends Expr> leaves = c.leaves();
        List<Expr> roots = c.roots();
        List<Object> parts = new ArrayList<>(List.of(target, c.inputs(), c.targets(), c.exact()));
        parts.add(c.turn());
        Map<Expr, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < leaves.size(); i++) {
            places.put(leaves.get(i), i);
            parts.add(leaves.get(i).type());
            parts.add(memories.get(i).offHeap());
            parts.add(memories.get(i).wholes());
            for (long n : memories.get(i).lengths()) {
                parts.add(n);
            }
        }
        for (Expr e : Graphs.topological(c.written())) {
            if (places.putIfAbsent(e, places.size()) == null) {
                parts.add(e.op());
                for (Expr arg : e.args()) {
                    parts.add(places.get(arg));
                }
            }
        }
        for (Expr root : roots) {
            parts.add(places.get(root));
        }
        return new FunctionKey(parts);
    }

    /** Whether it holds no large constants: what is kept for the next who has the same is then small. */
    boolean isSmall() {
        long elements = 0;
        for (Object part : parts) {
            elements += part instanceof Op.Constant c ? c.value().size() : 1;
        }
        return elements < 100_000;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FunctionKey o && hash == o.hash && parts.equals(o.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
