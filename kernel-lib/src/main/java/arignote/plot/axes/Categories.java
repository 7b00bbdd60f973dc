package arignote.plot.axes;

import java.util.ArrayList;
import java.util.List;

/** The names along an axis: the first stands at 0, the second at 1. Bars of the same name stand at the same place. */
public final class Categories {
    private final List<String> names = new ArrayList<>();

    /** Where these names stand; a new one stands after all others, and one that is there twice has two places. */
    public double[] places(List<String> some) {
        boolean[] taken = new boolean[names.size() + some.size()];
        double[] places = new double[some.size()];
        for (int i = 0; i < places.length; i++) {
            int at = 0;
            while (at < names.size() && (taken[at] || !names.get(at).equals(some.get(i)))) {
                at++;
            }
            if (at == names.size()) {
                names.add(some.get(i));
            }
            taken[at] = true;
            places[i] = at;
        }
        return places;
    }

    public List<String> names() {
        return List.copyOf(names);
    }
}
