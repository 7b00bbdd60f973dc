package arignote.compile.print;

import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Symbolic dimensions and what must hold of them, as expressions. A dimension may have a variable of its own. */
public final class DimensionText {
    private final Map<Dimension, String> names = new LinkedHashMap<>();
    private final TargetText target;
    private final boolean wide;
    private final Function<Dimension.OfMemory, String> brought;
    private final Function<Dimension.OfValue, String> value;

    /**
     * @param wide whether lengths are ints, whose products and borders have to be made longs
     * @param brought the length of an array as a call brings it
     * @param value a whole number as a call brings it
     */
    public DimensionText(
            TargetText target,
            boolean wide,
            Function<Dimension.OfMemory, String> brought,
            Function<Dimension.OfValue, String> value) {
        this.value = value;
        this.target = target;
        this.wide = wide;
        this.brought = brought;
    }

    /** From now on {@link #length} uses the variable. */
    public void name(Dimension root, String name) {
        names.put(root, name);
    }

    public boolean isNamed(Dimension root) {
        return names.containsKey(root);
    }

    /** Takes each dimension that has a variable, and the variable. */
    public void forEach(BiConsumer<Dimension, String> each) {
        names.forEach(each);
    }

    /** That a guard does not hold. */
    public String broken(Guard g) {
        if (g instanceof Guard.Same s) {
            return raw(s.a()) + not() + raw(s.b());
        }
        if (g instanceof Guard.Different d) {
            return raw(d.a()) + " " + target.equal() + " " + raw(d.b());
        }
        if (g instanceof Guard.Repeated r) {
            return raw(r.a()) + not() + "1 || " + raw(r.to()) + " " + target.equal() + " 1";
        }
        if (g instanceof Guard.AtLeast l) {
            return raw(l.a()) + (l.isThere() ? " < " : " >= ") + l.border() + (wide ? "L" : "");
        }
        return raw(((Guard.Some) g).a()) + " " + target.equal() + " 0";
    }

    private String not() {
        return " !" + target.equal().substring(1) + " ";
    }

    /** The number as a call brings it, before any variable has a value. */
    public String raw(Dimension n) {
        return text(n.source(), this::raw, wide ? "1L * " : "");
    }

    /** The number, by the variables. */
    public String length(Dimension n) {
        Dimension root = n.root();
        return isNamed(root) ? names.get(root) : text(root.source(), this::length, "");
    }

    private String text(Dimension.Source source, Function<Dimension, String> each, String wide) {
        if (source instanceof Dimension.OfMemory m) {
            return brought.apply(m);
        }
        if (source instanceof Dimension.Fixed f) {
            boolean isLong = this.wide && f.value() != (int) f.value();
            return f.value() + (isLong ? "L" : "");
        }
        if (source instanceof Dimension.Product p) {
            return "(" + wide + product(p.factors(), each) + ")";
        }
        if (source instanceof Dimension.OfValue v) {
            return value.apply(v);
        }
        if (source instanceof Dimension.Computed c) {
            return computed(c, each, wide);
        }
        Dimension.Quotient q = (Dimension.Quotient) source;
        return "quotient(" + wide + product(q.total(), each) + ", " + wide + product(q.known(), each) + ")";
    }

    private String computed(Dimension.Computed c, Function<Dimension, String> each, String wide) {
        List<String> of = c.operands().stream().map(each).toList();
        return switch (c.op()) {
            case ADD -> "(" + wide + of.get(0) + " + " + of.get(1) + ")";
            case SUBTRACT -> "(" + wide + of.get(0) + " - " + of.get(1) + ")";
            case MULTIPLY -> "(" + wide + of.get(0) + " * " + of.get(1) + ")";
            case MINIMUM -> target.least(of);
            case MAXIMUM -> target.greatest(of);
            case SLICE_START -> "sliceStart(" + String.join(", ", of) + ")";
            case SLICE_LENGTH -> "sliceLength(" + String.join(", ", of) + ")";
        };
    }

    private static String product(List<Dimension> factors, Function<Dimension, String> each) {
        return factors.isEmpty()
                ? "1"
                : String.join(" * ", factors.stream().map(each).toList());
    }

    /** The number of elements of memory. */
    public String size(List<Dimension> dims, boolean mayBeLarge) {
        List<Dimension> factors = dims.stream().filter(d -> !d.isOne()).toList();
        return (mayBeLarge && wide && factors.size() > 1 ? "1L * " : "") + product(factors, this::length);
    }

    /** The variables that {@link #length} uses. */
    public List<String> variables(Dimension n) {
        Dimension root = n.root();
        if (isNamed(root)) {
            return List.of(names.get(root));
        }
        return root.parts().stream().flatMap(p -> variables(p).stream()).toList();
    }
}
