package arignote.function;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.expr.print.Printer;
import arignote.value.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code function(…)} was told, checked: each input once, each update of a shared variable and of its type, the
 * givens put in place, default updates among the updates.
 *
 * @param parameters the inputs as calls see them
 * @param outputNames a name for each output, or none
 * @param targets of updates, beside their new values, in order
 * @param refusing what else a call is checked for: operations that may refuse it and that are not computed
 * @param mode java, nd4j, debug or nanGuard
 * @param monitor who looks on while it is computed, or null
 */
public record Signature(
        String name,
        List<Expr> inputs,
        Parameters parameters,
        List<Expr> outputs,
        List<String> outputNames,
        List<Shared> targets,
        List<Expr> updates,
        List<Expr> refusing,
        String mode,
        boolean allowDowncast,
        FunctionArgument.Monitored monitor,
        List<String> warnings) {

    /** @throws IllegalArgumentException with the sentence for the first thing that is wrong */
    public static Signature of(List<? extends FunctionArgument> arguments) {
        SignatureReader r = new SignatureReader();
        arguments.forEach(r::read);
        return r.signature();
    }

    /** The outputs and the updates' values, in this order. */
    public List<Expr> roots() {
        List<Expr> roots = new ArrayList<>(outputs);
        roots.addAll(updates);
        return roots;
    }

    /** Everything that a call is checked for: the roots, and what is {@link #refusing}. */
    public List<Expr> written() {
        List<Expr> written = roots();
        written.addAll(refusing);
        return written;
    }

    /**
     * The same inputs with other results.
     *
     * @param outputs expressions of the inputs and of shared variables
     * @param targets of updates, beside their new values
     */
    public Signature with(List<Expr> outputs, List<Shared> targets, List<Expr> updates) {
        return new Signature(
                name,
                inputs,
                parameters,
                List.copyOf(outputs),
                outputs.size() == outputNames.size() ? outputNames : List.of(),
                List.copyOf(targets),
                List.copyOf(updates),
                List.of(),
                mode,
                allowDowncast,
                monitor,
                warnings);
    }

    /**
     * A part of this function, from its inputs and others that are computed on the way.
     *
     * @param more the others, which follow the inputs
     */
    public Signature stage(
            List<Expr> more, List<Expr> outputs, List<Shared> targets, List<Expr> updates, List<Expr> refusing) {
        List<Expr> all = new ArrayList<>(inputs);
        all.addAll(more);
        List<Parameters.Parameter> parameters = new ArrayList<>(parameters().all());
        more.forEach(e -> parameters.add(new Parameters.Parameter(e, e.name(), null)));
        return new Signature(
                name,
                List.copyOf(all),
                new Parameters(name, List.copyOf(parameters)),
                List.copyOf(outputs),
                List.of(),
                targets,
                List.copyOf(updates),
                List.copyOf(refusing),
                mode,
                allowDowncast,
                null,
                List.of());
    }

    /** The same function under another name. */
    Signature named(String other) {
        return new Signature(
                other,
                inputs,
                new Parameters(other, parameters.all()),
                outputs,
                outputNames,
                targets,
                updates,
                refusing,
                mode,
                allowDowncast,
                monitor,
                warnings);
    }

    /**
     * A call's arguments as values, one for each input.
     *
     * @throws IllegalArgumentException if there are too many or too few, or a name stands for no input
     */
    public Object[] values(Object[] args) {
        return parameters.values(args);
    }

    /** What messages call an input. */
    public String called(int i) {
        return parameters.called(i);
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

    /** @throws IllegalArgumentException if the outputs have no names */
    void checkNames() {
        if (outputNames.isEmpty()) {
            throw new IllegalArgumentException(
                    "the outputs of " + name + " have no names; use applyAll, or name them when"
                            + " the function is made: outputs(Map.of(\"cost\", …))");
        }
    }

    /** The sentence for an output that is no single number. */
    public IllegalArgumentException noNumber(long[] shape) {
        return new IllegalArgumentException("applyAsDouble is for one number, but " + Printer.quoted(outputs.get(0))
                + " has the shape " + Shapes.text(shape) + "; use apply");
    }

    /** The sentence for a call while another one goes on. */
    public IllegalStateException busy() {
        return new IllegalStateException(
                name + " is being called by another thread; give each thread its own by copy()");
    }

    /** The name and the inputs: {@code train (x, y)}. */
    public String toText() {
        return name + (inputs.isEmpty() ? "" : " (" + parameters.names() + ")");
    }
}
