package arignote.compile.print;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gives every variable a name of its own: the one that is wanted, or that with the first number that is free. */
public final class FreshNames implements UnaryOperator<String> {
    private final Set<String> taken;
    private final Map<String, Integer> next = new HashMap<>();
    private final int first;

    /**
     * @param taken what no variable may be called
     * @param first the number of the second variable for which a name is wanted
     */
    public FreshNames(Collection<String> taken, int first) {
        this.taken = new HashSet<>(taken);
        this.first = first;
    }

    @Override
    public String apply(String wanted) {
        String name = wanted;
        for (int i = next.getOrDefault(wanted, first); !taken.add(name); i++) {
            next.put(wanted, i + 1);
            name = wanted + i;
        }
        return name;
    }
}
