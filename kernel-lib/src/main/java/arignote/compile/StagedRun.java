package arignote.compile;

import arignote.Expr;
import arignote.Shared;
import arignote.compile.device.DeviceArray;
import arignote.compile.fuse.Loops;
import arignote.compile.javascript.StagedScript;
import arignote.expr.ArrayOp;
import arignote.expr.Cancellation;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.LoopBody;
import arignote.expr.Op;
import arignote.expr.RemoteArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Runs the stages of a computation up to its last one. */
final class StagedRun {
    /**
     * Generated code for one stage: from its inputs, the computation's and values of other stages, to its results, {@link
     * HostArray}s or {@link RemoteArray}s.
     */
    interface Code {
        List<?> run(Object[] inputs);

        /** The loops that a run with these inputs runs. */
        Loops loops(Object... inputs);

        /** What these loops read, in their order. */
        List<? extends Expr> leaves();
    }

    /** What is computed at once. A step may be run again: it reads the same values and gives them their place again. */
    sealed interface Step {
        void run(Values v);

        /** How it is computed, in a word. */
        String described();
    }

    /** @param given how many values there are before */
    record Generated(Code code, int given, int[] results) implements Step {
        @Override
        public void run(Values v) {
            List<?> all = code.run(inputs(v));
            for (int i = 0; i < results.length; i++) {
                v.put(results[i], all.get(i));
            }
        }

        /** What the code is given. */
        Object[] inputs(Values v) {
            return Arrays.copyOf(v.values, given);
        }

        @Override
        public String described() {
            return "generated code";
        }
    }

    /**
     * @param results what is computed, at once
     * @param places where their values come to stand
     * @param latest what the last run has computed: only its last stage needed it, and what comes of that is copied
     * @param loop what computes it on a device, if that can; null where the processor computes
     */
    record Library(List<Expr> results, int[] args, List<Integer> places, List<HostArray> latest, DeviceLoop loop)
            implements Step {
        private Library(int[] args, DeviceLoop loop) {
            this(new ArrayList<>(), args, new ArrayList<>(), new ArrayList<>(), loop);
        }

        private void add(Expr e, int place) {
            results.add(e);
            places.add(place);
        }

        @Override
        public void run(Values v) {
            List<DeviceArray> there = loop == null ? null : loop.run(first().args(), given(v));
            if (there != null) {
                for (int i = 0; i < places.size(); i++) {
                    ArrayOp op = ((Op.Array) results.get(i).op()).op();
                    v.put(places.get(i), there.get(op.result()));
                }
                return;
            }
            List<HostArray> hosts = hosts(v);
            List<HostArray> all = v.looks || !op().looksOnly() ? op().computeAll(results, hosts, latest) : hosts;
            for (int i = 0; i < places.size(); i++) {
                v.put(places.get(i), all.get(i));
            }
            latest.clear();
            latest.addAll(all);
        }

        /** The values of its arguments. */
        List<HostArray> hosts(Values v) {
            List<HostArray> hosts = new ArrayList<>(args.length);
            for (int i = 0; i < args.length; i++) {
                hosts.add(v.host(args[i], first().args().get(i)));
            }
            return hosts;
        }

        /** The same where they lie. */
        private List<Object> given(Values v) {
            List<Object> given = new ArrayList<>(args.length);
            for (int i = 0; i < args.length; i++) {
                Expr e = first().args().get(i);
                given.add(
                        args[i] < 0 && e instanceof Shared
                                ? e
                                : args[i] >= 0 && v.values[args[i]] instanceof DeviceArray there
                                        ? there
                                        : v.host(args[i], e));
            }
            return given;
        }

        private Expr first() {
            return results.get(0);
        }

        ArrayOp op() {
            return ((Op.Array) first().op()).op();
        }

        @Override
        public String described() {
            return first().op().label();
        }
    }

    /** The values of one run: the computation's inputs, and what has been computed so far. */
    static final class Values {
        private final Object[] values;
        private final HostArray[] known;
        private final Map<Expr, HostArray> shared = new IdentityHashMap<>();
        private final Map<Expr, HostArray> earlier; // those of the last run, whose memory may be taken
        private final BiFunction<Integer, Object, HostArray> host;
        private final boolean looks; // whether prints and assertions are computed

        private Values(
                Object[] values,
                BiFunction<Integer, Object, HostArray> host,
                Map<Expr, HostArray> earlier,
                boolean looks) {
            this.values = values;
            this.earlier = earlier;
            this.known = new HostArray[values.length];
            this.host = host;
            this.looks = looks;
        }

        private void put(int place, Object value) {
            known[place] = value instanceof HostArray h ? h : null;
            values[place] = value;
        }

        /** What stands at a place; a leaf has none. */
        private HostArray host(int place, Expr e) {
            if (place < 0) {
                return e instanceof Shared s ? shared.computeIfAbsent(e, k -> read(s)) : ((Op.Constant) e.op()).value();
            }
            if (known[place] == null) {
                known[place] = host.apply(place, values[place]);
            }
            return known[place];
        }

        private HostArray read(Shared s) {
            HostArray value = s.host(earlier.get(s));
            earlier.put(s, value);
            return value;
        }
    }

    /** The value of an argument for the processor. */
    static HostArray host(Object value) {
        return value instanceof HostArray h
                ? h
                : value instanceof RemoteArray r ? r.host() : ((Shared) value).host(null);
    }

    /** Arguments without those that lie on a device. */
    static Object[] hosts(Object[] args) {
        boolean any = args != null && Arrays.stream(args).anyMatch(RemoteArray.class::isInstance);
        return any
                ? Arrays.stream(args)
                        .map(a -> a instanceof RemoteArray r ? r.host() : a)
                        .toArray()
                : args;
    }

    private final List<Expr> slots; // the computation's inputs, then the values that stages compute
    private final List<Step> steps = new ArrayList<>();
    private final Map<Expr, HostArray> shared = new IdentityHashMap<>(); // what the last run has read for libraries
    private final int inputs;
    private final Devices.Place place;

    /**
     * @param code makes the code for inputs and roots
     * @param place where loops are computed if they can be, null for the processor
     */
    StagedRun(List<Expr> inputs, Stages stages, BiFunction<List<Expr>, List<Expr>, Code> code, Devices.Place place) {
        this.place = place;
        this.inputs = inputs.size();
        slots = new ArrayList<>(inputs);
        Map<Expr, Integer> places = new IdentityHashMap<>();
        Map<List<Object>, Library> together = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            places.put(inputs.get(i), i);
        }
        for (Object step : stages.steps()) {
            if (step instanceof Stages.Stage s) {
                int given = slots.size();
                Code made = code.apply(List.copyOf(slots), s.roots());
                steps.add(new Generated(
                        made,
                        given,
                        s.results().stream()
                                .mapToInt(e -> place(e, stages, places))
                                .toArray()));
            } else {
                Expr e = (Expr) step;
                Expr inLoops = place == null ? null : ((Op.Array) e.op()).op().inLoops(e);
                if (inLoops != null) {
                    int given = slots.size();
                    Code made = code.apply(
                            List.copyOf(slots),
                            List.of(Graphs.replace(List.of(inLoops), values(places))
                                    .get(0)));
                    steps.add(new Generated(made, given, new int[] {place(e, stages, places)}));
                    continue;
                }
                Object by = ((Op.Array) e.op()).op().together();
                together.computeIfAbsent(List.of(by == null ? e : by, e.args()), k -> library(e, places))
                        .add(e, place(e, stages, places));
            }
        }
    }

    private Library library(Expr e, Map<Expr, Integer> places) {
        LoopBody body = place == null ? null : ((Op.Array) e.op()).op().loopBody();
        Library library = new Library(
                e.args().stream().mapToInt(a -> places.getOrDefault(a, -1)).toArray(),
                body == null ? null : new DeviceLoop(body, place));
        steps.add(library);
        return library;
    }

    /** Expressions that have been computed, by the inputs that stand for them. */
    private Map<Expr, Expr> values(Map<Expr, Integer> places) {
        Map<Expr, Expr> values = new IdentityHashMap<>();
        places.forEach((e, place) -> values.put(e, slots.get(place)));
        return values;
    }

    private int place(Expr e, Stages stages, Map<Expr, Integer> places) {
        places.put(e, slots.size());
        slots.add(stages.value(e));
        return slots.size() - 1;
    }

    /**
     * Prints all stages but the last, and runs them meanwhile.
     *
     * @return what the inputs of the last stage have
     */
    Object[] print(StagedScript script, Values all) {
        for (Step step : steps) {
            Cancellation.check();
            if (step instanceof Generated g) {
                script.stage(
                        g.code.loops(g.inputs(all)),
                        g.code.leaves(),
                        Arrays.stream(g.results).mapToObj(slots::get).toList());
            } else {
                print(script, (Library) step, all);
            }
            step.run(all);
        }
        return all.values;
    }

    private void print(StagedScript script, Library l, Values all) {
        for (int k = 0; k < l.results.size(); k++) {
            Expr e = l.results.get(k);
            List<Expr> args = new ArrayList<>();
            for (int i = 0; i < l.args.length; i++) {
                args.add(l.args[i] < 0 ? e.args().get(i) : slots.get(l.args[i]));
            }
            script.library(e, args, slots.get(l.places.get(k)), Bodies.print(script, e, l.hosts(all)));
        }
    }

    /** The inputs of the last stage. */
    List<Expr> inputs() {
        return List.copyOf(slots);
    }

    /** All but the last one, in their order. */
    List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /**
     * Computes all stages but the last.
     *
     * @param arguments one for each input, of the kinds that the code takes
     * @param host the value of input i for a library
     * @return what the inputs of the last stage have
     */
    Object[] run(Object[] arguments, BiFunction<Integer, Object, HostArray> host) {
        return run(values(arguments, host, true));
    }

    /** The values before a run that leaves out prints and assertions, to be run over and over. */
    Values silent(Object[] arguments, BiFunction<Integer, Object, HostArray> host) {
        return values(arguments, host, false);
    }

    private Values values(Object[] arguments, BiFunction<Integer, Object, HostArray> host, boolean looks) {
        Object[] all = new Object[slots.size()];
        System.arraycopy(arguments, 0, all, 0, inputs);
        return new Values(all, host, shared, looks);
    }

    /** Computes all stages but the last; what the inputs of that have. */
    Object[] run(Values all) {
        for (Step step : steps) {
            Cancellation.check();
            step.run(all);
        }
        return all.values;
    }
}
