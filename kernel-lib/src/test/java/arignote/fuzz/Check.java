package arignote.fuzz;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.compile.Functions;
import arignote.compile.runtime.Compilations;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.function.InterpretedFunction;
import arignote.function.interpret.Interpreter;
import arignote.rewrite.ExactRewriter;
import arignote.rewrite.Rewriter;
import arignote.value.Nd4jArrays;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a case in every way and compares. */
final class Check {
    /**
     * What is wrong.
     *
     * @param kind which comparison failed; a smaller case is the same failure if this is the same
     */
    record Failure(String kind, String message) {
        @Override
        public String toString() {
            return kind + ": " + message;
        }
    }

    private static final int MISFITS = 6;

    private final List<Setting> settings;

    /** How many calls did not fit and were refused, and how many were taken in spite of other shapes. */
    int refused;

    int taken;

    /** How many functions were computed by generated code, and why others were not. */
    int generated;

    final Map<String, Integer> reasons = new TreeMap<>();

    /** Of how many elements a bound decided something, and of how many none could. */
    long decided;

    long undecided;

    Check(List<Setting> settings) {
        this.settings = settings;
    }

    List<Setting> settings() {
        return settings;
    }

    /** The generated sources that a check of a case needs. */
    static Set<String> sources(Case c, List<Setting> settings, List<Misfit> misfits) {
        return Compilations.wanted(() -> {
            for (Setting s : settings) {
                try {
                    c.reset();
                    CompiledFunction f = s.compile().apply(c.arguments());
                    call(c, f);
                    for (Misfit m : misfits) {
                        if (m.refusal() == null) {
                            m.call().reset();
                            call(m.call(), f);
                        }
                    }
                } catch (RuntimeException | AssertionError e) {
                    // the check itself will tell
                }
            }
        });
    }

    /** The first thing that is wrong with a case. */
    Optional<Failure> failure(Case c) {
        return failure(c, Misfit.of(c, MISFITS));
    }

    /** @param misfits what each setting is called with besides */
    Optional<Failure> failure(Case c, List<Misfit> misfits) {
        List<Expr> roots = c.roots();
        List<Bounded> same = bounds(c, roots, Reference.Beside.SAME_GRAPH);
        List<HostArray> plain;
        try {
            plain = interpreted(c, roots);
        } catch (RuntimeException e) {
            return Optional.of(new Failure("the interpreter throws", e.toString()));
        }
        Optional<Failure> failure = within("the interpreter beside the reference", plain, same);
        if (failure.isPresent()) {
            return failure;
        }
        List<Expr> exact = ExactRewriter.rewrite(roots);
        failure = sameBits(
                "rules that change no bit", interpreted(c, exact), plain, undecidedByProducts(c, roots, exact));
        if (failure.isPresent()) {
            return failure;
        }
        List<Bounded> loose = bounds(c, roots, Reference.Beside.REWRITTEN);
        List<Expr> rewritten = Rewriter.rewrite(roots);
        failure = within("rewritten", interpreted(c, rewritten), loose);
        if (failure.isPresent()) {
            return failure;
        }
        return settings(c, rewritten, misfits);
    }

    private Optional<Failure> settings(Case c, List<Expr> rewritten, List<Misfit> misfits) {
        List<Bounded> bounds = bounds(c, rewritten, Reference.Beside.SAME_GRAPH);
        Map<String, List<HostArray>> families = new LinkedHashMap<>();
        for (Setting s : settings) {
            List<HostArray> results;
            boolean[] fixed = new boolean[1];
            List<Failure> others = new ArrayList<>();
            try {
                results = Compilations.changed(s.change(), () -> {
                    c.reset();
                    CompiledFunction f = s.compile().apply(c.arguments());
                    List<HostArray> found = results(c, f);
                    fixed[0] = hasFixedBits(f, c);
                    reasons(f);
                    misfits(s, f, rewritten, misfits).ifPresent(others::add);
                    c.reset();
                    if (!misfits.isEmpty() && !call(c, f).equals(found)) {
                        throw new AssertionError("after calls with other shapes it gives other results");
                    }
                    return found;
                });
            } catch (RuntimeException e) {
                return Optional.of(new Failure(s.name() + " throws", e.toString()));
            } catch (AssertionError e) {
                return Optional.of(new Failure(s.name() + " does harm", e.getMessage()));
            }
            Optional<Failure> failure = within(s.name(), results, bounds);
            List<HostArray> relatives = families.putIfAbsent(s.family(), results);
            if (failure.isEmpty() && relatives != null && fixed[0]) {
                failure = sameBits(s.name() + " beside its family", results, relatives, null);
            }
            failure = failure.or(() -> others.stream().findFirst());
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** Whether a function refuses what it has to, in the same sentence, and takes the rest. */
    private Optional<Failure> misfits(Setting s, CompiledFunction f, List<Expr> rewritten, List<Misfit> misfits) {
        for (Misfit m : misfits) {
            m.call().reset();
            String kind = s.name() + (m.refusal() == null ? " with other shapes" : " has to refuse");
            List<HostArray> results = null;
            String refusal = null;
            try {
                results = call(m.call(), f);
            } catch (IllegalArgumentException | ArithmeticException e) {
                refusal = e.getMessage();
            }
            if (!Objects.equals(refusal, m.refusal())) {
                return Optional.of(
                        new Failure(kind, says(refusal) + ", not " + says(m.refusal()) + ", to " + text(m.call())));
            }
            if (refusal != null) {
                refused++;
                for (Variable v : m.call().shared()) {
                    HostArray now = Nd4jArrays.host(((Shared) v.expr()).getValue());
                    if (!now.equals(v.value())) {
                        return Optional.of(new Failure(kind, "a refused call stores " + now));
                    }
                }
            } else {
                taken++;
                Optional<Failure> failure =
                        within(kind, results, bounds(m.call(), rewritten, Reference.Beside.SAME_GRAPH));
                if (failure.isPresent()) {
                    return failure;
                }
            }
        }
        return Optional.empty();
    }

    private static String says(String refusal) {
        return refusal == null ? "it computes" : "it says “" + refusal + "”";
    }

    private static String text(Case call) {
        return call.variables().stream()
                .map(v -> v.expr().name() + " " + (v.value().shape().length == 0 ? v.value() : text(v.value())))
                .toList()
                .toString();
    }

    /** Whether the interpreter has no product, whose bits are a library's, to compute. */
    private static boolean hasFixedBits(CompiledFunction f, Case c) {
        return Functions.interpretedBecause(f) == null || !hasProduct(c.roots());
    }

    private void reasons(CompiledFunction f) {
        if (!(f instanceof InterpretedFunction)) {
            String reason = Functions.interpretedBecause(f);
            generated += reason == null ? 1 : 0;
            if (reason != null) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
    }

    private static boolean hasProduct(List<Expr> roots) {
        return Graphs.topological(roots).stream().anyMatch(e -> e.op() instanceof Op.Dot);
    }

    /** Products by a library may round in another way when their sides are turned; the bounds say where that shows. */
    private static List<Bounded> undecidedByProducts(Case c, List<Expr> roots, List<Expr> exact) {
        return hasProduct(roots) ? bounds(c, roots, Reference.Beside.SAME_GRAPH) : null;
    }

    static List<Bounded> bounds(Case c, List<Expr> roots, Reference.Beside beside) {
        Map<Expr, Bounded> values = Reference.evaluate(roots, c.known(v -> Bounded.of(v.value())), beside);
        return roots.stream().map(values::get).toList();
    }

    /** The values of the roots, by the interpreter from the graph as it stands. */
    static List<HostArray> interpreted(Case c, List<Expr> roots) {
        List<Expr> known = c.variables().stream().map(Variable::expr).toList();
        List<Tensor> values =
                c.variables().stream().map(v -> new Tensor(v.value())).toList();
        return new Interpreter(known, roots)
                .run(values).stream().map(Tensor::host).toList();
    }

    /**
     * Outputs and updated values of a call in a setting.
     *
     * @throws AssertionError if a second call gives other bits, or a call changes an input
     */
    static List<HostArray> results(Case c, CompiledFunction f) {
        c.reset();
        List<HostArray> first = call(c, f);
        c.reset();
        List<HostArray> second = call(c, f);
        if (!first.equals(second)) {
            throw new AssertionError("a second call gives " + text(second) + " after " + text(first));
        }
        return first;
    }

    private static String text(List<HostArray> values) {
        return values.stream()
                .map(v -> v.dtype().isFloat() ? Arrays.toString(v.doubles()) : Arrays.toString(v.longs()))
                .collect(Collectors.joining(", "));
    }

    private static List<HostArray> call(Case c, CompiledFunction f) {
        Object[] values =
                c.inputs().stream().map(v -> v.memory().holding(v.value())).toArray();
        List<HostArray> results = new ArrayList<>();
        f.applyAll(values).forEach(a -> results.add(Nd4jArrays.host(a)));
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof INDArray a
                    && !Nd4jArrays.host(a).equals(c.inputs().get(i).value())) {
                throw new AssertionError("input " + i + " was changed");
            }
        }
        c.updates().forEach(u -> results.add(Nd4jArrays.host(((Shared) u.target()).getValue())));
        return results;
    }

    private static Optional<Failure> sameBits(
            String kind, List<HostArray> found, List<HostArray> expected, List<Bounded> free) {
        for (int k = 0; k < found.size(); k++) {
            if (found.get(k).equals(expected.get(k))) {
                continue;
            }
            HostArray f = found.get(k);
            HostArray e = expected.get(k);
            if (!f.type().equals(e.type()) || !Arrays.equals(f.shape(), e.shape())) {
                return Optional.of(new Failure(kind, "result " + k + " is " + text(f) + ", not " + text(e)));
            }
            for (int i = 0; i < f.size(); i++) {
                boolean equal = f.type().dtype().isFloat()
                        ? Double.doubleToLongBits(f.doubleAt(i)) == Double.doubleToLongBits(e.doubleAt(i))
                        : f.longAt(i) == e.longAt(i);
                if (!equal && (free == null || free.get(k).error[i] == 0)) {
                    return Optional.of(new Failure(
                            kind, "result " + k + " at " + i + " is " + f.doubleAt(i) + ", not " + e.doubleAt(i)));
                }
            }
        }
        return Optional.empty();
    }

    private static String text(HostArray l) {
        return l.type() + Arrays.toString(l.shape());
    }

    Optional<Failure> within(String kind, List<HostArray> found, List<Bounded> bounds) {
        for (int k = 0; k < found.size(); k++) {
            HostArray f = found.get(k);
            Bounded b = bounds.get(k);
            if (f.type().dtype() != b.dtype || !Arrays.equals(f.shape(), b.shape)) {
                return Optional.of(new Failure(
                        kind, "result " + k + " is " + text(f) + ", not " + b.dtype + Arrays.toString(b.shape)));
            }
            for (int i = 0; i < f.size(); i++) {
                if (b.error[i] == Double.POSITIVE_INFINITY) {
                    undecided++;
                    continue;
                }
                decided++;
                if (!within(f, b, i)) {
                    String value = b.floats != null ? String.valueOf(b.floats[i]) : String.valueOf(b.wholes[i]);
                    String is = b.floats != null ? String.valueOf(f.doubleAt(i)) : String.valueOf(f.longAt(i));
                    return Optional.of(new Failure(
                            kind, "result " + k + " at " + i + " is " + is + ", not " + value + " ± " + b.error[i]));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean within(HostArray f, Bounded b, int i) {
        if (b.floats == null) {
            return f.longAt(i) == b.wholes[i];
        }
        double found = f.doubleAt(i);
        double value = b.floats[i];
        if (Double.doubleToLongBits(found) == Double.doubleToLongBits(value)) {
            return true;
        }
        return b.error[i] > 0 && (found == value || Math.abs(found - value) <= b.error[i] * 1.01);
    }
}
