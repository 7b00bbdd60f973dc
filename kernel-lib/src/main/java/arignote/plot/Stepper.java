package arignote.plot;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.compile.Functions;
import arignote.expr.Backward;
import arignote.expr.Build;
import arignote.expr.Evaluator;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.print.Printer;
import arignote.function.Signature;
import arignote.grad.Gradients;
import arignote.plot.page.StepperPage;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The graph of a cost to click through with example values: forward, where each operation gets its value, then back,
 * where each node gets the gradient of the cost by it. What the step is at is marked in the graph, in the formula and in
 * the text of {@code pp} together. All numbers are computed beforehand: the page needs no kernel.
 *
 * <pre>{@code
 * stepper(cost, m, c).with(x, 2.0).with(y, 5.0)
 * }</pre>
 *
 * <p>The gradients are those that {@code T.grad} takes by each part of the cost.
 */
public final class Stepper {
    private static final int MOST_NODES = 60;

    private final Expr cost;
    private final List<Expr> nodes;
    private final List<Expr> back; // whose gradients are shown, in the order of the nodes
    private final List<Expr> gradients;
    private final Map<Expr, INDArray> given = new IdentityHashMap<>();

    /**
     * The numbers of a node.
     *
     * @param gradient of the cost by it; null where the way back does not come
     */
    public record Numbers(Expr node, HostArray value, HostArray gradient) {}

    /**
     * @param cost one floating number
     * @param by to which the way back leads: parts of the cost; if empty, its floating shared variables, or the floating
     *     inputs where there are none
     * @throws IllegalArgumentException if the cost is not one number, does not depend on one of {@code by}, or has too many
     *     nodes for a picture to click through
     */
    public Stepper(Expr cost, List<? extends Expr> by) {
        this.cost = cost;
        nodes = Graphs.topological(List.of(cost));
        if (cost.type().rank() != 0) {
            throw new IllegalArgumentException("stepper goes back from one number, but " + Printer.quoted(cost) + " is "
                    + cost.type().described() + "; its mean or its sum is a number");
        }
        if (nodes.size() > MOST_NODES) {
            throw new IllegalArgumentException(
                    "stepper shows up to " + MOST_NODES + " nodes, and " + Printer.quoted(cost) + " has " + nodes.size()
                            + "; picture(…) draws it, and stepper a part of it");
        }
        List<Expr> ends = by.isEmpty() ? ends() : List.copyOf(by);
        if (ends.isEmpty()) {
            throw new IllegalArgumentException("stepper goes back to the shared variables or inputs of a cost, and "
                    + Printer.quoted(cost) + " is made of no floating one");
        }
        Gradients.of(cost, ends); // refuses what is no part of the cost, in its own words
        back = between(ends);
        gradients = Gradients.of(cost, back);
    }

    private List<Expr> ends() {
        List<Expr> leaves = nodes.stream()
                .filter(e -> e.op().isLeaf() && !(e.op() instanceof Op.Constant))
                .filter(e -> e.type().dtype().isFloat())
                .toList();
        List<Expr> shared = leaves.stream().filter(e -> e instanceof Shared).toList();
        return shared.isEmpty() ? leaves : shared;
    }

    /** What lies on a way from the ends to the cost. */
    private List<Expr> between(List<Expr> ends) {
        Set<Expr> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        passed.add(cost);
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Expr e = nodes.get(i);
            boolean stops = e.op() instanceof Op.Identity id && id.backward() == Backward.DISCONNECTED_GRAD;
            if (passed.contains(e) && !stops) {
                passed.addAll(e.args());
            }
        }
        Set<Expr> after = Collections.newSetFromMap(new IdentityHashMap<>());
        after.addAll(ends);
        for (Expr e : nodes) {
            if (e.args().stream().anyMatch(after::contains)) {
                after.add(e);
            }
        }
        return nodes.stream()
                .filter(e -> passed.contains(e) && after.contains(e))
                .filter(e -> e.type().dtype().isFloat())
                .toList();
    }

    /**
     * Gives an input its value, or a shared variable another one, here alone.
     *
     * @param value of the kinds that a function takes; two or three rows are enough to see what happens
     * @throws IllegalArgumentException if it does not fit the variable's type, or the cost is not made of it
     */
    public Stepper with(Expr variable, Object value) {
        if (!(variable.op() instanceof Op.Input) && !(variable instanceof Shared)) {
            throw new IllegalArgumentException("with gives a value to an input or a shared variable, and "
                    + Printer.quoted(variable) + " is neither");
        }
        if (!nodes.contains(variable)) {
            List<String> both = Printer.quoted(List.of(cost, variable));
            throw new IllegalArgumentException(both.get(0) + " is not made of " + both.get(1) + "; leave it out");
        }
        given.put(variable, Evaluator.get().array(value, variable.type(), "the value of " + Printer.quoted(variable)));
        return this;
    }

    public Expr cost() {
        return cost;
    }

    /** Every node with its numbers, arguments before what is made of them. */
    public List<Numbers> numbers() {
        List<Expr> inputs = Graphs.inputs(nodes);
        List<INDArray> arguments = new ArrayList<>();
        for (Expr input : inputs) {
            if (!given.containsKey(input)) {
                throw new IllegalArgumentException("stepper needs a value for " + Printer.quoted(input)
                        + "; give it by .with(" + Printer.print(input) + ", …)");
            }
            arguments.add(given.get(input));
        }
        List<FunctionArgument.Given> replaced = nodes.stream()
                .filter(e -> e instanceof Shared && given.containsKey(e))
                .map(e -> new FunctionArgument.Given(e, Build.constant(new Tensor(given.get(e)).host())))
                .toList();
        List<Expr> outputs =
                new ArrayList<>(nodes.stream().filter(e -> !e.op().isLeaf()).toList());
        outputs.addAll(gradients);
        List<INDArray> results = Functions.of(Signature.of(List.of(
                        new FunctionArgument.Inputs(inputs),
                        new FunctionArgument.Outputs(outputs),
                        new FunctionArgument.Givens(replaced),
                        new FunctionArgument.NoDefaultUpdates(List.of()))))
                .applyAll(arguments.toArray());
        List<Numbers> numbers = new ArrayList<>();
        int next = 0;
        for (Expr e : nodes) {
            HostArray value = e.op().isLeaf() ? leaf(e) : new Tensor(results.get(next++)).host();
            int at = back.indexOf(e);
            int gradient = results.size() - gradients.size() + at;
            numbers.add(new Numbers(e, value, at < 0 ? null : new Tensor(results.get(gradient)).host()));
        }
        return numbers;
    }

    private HostArray leaf(Expr e) {
        if (e.op() instanceof Op.Constant c) {
            return c.value();
        }
        return (e instanceof Shared s && !given.containsKey(e) ? Tensor.of(s) : new Tensor(given.get(e))).host();
    }

    /** The element of a page, whole in itself. The same values give the same text. */
    public String html() {
        return new StepperPage(this).html();
    }

    /** A table of the nodes with their values and gradients. */
    @Override
    public String toString() {
        return new StepperPage(this).table();
    }
}
