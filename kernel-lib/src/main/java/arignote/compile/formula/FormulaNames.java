package arignote.compile.formula;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gives every variable a name of its own: r, r2, r3 … */
public final class FormulaNames implements UnaryOperator<String> {
    private final Set<String> taken;

    public FormulaNames(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    @Override
    public String apply(String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        return name;
    }
}
