package arignote.function.interpret;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.Evaluator;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import arignote.rewrite.Rewriter;
import arignote.value.Nd4jArrays;
import arignote.value.Nd4jBackend;
import arignote.value.Tensor;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Evaluates single expressions with the interpreter; found by ServiceLoader. */
public final class InterpretingEvaluator implements Evaluator {
    @Override
    public INDArray evaluate(Expr expression, Map<? extends Expr, ?> values) {
        List<Expr> known = new ArrayList<>();
        List<Tensor> tensors = new ArrayList<>();
        for (Map.Entry<? extends Expr, ?> entry : values.entrySet()) {
            Expr key = entry.getKey();
            if (!Graphs.contains(expression, key)) {
                List<String> both = Printer.quoted(List.of(key, expression));
                throw new IllegalArgumentException("eval got a value for " + both.get(0) + ", which is no part of "
                        + both.get(1) + "; leave it out");
            }
            if (key.op() instanceof Op.Constant) {
                throw new IllegalArgumentException("eval got a value for the constant " + Printer.quoted(key));
            }
            known.add(key);
            tensors.add(Values.tensor(entry.getValue(), key.type(), false, "the value of " + Printer.quoted(key)));
        }
        List<Shared> targets = new ArrayList<>();
        List<Expr> roots = new ArrayList<>(List.of(expression));
        NewValues.addDefaults(targets, roots, known::contains, e -> e);
        for (Expr e : Graphs.topological(roots, Set.copyOf(known))) {
            if (e.op() instanceof Op.Input) {
                throw missing(expression, e);
            }
        }
        Nd4jBackend.start();
        new Refusals(known, roots).check(tensors);
        // by the equations of functions, so that both have the same value
        List<Expr> rewritten = Rewriter.rewrite(roots, Set.copyOf(known));
        List<INDArray> results = new Interpreter(known, rewritten)
                .run(tensors).stream().map(Tensor::copy).toList();
        for (int i = 0; i < targets.size(); i++) {
            targets.get(i).store(Nd4jArrays.host(results.get(i + 1)));
        }
        return results.get(0);
    }

    @Override
    public INDArray operation(Expr e, List<INDArray> args) {
        if (e instanceof Shared s) {
            return s.getValue();
        }
        Nd4jBackend.start();
        return e.op() instanceof Op.Constant c
                ? Nd4jArrays.of(c.value())
                : TensorOps.compute(e, args.stream().map(Tensor::new).toList()).copy();
    }

    private static IllegalArgumentException missing(Expr expression, Expr input) {
        Expr user = Graphs.user(List.of(expression), input);
        List<Expr> both = user == null ? List.of(input) : List.of(input, user);
        List<String> printed = Printer.print(both);
        return new IllegalArgumentException("eval needs a value for '" + printed.get(0) + "'"
                + (user == null ? "" : ", which " + printed.get(1) + " is made of")
                + "; call eval(Map.of(" + printed.get(0) + ", …))");
    }

    @Override
    public HostArray literal(Object data, String what) {
        return Values.host(data, what);
    }

    @Override
    public INDArray array(HostArray host) {
        return Nd4jArrays.of(host);
    }

    @Override
    public HostArray host(INDArray array, HostArray earlier) {
        return Nd4jArrays.host(array, earlier);
    }

    @Override
    public HostArray host(Object data, TensorType type, String what) {
        return Values.tensor(data, type, false, what).host();
    }

    @Override
    public INDArray array(Object data, String what) {
        return Values.array(data, what);
    }

    @Override
    public INDArray array(Object data, TensorType type, String what) {
        return Values.tensor(data, type, false, what).copy();
    }
}
