package arignote.function;

import arignote.Config;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.Update;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.Op;
import arignote.expr.print.Printer;
import arignote.value.Shapes;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code function(…)} was told, checked: each input once, each update of a shared variable and of its type, the
 * givens put in place.
 *
 * @param updates targets beside their new values, in order
 */
public record Signature(
        String name,
        List<Expr> inputs,
        List<Expr> outputs,
        List<Shared> targets,
        List<Expr> updates,
        String mode,
        boolean allowDowncast,
        List<String> warnings) {

    /** @throws IllegalArgumentException with the sentence for the first thing that is wrong */
    public static Signature of(List<? extends FunctionArgument> arguments) {
        Reader r = new Reader();
        arguments.forEach(r::read);
        return r.signature();
    }

    /** A part of this function, which computes these of these, and stores nothing. */
    public Signature with(List<Expr> inputs, List<Expr> outputs) {
        return new Signature(name, inputs, outputs, List.of(), List.of(), mode, allowDowncast, List.of());
    }

    /** The same function in terms of other inputs. */
    public Signature with(List<Expr> inputs, List<Expr> outputs, List<Expr> updates) {
        return new Signature(name, inputs, outputs, targets, updates, mode, allowDowncast, List.of());
    }

    /** The outputs and the updates' values, in this order. */
    public List<Expr> roots() {
        List<Expr> roots = new ArrayList<>(outputs);
        roots.addAll(updates);
        return roots;
    }

    /**
     * A call's arguments as values, one for each input. Java passes a lone {@code double[][]} as the array of arguments
     * itself.
     *
     * @throws IllegalArgumentException if there are too many or too few
     */
    public Object[] values(Object[] args) {
        Object[] values =
                args == null ? new Object[] {null} : args.getClass() != Object[].class ? new Object[] {args} : args;
        if (values.length != inputs.size()) {
            throw new IllegalArgumentException(name + " takes " + counted(inputs.size()) + names() + ", but "
                    + values.length + (values.length == 1 ? " was" : " were") + " given");
        }
        return values;
    }

    /** What messages call an input. */
    public String called(int i) {
        String x = inputs.get(i).name();
        return x == null ? "input " + (i + 1) + " of " + name : "input '" + x + "' of " + name;
    }

    /** @throws IllegalArgumentException if there is not exactly one output */
    public void checkOneOutput() {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException(name + " has no output, only updates; run them by apply()");
        }
        if (outputs.size() != 1) {
            throw new IllegalArgumentException(
                    name + " has " + outputs.size() + " outputs; apply and applyAsDouble are for one: use applyAll");
        }
    }

    /** The sentence for an output that is no single number. */
    public IllegalArgumentException noNumber(long[] shape) {
        return new IllegalArgumentException("applyAsDouble is for one number, but " + Printer.quoted(outputs.get(0))
                + " has the shape " + Shapes.text(shape) + "; use apply");
    }

    /** The name and the inputs: {@code train (x, y)}. */
    public String toText() {
        return name + names();
    }

    private static String counted(int n) {
        return n == 0 ? "no input" : n == 1 ? "1 input" : n + " inputs";
    }

    private String names() {
        List<String> names = inputs.stream()
                .map(x -> x.name() == null ? "an unnamed " + x.type() : x.name())
                .toList();
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }

    /** Collects the arguments, then checks them together. */
    private static final class Reader {
        private String name = "function";
        private final List<Expr> inputs = new ArrayList<>();
        private final List<Expr> outputs = new ArrayList<>();
        private final List<Update> updates = new ArrayList<>();
        private final Map<Expr, Expr> givens = new IdentityHashMap<>();
        private String unused = "raise";
        private boolean allowDowncast;
        private String mode = Config.get("backend");

        void read(FunctionArgument argument) {
            if (argument == null) {
                throw new IllegalArgumentException("function got null; give inputs(…), outputs(…), update(…, …)");
            }
            if (argument instanceof Update u) {
                updates.add(u);
            } else if (argument instanceof FunctionArgument.Inputs i) {
                inputs.addAll(i.variables());
            } else if (argument instanceof FunctionArgument.Outputs o) {
                outputs.addAll(o.expressions());
            } else if (argument instanceof FunctionArgument.Updates u) {
                updates.addAll(u.updates());
            } else if (argument instanceof FunctionArgument.Given g) {
                if (givens.put(g.expression(), replacement(g)) != null) {
                    throw new IllegalArgumentException(
                            called(g.expression()) + " has two givens; a function can put one thing in its place");
                }
            } else if (argument instanceof FunctionArgument.Mode m) {
                checkChoice("mode", m.name(), List.of("java", "nd4j"));
                mode = m.name();
            } else if (argument instanceof FunctionArgument.OnUnusedInput u) {
                checkChoice("onUnusedInput", u.policy(), List.of("raise", "warn", "ignore"));
                unused = u.policy();
            } else if (argument instanceof FunctionArgument.AllowInputDowncast) {
                allowDowncast = true;
            } else if (argument instanceof FunctionArgument.Named n) {
                name = n.name();
            }
        }

        private static void checkChoice(String what, String value, List<String> choices) {
            if (value == null || !choices.contains(value)) {
                throw new IllegalArgumentException(what + " is one of " + String.join(", ", choices) + ", not "
                        + (value == null ? "null" : "'" + value + "'"));
            }
        }

        private static Expr replacement(FunctionArgument.Given g) {
            Expr of = g.expression();
            Expr by;
            if (g.replacement() instanceof Expr e) {
                by = e;
            } else {
                String what = "what is given for " + called(of);
                by = Build.constant(
                        Values.tensor(g.replacement(), of.type(), false, what).host());
            }
            if (!by.type().equals(of.type())) {
                List<String> both = Printer.quoted(List.of(of, by));
                throw new IllegalArgumentException(
                        "given: " + both.get(0) + " is " + of.type().described() + ", and " + both.get(1)
                                + " in its place is " + by.type().described() + "; they must be alike");
            }
            return by;
        }

        Signature signature() {
            checkInputs();
            List<Shared> targets = new ArrayList<>();
            List<Expr> roots = new ArrayList<>(outputs);
            for (Update u : updates) {
                Shared target = target(u, targets);
                targets.add(target);
                roots.add(fitting(target, u.value()));
            }
            List<Expr> replaced = Graphs.replace(roots, givens);
            checkMissing(replaced);
            List<String> warnings = checkUnused(replaced);
            return new Signature(
                    name,
                    List.copyOf(inputs),
                    List.copyOf(replaced.subList(0, outputs.size())),
                    List.copyOf(targets),
                    List.copyOf(replaced.subList(outputs.size(), replaced.size())),
                    mode,
                    allowDowncast,
                    warnings);
        }

        private void checkInputs() {
            for (int i = 0; i < inputs.size(); i++) {
                Expr x = inputs.get(i);
                if (x instanceof Shared) {
                    throw new IllegalArgumentException(
                            called(x) + " is a shared variable, which keeps its own value; leave it out of inputs(…)");
                }
                if (!(x.op() instanceof Op.Input)) {
                    throw new IllegalArgumentException("an input is a variable such as T.vector(\"x\"), but "
                            + called(x) + " is computed from others; use given(…) to put a value in its place");
                }
                if (inputs.indexOf(x) < i) {
                    throw new IllegalArgumentException(called(x) + " stands twice in inputs(…); name it once");
                }
            }
        }

        private Shared target(Update u, List<Shared> before) {
            if (!(u.target() instanceof Shared target)) {
                throw new IllegalArgumentException("only a shared variable can be updated, and " + called(u.target())
                        + " is none; make it with shared(value, name)");
            }
            if (before.contains(target)) {
                throw new IllegalArgumentException(
                        called(target) + " has two updates; a call can give it one new value");
            }
            return target;
        }

        /** The update's value in exactly the variable's type. */
        private static Expr fitting(Shared target, Expr value) {
            if (value.type().rank() != target.type().rank()
                    || !target.type().dtype().accepts(value.type().dtype())) {
                List<String> both = Printer.quoted(List.of(target, value));
                throw new IllegalArgumentException("the update of " + both.get(0) + ", "
                        + target.type().described()
                        + ", is " + value.type().described() + ": " + both.get(1) + "; they must be alike"
                        + (value.type().rank() == target.type().rank()
                                ? ": T.cast(…, \"" + target.type().dtype() + "\")"
                                : ""));
            }
            return Build.cast(value, target.type().dtype());
        }

        private void checkMissing(List<Expr> roots) {
            for (Expr needed : Graphs.inputs(roots)) {
                if (!inputs.contains(needed)) {
                    List<String> printed = Printer.print(
                            List.of(needed, Graphs.user(roots, needed) == null ? needed : Graphs.user(roots, needed)));
                    throw new IllegalArgumentException("'" + printed.get(0) + "' is missing in inputs(…): "
                            + printed.get(1) + " is made of it; add it, or put a value in its place by given(…)");
                }
            }
        }

        private List<String> checkUnused(List<Expr> roots) {
            List<String> warnings = new ArrayList<>();
            List<Expr> needed = Graphs.inputs(roots);
            for (Expr x : inputs) {
                if (!needed.contains(x) && !unused.equals("ignore")) {
                    String sentence = called(x) + " is an input that no output and no update needs; leave it out, or"
                            + " allow it by onUnusedInput(\"ignore\")";
                    if (unused.equals("raise")) {
                        throw new IllegalArgumentException(sentence);
                    }
                    warnings.add(sentence);
                }
            }
            return warnings;
        }

        private static String called(Expr e) {
            return e.name() == null && e.op().isLeaf() ? "an unnamed " + e.type() : Printer.quoted(e);
        }
    }
}
