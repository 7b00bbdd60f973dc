package arignote.expr.print;

import arignote.Expr;
import arignote.expr.Graphs;
import arignote.expr.Op;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What variables are called in one print: their names, and letters for those that have none. */
public final class Names {
    private final Map<Expr, String> names = new IdentityHashMap<>();

    /** Names for all variables that {@code roots} are made of, letters in order of appearance. */
    public Names(List<Expr> roots) {
        List<Expr> variables = Graphs.topological(roots).stream()
                .filter(e -> e.op().isLeaf() && !(e.op() instanceof Op.Constant))
                .toList();
        Set<String> taken = new HashSet<>();
        for (Expr v : variables) {
            if (v.name() != null) {
                names.put(v, v.name());
                taken.add(v.name());
            }
        }
        int next = 0;
        for (Expr v : variables) {
            if (v.name() == null) {
                String letter;
                do {
                    letter = letter(next++);
                } while (!taken.add(letter));
                names.put(v, letter);
            }
        }
    }

    /** The name of a variable. */
    public String of(Expr variable) {
        return names.get(variable);
    }

    /** a, b, ..., z, a1, b1, ... */
    private static String letter(int i) {
        String letter = String.valueOf((char) ('a' + i % 26));
        return i < 26 ? letter : letter + i / 26;
    }
}
