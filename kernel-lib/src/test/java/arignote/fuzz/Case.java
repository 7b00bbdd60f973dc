package arignote.fuzz;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.Update;
import arignote.expr.Graphs;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A function with the values that it is called with. */
record Case(
        List<Variable> inputs, List<Variable> shared, List<Expr> outputs, List<Update> updates, boolean hasGradient) {
    /** A case of which it does not matter whether some of its outputs are gradients. */
    Case(List<Variable> inputs, List<Variable> shared, List<Expr> outputs, List<Update> updates) {
        this(inputs, shared, outputs, updates, false);
    }

    /** What is computed: the outputs, then the updates' values. */
    List<Expr> roots() {
        List<Expr> roots = new ArrayList<>(outputs);
        updates.forEach(u -> roots.add(u.value()));
        return roots;
    }

    List<Variable> variables() {
        List<Variable> all = new ArrayList<>(inputs);
        all.addAll(shared);
        return all;
    }

    /** The same without the variables that nothing needs. */
    Case pruned() {
        Set<Expr> needed = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        needed.addAll(Graphs.topological(roots()));
        updates.forEach(u -> needed.add(u.target()));
        return new Case(
                inputs.stream().filter(v -> needed.contains(v.expr())).toList(),
                shared.stream().filter(v -> needed.contains(v.expr())).toList(),
                outputs,
                updates,
                hasGradient);
    }

    /** The values of all variables, bound to them. */
    <V> Map<Expr, V> known(Function<Variable, V> value) {
        Map<Expr, V> known = new IdentityHashMap<>();
        variables().forEach(v -> known.put(v.expr(), value.apply(v)));
        return known;
    }

    /** What {@code Arignote.function} is told. */
    List<FunctionArgument> arguments() {
        List<FunctionArgument> arguments = new ArrayList<>();
        arguments.add(
                new FunctionArgument.Inputs(inputs.stream().map(Variable::expr).toList()));
        arguments.add(new FunctionArgument.Outputs(outputs));
        arguments.addAll(updates);
        return arguments;
    }

    /** Gives all shared variables the values that they have before the call. */
    void reset() {
        shared.forEach(v -> ((Shared) v.expr()).setValue(Nd4jArrays.of(v.value())));
    }

    int nodes() {
        return Graphs.topological(roots()).size();
    }
}
