package arignote.compile.java;

import arignote.compile.nest.Nest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the locals that more than one method needs. */
final class SharedLocals {
    private SharedLocals() {}

    /** @param chunk so many statements outside of loops stand in one method */
    static Set<Nest.Local> of(Nest.Program program, int chunk) {
        Set<Nest.Local> found = new HashSet<>();
        Map<Nest.Local, Integer> methodOf = new HashMap<>();
        int method = 0;
        int inChunk = 0;
        for (Nest.Statement s : program.body()) {
            boolean alone = s instanceof Nest.For || s instanceof Nest.Multiply;
            if (alone || inChunk == chunk) {
                method++;
                inChunk = 0;
            }
            for (Nest.Local used : uses(s)) {
                if (methodOf.containsKey(used) && methodOf.get(used) != method) {
                    found.add(used);
                }
            }
            if (s instanceof Nest.Let l && !(l.value() instanceof Nest.Number)) {
                methodOf.put(l.local(), method);
            }
            if (alone) {
                method++;
            } else if (!(s instanceof Nest.Begin)) {
                inChunk++;
            }
        }
        return found;
    }

    private static List<Nest.Local> uses(Nest.Statement s) {
        List<Nest.Local> uses = new ArrayList<>();
        if (s instanceof Nest.For f) {
            f.body().forEach(b -> uses.addAll(uses(b)));
        } else if (s instanceof Nest.Let l) {
            if (l.value() instanceof Nest.Apply a) {
                uses.addAll(a.operands());
            } else if (l.value() instanceof Nest.Convert c) {
                uses.add(c.operand());
            } else if (l.value() instanceof Nest.Within w) {
                uses.add(w.index());
            } else if (l.value() instanceof Nest.Load o) {
                uses.addAll(counted(o.at()));
            }
        } else if (s instanceof Nest.Accumulate a) {
            uses.add(a.value());
        } else if (s instanceof Nest.Store t) {
            uses.add(t.value());
            uses.addAll(counted(t.at()));
        } else if (s instanceof Nest.StoreOnto t) {
            uses.add(t.value());
            uses.addAll(counted(t.at()));
        }
        return uses;
    }

    private static List<Nest.Local> counted(List<Nest.Subscript> at) {
        return at.stream().flatMap(s -> s.map().linear().values().stream()).toList();
    }
}
