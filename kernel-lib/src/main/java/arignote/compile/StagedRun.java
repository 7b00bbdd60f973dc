package arignote.compile;

import arignote.Expr;
import arignote.Shared;
import arignote.expr.Cancellation;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Runs the stages of a computation up to its last one. */
final class StagedRun {
    /** Generated code for one stage: from its inputs, the computation's and values of other stages, to its results. */
    interface Code {
        List<HostArray> run(Object[] inputs);
    }

    private record Generated(Code code, int[] results) {}

    private record Library(Expr e, int[] args, int result) {}

    private final List<Expr> slots; // the computation's inputs, then the values that stages compute
    private final List<Object> steps = new ArrayList<>();
    private final Map<Expr, HostArray> constants = new IdentityHashMap<>();
    private final int inputs;

    /**
     * @param code makes the code for inputs and roots
     */
    StagedRun(List<Expr> inputs, Stages stages, BiFunction<List<Expr>, List<Expr>, Code> code) {
        this.inputs = inputs.size();
        slots = new ArrayList<>(inputs);
        Map<Expr, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            places.put(inputs.get(i), i);
        }
        for (Object step : stages.steps()) {
            if (step instanceof Stages.Stage s) {
                Code made = code.apply(List.copyOf(slots), s.roots());
                steps.add(new Generated(
                        made,
                        s.results().stream()
                                .mapToInt(e -> place(e, stages, places))
                                .toArray()));
            } else {
                Expr e = (Expr) step;
                int[] args = e.args().stream()
                        .mapToInt(a -> places.getOrDefault(a, -1))
                        .toArray();
                steps.add(new Library(e, args, place(e, stages, places)));
            }
        }
    }

    private int place(Expr e, Stages stages, Map<Expr, Integer> places) {
        places.put(e, slots.size());
        slots.add(stages.value(e));
        return slots.size() - 1;
    }

    /** The inputs of the last stage. */
    List<Expr> inputs() {
        return List.copyOf(slots);
    }

    /** How the steps are computed, in words. */
    List<String> described() {
        return steps.stream()
                .map(s -> s instanceof Library l ? l.e.op().label() : "generated code")
                .toList();
    }

    /**
     * Computes all stages but the last.
     *
     * @param arguments one for each input, of the kinds that the code takes
     * @param host the value of input i for a library
     * @return what the inputs of the last stage have
     */
    Object[] run(Object[] arguments, BiFunction<Integer, Object, HostArray> host) {
        Object[] values = new Object[slots.size()];
        System.arraycopy(arguments, 0, values, 0, inputs);
        HostArray[] known = new HostArray[slots.size()];
        int filled = inputs;
        Map<Expr, HostArray> shared = new IdentityHashMap<>();
        for (Object step : steps) {
            Cancellation.check();
            if (step instanceof Generated g) {
                Object[] given = new Object[filled];
                System.arraycopy(values, 0, given, 0, filled);
                List<HostArray> results = g.code.run(given);
                for (int i = 0; i < g.results.length; i++) {
                    known[g.results[i]] = results.get(i);
                    values[g.results[i]] = results.get(i);
                }
                filled += g.results.length;
            } else {
                Library l = (Library) step;
                List<HostArray> args = new ArrayList<>(l.args.length);
                for (int i = 0; i < l.args.length; i++) {
                    int place = l.args[i];
                    if (place < 0) {
                        args.add(leaf(l.e.args().get(i), shared));
                    } else {
                        if (known[place] == null) {
                            known[place] = host.apply(place, values[place]);
                        }
                        args.add(known[place]);
                    }
                }
                known[l.result] = ((Op.Array) l.e.op()).op().compute(l.e, args);
                values[l.result] = known[l.result];
                filled++;
            }
        }
        return values;
    }

    private HostArray leaf(Expr e, Map<Expr, HostArray> shared) {
        return e instanceof Shared s
                ? shared.computeIfAbsent(e, k -> Nd4jArrays.host(s.read()))
                : ((Op.Constant) e.op()).value();
    }
}
