package arignote.run;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.expr.Printer;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A function that the interpreter runs. */
public final class InterpretedFunction implements CompiledFunction {
    private final Signature signature;
    private final Interpreter interpreter;
    private final AtomicBoolean busy = new AtomicBoolean();

    public InterpretedFunction(Signature signature) {
        this.signature = signature;
        Nd4jBackend.start();
        interpreter = new Interpreter(signature.inputs(), Rewriter.rewrite(signature.roots()));
    }

    @Override
    public INDArray apply(Object... args) {
        return call(args, true).get(0).copy();
    }

    @Override
    public List<INDArray> applyAll(Object... args) {
        return call(args, false).stream().map(Tensor::copy).toList();
    }

    @Override
    public double applyAsDouble(Object... args) {
        Tensor value = call(args, true).get(0);
        if (value.size() != 1) {
            throw new IllegalArgumentException("applyAsDouble is for one number, but "
                    + Printer.quoted(signature.outputs().get(0)) + " has the shape " + Shapes.text(value.shape())
                    + "; use apply");
        }
        return value.number();
    }

    /** The outputs; the updates are stored when everything has been computed and checked. */
    private List<Tensor> call(Object[] args, boolean one) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    signature.name() + " is being called by another thread; give each thread its own by copy()");
        }
        try {
            int outputs = signature.outputs().size();
            if (one && outputs != 1) {
                throw new IllegalArgumentException(signature.name() + " has " + outputs
                        + " outputs; apply and applyAsDouble are for one: use applyAll");
            }
            List<Tensor> results = interpreter.run(tensors(args));
            List<INDArray> updates = results.subList(outputs, results.size()).stream()
                    .map(Tensor::copy)
                    .toList();
            for (int i = 0; i < updates.size(); i++) {
                signature.targets().get(i).store(updates.get(i));
            }
            return results.subList(0, outputs);
        } finally {
            busy.set(false);
        }
    }

    /** The inputs' values. Java passes a lone {@code double[][]} as the array of arguments itself. */
    private List<Tensor> tensors(Object[] args) {
        Object[] values;
        if (args == null) {
            values = new Object[] {null};
        } else if (args.getClass() != Object[].class) {
            values = new Object[] {args};
        } else {
            values = args;
        }
        List<Expr> inputs = signature.inputs();
        if (values.length != inputs.size()) {
            throw new IllegalArgumentException(signature.name() + " takes " + counted(inputs.size()) + names(inputs)
                    + ", but " + values.length + (values.length == 1 ? " was" : " were") + " given");
        }
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Expr x = inputs.get(i);
            String what = x.name() == null
                    ? "input " + (i + 1) + " of " + signature.name()
                    : "input '" + x.name() + "' of " + signature.name();
            tensors.add(Values.tensor(values[i], x.type(), signature.allowDowncast(), what));
        }
        return tensors;
    }

    private static String counted(int n) {
        return n == 0 ? "no input" : n == 1 ? "1 input" : n + " inputs";
    }

    private static String names(List<Expr> inputs) {
        if (inputs.isEmpty()) {
            return "";
        }
        String[] names = inputs.stream()
                .map(x -> x.name() == null ? "an unnamed " + x.type() : x.name())
                .toArray(String[]::new);
        return " (" + String.join(", ", Arrays.asList(names)) + ")";
    }

    @Override
    public CompiledFunction copy() {
        return new InterpretedFunction(signature);
    }

    @Override
    public String name() {
        return signature.name();
    }

    @Override
    public List<Expr> inputs() {
        return signature.inputs();
    }

    @Override
    public List<Expr> outputs() {
        return signature.outputs();
    }

    @Override
    public String toString() {
        return signature.name() + names(signature.inputs());
    }
}
