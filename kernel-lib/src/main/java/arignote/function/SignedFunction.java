package arignote.function;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What all functions have in common, however they are run: it follows from their signature. */
public abstract class SignedFunction implements CompiledFunction {
    private final Signature signature;

    /** @param signature what the function is */
    protected SignedFunction(Signature signature) {
        this.signature = signature;
    }

    /** What the function is. */
    public final Signature signature() {
        return signature;
    }

    /** A function of another signature that is run in the same way. */
    protected abstract CompiledFunction made(Signature other);

    @Override
    public Map<String, INDArray> applyMap(Object... args) {
        signature.checkNames();
        List<INDArray> outputs = applyAll(args);
        Map<String, INDArray> map = new LinkedHashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            map.put(signature.outputNames().get(i), outputs.get(i));
        }
        return map;
    }

    @Override
    public final CompiledFunction copy() {
        return made(signature);
    }

    @Override
    public final CompiledFunction copy(FunctionArgument... changes) {
        return made(Changes.of(signature, changes));
    }

    @Override
    public final String name() {
        return signature.name();
    }

    @Override
    public final List<Expr> inputs() {
        return signature.inputs();
    }

    @Override
    public final List<Expr> outputs() {
        return signature.outputs();
    }

    @Override
    public final String toString() {
        return signature.toText();
    }
}
