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
import arignote.function.interpret.NewValues;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Collects what {@code function(…)} was told, then checks it together. */
final class SignatureReader {
    private String name = "function";
    private final List<FunctionArgument.In> inputs = new ArrayList<>();
    private final List<Expr> outputs = new ArrayList<>();
    private final List<String> outputNames = new ArrayList<>();
    private final List<Update> updates = new ArrayList<>();
    private final Map<Expr, Expr> givens = new IdentityHashMap<>();
    private final List<FunctionArgument.NoDefaultUpdates> without = new ArrayList<>();
    private String unused = "raise";
    private boolean allowDowncast;
    private String mode = Config.get("backend");
    private FunctionArgument.Monitored monitor;

    void read(FunctionArgument argument) {
        if (argument == null) {
            throw new IllegalArgumentException("function got null; give inputs(…), outputs(…), update(…, …)");
        }
        if (argument instanceof Update u) {
            updates.add(u);
        } else if (argument instanceof FunctionArgument.Inputs i) {
            inputs.addAll(i.all());
        } else if (argument instanceof FunctionArgument.Outputs o) {
            outputs.addAll(o.expressions());
        } else if (argument instanceof FunctionArgument.NamedOutputs o) {
            outputs.addAll(o.expressions());
            outputNames.addAll(o.names());
        } else if (argument instanceof FunctionArgument.Updates u) {
            updates.addAll(u.updates());
        } else if (argument instanceof FunctionArgument.Given g) {
            put(g);
        } else if (argument instanceof FunctionArgument.Givens g) {
            g.givens().forEach(this::put);
        } else if (argument instanceof FunctionArgument.NoDefaultUpdates n) {
            without.add(n);
        } else if (argument instanceof FunctionArgument.Mode m) {
            mode = Modes.of(m.name());
        } else if (argument instanceof FunctionArgument.Monitored m) {
            monitor = m;
        } else if (argument instanceof FunctionArgument.OnUnusedInput u) {
            Modes.checkChoice("onUnusedInput", u.policy(), List.of("raise", "warn", "ignore"), "");
            unused = u.policy();
        } else if (argument instanceof FunctionArgument.AllowInputDowncast) {
            allowDowncast = true;
        } else if (argument instanceof FunctionArgument.Named n) {
            name = n.name();
        } else {
            throw new IllegalArgumentException(
                    (argument instanceof FunctionArgument.Swap ? "swap(…, …) is" : "withoutUpdates() is")
                            + " for a copy of a function: f.copy(…)");
        }
    }

    private void put(FunctionArgument.Given g) {
        if (givens.put(g.expression(), replacement(g)) != null) {
            throw new IllegalArgumentException(
                    called(g.expression()) + " has two givens; a function can put one thing in its place");
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
        List<Expr> variables = checkInputs();
        Parameters parameters = parameters();
        checkOutputNames();
        List<Shared> targets = new ArrayList<>();
        List<Expr> roots = new ArrayList<>(outputs);
        for (Update u : updates) {
            Shared target = target(u, targets);
            targets.add(target);
            roots.add(NewValues.fitting(target, u.value()));
        }
        List<Expr> replaced = new ArrayList<>(Graphs.replace(roots, givens));
        NewValues.addDefaults(
                targets,
                replaced,
                this::isWithout,
                e -> Graphs.replace(List.of(e), givens).get(0));
        checkMissing(variables, replaced);
        List<String> warnings = checkUnused(variables, replaced);
        return new Signature(
                name,
                variables,
                parameters,
                List.copyOf(replaced.subList(0, outputs.size())),
                List.copyOf(outputNames),
                List.copyOf(targets),
                List.copyOf(replaced.subList(outputs.size(), replaced.size())),
                List.of(),
                mode,
                allowDowncast,
                monitor,
                warnings);
    }

    private List<Expr> checkInputs() {
        List<Expr> variables = new ArrayList<>();
        for (FunctionArgument.In in : inputs) {
            Expr x = in.variable();
            if (x instanceof Shared) {
                throw new IllegalArgumentException(
                        called(x) + " is a shared variable, which keeps its own value; leave it out of inputs(…)");
            }
            if (!(x.op() instanceof Op.Input)) {
                throw new IllegalArgumentException("an input is a variable such as T.vector(\"x\"), but " + called(x)
                        + " is computed from others; use given(…) to put a value in its place");
            }
            if (variables.contains(x)) {
                throw new IllegalArgumentException(called(x) + " stands twice in inputs(…); name it once");
            }
            variables.add(x);
        }
        return List.copyOf(variables);
    }

    /** The inputs with their defaults. What keeps a default that calls change becomes the target of an update. */
    private Parameters parameters() {
        List<Parameters.Parameter> all = new ArrayList<>();
        for (FunctionArgument.In in : inputs) {
            Expr x = in.variable();
            Object value = in.value() == null
                    ? null
                    : Defaults.of(in.value(), x.type(), allowDowncast, "the default of " + called(x));
            if (in.update() != null) {
                if (value == null) {
                    throw new IllegalArgumentException("the input " + called(x)
                            + " has an update and no value that it starts with; give in(…).value(…).update(…)");
                }
                Shared state =
                        in.state(Values.tensor(value, x.type(), false, "").hostCopy());
                updates.add(new Update(state, in.update()));
                value = state;
            }
            all.add(new Parameters.Parameter(x, in.name() == null ? x.name() : in.name(), value));
        }
        return new Parameters(name, List.copyOf(all));
    }

    private void checkOutputNames() {
        if (!outputNames.isEmpty() && outputNames.size() != outputs.size()) {
            throw new IllegalArgumentException(
                    "some outputs of " + name + " have names and some have none; give all of them in one map");
        }
        for (int i = 0; i < outputNames.size(); i++) {
            if (outputNames.indexOf(outputNames.get(i)) < i) {
                throw new IllegalArgumentException("two outputs have the name '" + outputNames.get(i) + "'");
            }
        }
    }

    private Shared target(Update u, List<Shared> before) {
        if (!(u.target() instanceof Shared target)) {
            throw new IllegalArgumentException("only a shared variable can be updated, and " + called(u.target())
                    + " is none; make it with shared(value, name)");
        }
        if (before.contains(target)) {
            throw new IllegalArgumentException(called(target) + " has two updates; a call can give it one new value");
        }
        return target;
    }

    private boolean isWithout(Shared s) {
        return without.stream()
                .anyMatch(n -> n.variables().isEmpty() || n.variables().contains(s));
    }

    private static void checkMissing(List<Expr> variables, List<Expr> roots) {
        for (Expr needed : Graphs.inputs(roots)) {
            if (!variables.contains(needed)) {
                List<String> printed = Printer.print(
                        List.of(needed, Graphs.user(roots, needed) == null ? needed : Graphs.user(roots, needed)));
                throw new IllegalArgumentException("'" + printed.get(0) + "' is missing in inputs(…): " + printed.get(1)
                        + " is made of it; add it, or put a value in its place by given(…)");
            }
        }
    }

    private List<String> checkUnused(List<Expr> variables, List<Expr> roots) {
        List<String> warnings = new ArrayList<>();
        List<Expr> needed = Graphs.inputs(roots);
        for (Expr x : variables) {
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

    static String called(Expr e) {
        return e.name() == null && e.op().isLeaf() ? "an unnamed " + e.type() : Printer.quoted(e);
    }
}
