package arignote.compile.bytecode;

import java.util.ArrayList;
import java.util.List;

/** The locals of a method where it is being read. */
final class Scope {
    /** @param constant what it always is, or null */
    private record Variable(String name, Class<?> type, int slot, Term.Constant constant) {}

    private final List<Variable> variables = new ArrayList<>();
    private int slots;

    /** @param slots those that are taken: one for the object */
    Scope(int slots) {
        this.slots = slots;
    }

    /** A new local; gives its slot. */
    int declare(String name, Class<?> type) {
        return declare(name, type, null);
    }

    int declare(String name, Class<?> type, Term.Constant constant) {
        int slot = slots;
        variables.add(new Variable(name, type, slot, constant));
        slots += type == long.class || type == double.class ? 2 : 1;
        return slot;
    }

    /** A local, or null. */
    Term find(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            Variable v = variables.get(i);
            if (v.name.equals(name)) {
                return v.constant == null ? new Term.Local(v.type, v.slot) : v.constant;
            }
        }
        return null;
    }

    /** What stands in a block is forgotten behind it. */
    void block(Runnable inside) {
        int known = variables.size();
        int taken = slots;
        inside.run();
        variables.subList(known, variables.size()).clear();
        slots = taken;
    }
}
