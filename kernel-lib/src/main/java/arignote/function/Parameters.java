package arignote.function;

import arignote.Expr;
import arignote.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The inputs of a function as its calls see them. A call gives their values in order, and those that it leaves out by name
 * in a map at the end, or not at all if they have a default.
 *
 * @param function its name, for messages
 */
public record Parameters(String function, List<Parameter> all) {
    /**
     * An input.
     *
     * @param name what a call by name and messages call it, or null
     * @param value its default: a value, the variable that keeps it if calls change it, or null
     */
    public record Parameter(Expr variable, String name, Object value) {
        /** What it is in a call that leaves it out. */
        Object left() {
            return value instanceof Shared state ? state.getValue() : value;
        }

        private boolean isMeant(Object key) {
            return key == variable || key instanceof String text && text.equals(name);
        }

        private String text() {
            String text = name == null ? "an unnamed " + variable.type() : name;
            return value == null ? text : text + " = " + Defaults.text(left());
        }
    }

    /** The variables, in order. */
    List<Expr> variables() {
        return all.stream().map(Parameter::variable).toList();
    }

    /**
     * A call's arguments as values, one for each input. Java passes a lone {@code double[][]} as the array of arguments
     * itself.
     *
     * @throws IllegalArgumentException if there are too many or too few, or a name stands for no input
     */
    Object[] values(Object[] args) {
        Object[] given =
                args == null ? new Object[] {null} : args.getClass() != Object[].class ? new Object[] {args} : args;
        int last = given.length - 1;
        // one without elements is no call by name; as a value it is refused like any other
        boolean named = last >= 0 && given[last] instanceof Map<?, ?> map && !map.isEmpty();
        if (given.length == all.size() && !named) {
            return given;
        }
        int inOrder = named ? last : given.length;
        if (inOrder > all.size()) {
            throw count(inOrder);
        }
        Object[] values = new Object[all.size()];
        boolean[] there = new boolean[all.size()];
        for (int i = 0; i < inOrder; i++) {
            values[i] = given[i];
            there[i] = true;
        }
        if (named) {
            ((Map<?, ?>) given[last]).forEach((key, value) -> {
                int i = place(key);
                if (there[i]) {
                    throw new IllegalArgumentException(called(i) + " has two values in this call: "
                            + (i < inOrder ? "number " + (i + 1) + " of the arguments" : "its name")
                            + (i < inOrder ? " and its name in the map" : " and its variable") + "; give one");
                }
                values[i] = value;
                there[i] = true;
            });
        }
        for (int i = 0; i < values.length; i++) {
            if (!there[i]) {
                values[i] = all.get(i).left();
                if (values[i] == null) {
                    throw named ? without(i) : count(inOrder);
                }
            }
        }
        return values;
    }

    private int place(Object key) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isMeant(key)) {
                places.add(i);
            }
        }
        if (places.size() == 1) {
            return places.get(0);
        }
        String text = key instanceof Expr e && e.name() != null ? e.name() : String.valueOf(key);
        throw new IllegalArgumentException(
                places.isEmpty()
                        ? function + " has no input '" + text + "'; its inputs are " + names()
                        : function + " has " + places.size() + " inputs of the name '" + text
                                + "'; give their values in order, or by their variables in place of names");
    }

    private IllegalArgumentException without(int i) {
        return new IllegalArgumentException(
                called(i) + " has no value in this call, and no default; its inputs are " + names());
    }

    private IllegalArgumentException count(int given) {
        int n = all.size();
        String inputs = n == 0 ? "no input" : (n == 1 ? "1 input (" : n + " inputs (") + names() + ")";
        return new IllegalArgumentException(
                function + " takes " + inputs + ", but " + given + (given == 1 ? " was" : " were") + " given");
    }

    /** What messages call an input. */
    String called(int i) {
        String x = all.get(i).name();
        return x == null ? "input " + (i + 1) + " of " + function : "input '" + x + "' of " + function;
    }

    /** The names, with their defaults. */
    String names() {
        return all.stream().map(Parameter::text).collect(Collectors.joining(", "));
    }
}
