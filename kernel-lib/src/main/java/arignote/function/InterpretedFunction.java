package arignote.function;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.JavaSource;
import arignote.expr.HostArray;
import arignote.function.interpret.Interpreter;
import arignote.function.interpret.NumberGuard;
import arignote.function.interpret.Observer;
import arignote.function.interpret.Refusals;
import arignote.rewrite.Rewriter;
import arignote.value.Nd4jArrays;
import arignote.value.Nd4jBackend;
import arignote.value.OptionalLibrary;
import arignote.value.Tensor;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A function that the interpreter runs. */
public final class InterpretedFunction extends SignedFunction {
    private final Signature signature;
    private final Refusals refusals;
    private final Interpreter interpreter;
    private final AtomicBoolean busy = new AtomicBoolean();

    public InterpretedFunction(Signature signature) {
        super(signature);
        this.signature = signature;
        Nd4jBackend.start();
        refusals = new Refusals(signature.inputs(), signature.written());
        interpreter = new Interpreter(signature.inputs(), Rewriter.rewrite(signature.roots()));
    }

    @Override
    public INDArray apply(Object... args) {
        if (signature.outputs().isEmpty()) {
            call(args, false, false);
            return Nd4jArrays.of(HostArray.zeros(Config.floatX(), 0));
        }
        return call(args, true, false).get(0).copy();
    }

    @Override
    public List<INDArray> applyAll(Object... args) {
        return call(args, false, false).stream().map(Tensor::copy).toList();
    }

    @Override
    public double applyAsDouble(Object... args) {
        return call(args, true, true).get(0).number();
    }

    /** Throws what a call with such arguments throws for their shapes and indices; nothing is stored. */
    public void check(Object... args) {
        refusals.check(tensors(args));
    }

    /** The outputs; the updates are stored when everything has been computed and checked. */
    private List<Tensor> call(Object[] args, boolean one, boolean number) {
        if (!busy.compareAndSet(false, true)) {
            throw signature.busy();
        }
        try {
            int outputs = signature.outputs().size();
            if (one) {
                signature.checkOneOutput();
            }
            List<Tensor> values = tensors(args);
            refusals.check(values);
            List<Tensor> results = interpreter.run(values, observer());
            if (number && results.get(0).size() != 1) {
                throw signature.noNumber(results.get(0).shape());
            }
            List<HostArray> updates = results.subList(outputs, results.size()).stream()
                    .map(Tensor::hostCopy)
                    .toList();
            for (int i = 0; i < updates.size(); i++) {
                signature.targets().get(i).store(updates.get(i));
            }
            return results.subList(0, outputs);
        } finally {
            busy.set(false);
        }
    }

    /** The outputs as host arrays. */
    public List<HostArray> hosts(Object... args) {
        return call(args, false, false).stream().map(Tensor::host).toList();
    }

    private Observer observer() {
        Observer guard =
                signature.mode().equals("nanGuard") || Config.nanGuard() ? NumberGuard.ofSettings() : Observer.NONE;
        return signature.monitor() == null ? guard : new MonitorCalls(signature.monitor(), guard);
    }

    private List<Tensor> tensors(Object[] args) {
        Object[] values = signature.values(args);
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Expr x = signature.inputs().get(i);
            tensors.add(Values.argument(values[i], x.type(), signature.allowDowncast(), signature.called(i)));
        }
        return tensors;
    }

    @Override
    protected CompiledFunction made(Signature other) {
        return new InterpretedFunction(other);
    }

    @Override
    public String loops() {
        return "// " + signature.name() + " is computed operation by operation, each in loops of its own\n";
    }

    @Override
    public JavaSource source() {
        return new JavaSource("// " + signature.name() + " is computed operation by operation; no code is generated");
    }

    @Override
    public Table explain() {
        return explanation(name(), why());
    }

    private String why() {
        if (signature.monitor() != null) {
            return "the monitor sees every operation";
        }
        return signature.mode().equals("nanGuard")
                ? "the guard against NaN looks at every operation"
                : "it was made with mode(\"nd4j\"), or this Java has no compiler";
    }

    /** How an interpreted function is computed, as a table of one row. */
    public static Table explanation(String name, String why) {
        OptionalLibrary.TABLESAW.need("explain()");
        return Table.create(
                name,
                StringColumn.create("step", "every operation"),
                StringColumn.create("by", "ND4J, one after the other"),
                StringColumn.create("why", why));
    }
}
