package arignote.compile;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.JavaSource;
import arignote.Shared;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.print.Printer;
import arignote.function.InterpretedFunction;
import arignote.function.Signature;
import arignote.function.SignedFunction;
import arignote.value.Nd4jArrays;
import arignote.value.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;

/**
 * A function that computes everything twice, by the interpreter and by generated code, and compares each output and each
 * update. Where they differ, it gives the shared variables their old values back, looks for the first operation that
 * differs, and throws.
 */
final class DebugFunction extends SignedFunction {
    private final Signature results; // the updates' values as outputs
    private final CompiledFunction generated;
    private final InterpretedFunction interpreted;
    private final AtomicBoolean busy = new AtomicBoolean();

    DebugFunction(Signature signature) {
        super(signature);
        results = signature.with(signature.roots(), List.of(), List.of());
        generated = Functions.generated(signature);
        interpreted = new InterpretedFunction(results);
    }

    @Override
    public INDArray apply(Object... args) {
        if (signature().outputs().isEmpty()) {
            call(args, false);
            return Nd4jArrays.of(HostArray.zeros(Config.floatX(), 0));
        }
        signature().checkOneOutput();
        return call(args, false).get(0);
    }

    @Override
    public List<INDArray> applyAll(Object... args) {
        return call(args, false);
    }

    @Override
    public double applyAsDouble(Object... args) {
        signature().checkOneOutput();
        return Nd4jArrays.number(call(args, true).get(0));
    }

    private List<INDArray> call(Object[] args, boolean number) {
        if (!busy.compareAndSet(false, true)) {
            throw signature().busy();
        }
        try {
            Object[] values = signature().values(args);
            List<INDArray> expected = interpreted.applyAll(values);
            if (number && expected.get(0).length() != 1) {
                throw signature().noNumber(expected.get(0).shape());
            }
            List<Shared> targets = signature().targets();
            List<HostArray> before = targets.stream().map(t -> t.host(null)).toList();
            List<INDArray> outputs = generated.applyAll(values);
            List<INDArray> all = new ArrayList<>(outputs);
            targets.forEach(t -> all.add(t.getValue()));
            for (int i = 0; i < all.size(); i++) {
                if (difference(all.get(i), expected.get(i)) >= 0) {
                    for (int k = 0; k < targets.size(); k++) {
                        targets.get(k).store(before.get(k));
                    }
                    throw differing(values, results.outputs().get(i), all.get(i), expected.get(i));
                }
            }
            return outputs;
        } finally {
            busy.set(false);
        }
    }

    /**
     * The place of the first element that differs, or -1: whole numbers at all, float64 by more than 1e-8 and float32 by
     * more than 1e-5 of the value and absolutely, which are the bounds of Theano's DebugMode. Where shapes differ it is 0.
     */
    private static int difference(INDArray a, INDArray b) {
        if (!Arrays.equals(a.shape(), b.shape()) || a.dataType() != b.dataType()) {
            return 0;
        }
        HostArray x = Nd4jArrays.host(a);
        HostArray y = Nd4jArrays.host(b);
        double bound = switch (x.dtype()) {
            case FLOAT64 -> 1e-8;
            case FLOAT32 -> 1e-5;
            case INT64, INT32, BOOL -> 0;
        };
        for (int i = 0; i < x.size(); i++) {
            boolean same =
                    x.dtype().isFloat() ? close(x.doubleAt(i), y.doubleAt(i), bound) : x.longAt(i) == y.longAt(i);
            if (!same) {
                return i;
            }
        }
        return -1;
    }

    private static boolean close(double a, double b, double bound) {
        return Double.compare(a, b) == 0 || Math.abs(a - b) <= bound + bound * Math.abs(b);
    }

    /** The error for the first operation, in order of computation, that differs by itself; else for the whole result. */
    private IllegalStateException differing(Object[] values, Expr whole, INDArray a, INDArray b) {
        List<Expr> operations = Graphs.topological(results.outputs()).stream()
                .filter(e -> !e.op().isLeaf())
                .toList();
        for (Expr e : operations) {
            Signature alone = results.with(List.of(e), List.of(), List.of());
            List<INDArray> both = new ArrayList<>(Functions.generated(alone).applyAll(values));
            both.addAll(new InterpretedFunction(alone).applyAll(values));
            if (difference(both.get(0), both.get(1)) >= 0) {
                return new IllegalStateException(sentence(e, both.get(0), both.get(1))
                        + "; it is the first operation of " + name() + " that differs");
            }
        }
        return new IllegalStateException(sentence(whole, a, b) + "; no operation of " + name() + " differs by itself");
    }

    private static String sentence(Expr e, INDArray a, INDArray b) {
        boolean alike = Arrays.equals(a.shape(), b.shape());
        int at = difference(a, b);
        String element = alike && a.rank() > 0 ? " at element " + at : "";
        return "debug: " + Printer.quoted(e) + " is " + text(a, at, alike) + " by generated code and "
                + text(b, at, alike) + " by the interpreter" + element;
    }

    private static String text(INDArray a, int at, boolean alike) {
        return alike ? String.valueOf(Nd4jArrays.host(a).doubleAt(at)) : "of shape " + Shapes.text(a.shape());
    }

    @Override
    protected CompiledFunction made(Signature other) {
        return new DebugFunction(other);
    }

    @Override
    public String loops() {
        return generated.loops();
    }

    @Override
    public JavaSource source() {
        return generated.source();
    }

    @Override
    public Table explain() {
        return generated.explain();
    }
}
