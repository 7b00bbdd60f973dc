package arignote.eager;

import arignote.Config;
import arignote.Expr;
import arignote.compile.ArrayFunction;
import arignote.compile.Functions;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.LruCache;
import arignote.expr.TestValues;
import arignote.expr.print.Printer;
import arignote.grad.Gradients;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes what was recorded, when it is asked for: all that a value still needs as one function. Functions are kept by
 * structure, so that the next tape of the same structure only looks its function up.
 *
 * <p>A cost (a floating scalar that a parameter has to do with) is always computed together with its gradients. So there
 * is one function for it and its bits are the same, whether the value or {@code backward()} comes first.
 */
final class Tape {
    /** So many operations may wait; then they are computed, so that a loop without end needs no memory without end. */
    static final int CAP = 256;

    /**
     * The longest tape that Java is generated for. Up to some 20 operations that takes 60 ms, for 100 about a second; longer
     * ones are mostly loops, whose next turn is of another length, and are interpreted.
     */
    static final int LARGEST = 128;

    /** So many functions are kept. */
    static final int KEPT = 256;

    /** The gradients of a cost by the values at the ends of its tape. */
    record Slopes(List<TapeNode> parameters, List<HostArray> parts) {}

    static {
        Functions.warmUp();
    }

    private static final LruCache<TapeKey, ArrayFunction> FUNCTIONS = new LruCache<>(KEPT);

    private static final Walk WALK = new Walk();
    private static long runs;
    private static long interpreted;

    private Tape() {}

    /** Sees that the value is there. */
    static synchronized void value(TapeNode n) {
        if (n.isOpen()) {
            if (isCost(n)) {
                n.slopes = slopes(n);
            } else {
                compute(n);
            }
        }
    }

    /** Computes the value alone. */
    static synchronized void compute(TapeNode n) {
        if (n.isOpen()) {
            try {
                run(n, Walk.Reach.VALUES);
            } finally {
                WALK.end();
            }
        }
    }

    /** Computes the value if there really wait as many operations for it as it seems: some may have been counted twice. */
    static synchronized void shorten(TapeNode n) {
        WALK.go(n, Walk.Reach.VALUES);
        int waiting = 0;
        for (int i = 0; i < WALK.count(); i++) {
            waiting += WALK.at(i).isOpen() ? 1 : 0;
        }
        WALK.end();
        n.waiting = waiting;
        if (waiting > CAP) {
            compute(n);
        }
    }

    /** Adds its gradients to those of the parameters. */
    static synchronized void backward(TapeNode cost) {
        if (!cost.tracked) {
            throw new IllegalArgumentException("backward() found no parameter that " + Printer.quoted(expr(cost))
                    + " was computed from; make one by Variable.parameter(value, name)");
        }
        if (!isCost(cost)) {
            Gradients.of(expr(cost), List.of());
            throw new AssertionError();
        }
        if (cost.slopes != null) {
            Slopes slopes = cost.slopes;
            cost.slopes = null;
            for (int i = 0; i < slopes.parts.size(); i++) {
                slopes.parameters.get(i).parameter.collect(slopes.parts.get(i).elements());
            }
            return;
        }
        try {
            int next = cost.isOpen() ? 1 : 0;
            ArrayFunction function = run(cost, Walk.Reach.PARAMETERS);
            for (int i = 0; i < WALK.count(); i++) {
                if (WALK.isParameter(i)) {
                    WALK.at(i).parameter.collect(function.result(next++));
                }
            }
        } finally {
            WALK.end();
        }
    }

    private static Slopes slopes(TapeNode cost) {
        try {
            ArrayFunction function = run(cost, Walk.Reach.PARAMETERS);
            List<TapeNode> parameters = new ArrayList<>();
            List<HostArray> parts = new ArrayList<>();
            for (int i = 0; i < WALK.count(); i++) {
                if (WALK.isParameter(i)) {
                    TapeNode p = WALK.at(i);
                    parameters.add(p);
                    parts.add(HostArray.copyOf(p.dtype, p.shape, function.result(parts.size() + 1)));
                }
            }
            return new Slopes(parameters, parts);
        } finally {
            WALK.end();
        }
    }

    private static boolean isCost(TapeNode n) {
        return n.tracked && n.shape.length == 0 && n.dtype.isFloat();
    }

    /** Runs what is needed for {@code n}. The value, if it was not there, is result 0; the gradients follow. */
    private static ArrayFunction run(TapeNode n, Walk.Reach reach) {
        boolean open = n.isOpen();
        WALK.go(n, reach);
        ArrayFunction function = function();
        int input = 0;
        for (int i = 0; i < WALK.count(); i++) {
            TapeNode given = WALK.at(i);
            if (given.value != null) {
                function.bind(input++, given.value);
            }
        }
        function.run();
        runs++;
        interpreted += function.isInterpreted() ? 1 : 0;
        if (open) {
            n.value = HostArray.copyOf(n.dtype, n.shape, function.result(0));
            if (!n.tracked) {
                n.forget();
            }
        }
        return function;
    }

    private static ArrayFunction function() {
        if (Config.nanGuard()) {
            return made(false); // its sentence has the names of these variables
        }
        boolean generated = WALK.count() <= LARGEST && Config.get("backend").equals("java");
        TapeKey structure = WALK.structure();
        structure.add(generated ? 1 : 0);
        ArrayFunction function = FUNCTIONS.get(structure);
        if (function == null) {
            function = made(generated);
            FUNCTIONS.put(structure.copy(), function);
        }
        return function;
    }

    private static ArrayFunction made(boolean generated) {
        return TestValues.without(() -> madeOfWalk(generated));
    }

    private static ArrayFunction madeOfWalk(boolean generated) {
        List<Expr> exprs = WALK.exprs();
        List<Expr> inputs = new ArrayList<>();
        List<Expr> parameters = new ArrayList<>();
        Map<Expr, Expr> given = new IdentityHashMap<>();
        for (int i = 0; i < exprs.size(); i++) {
            TapeNode n = WALK.at(i);
            Expr e = exprs.get(i);
            if (n.value != null) {
                Expr input = e.op().isLeaf() ? e : arignote.expr.Build.input(null, e.type());
                given.put(e, input);
                inputs.add(input);
            }
            if (WALK.isParameter(i)) {
                parameters.add(e);
            }
        }
        Expr last = exprs.get(exprs.size() - 1);
        List<Expr> roots = new ArrayList<>();
        if (!given.containsKey(last)) {
            roots.add(last);
        }
        if (!parameters.isEmpty()) {
            roots.addAll(Rewriter.withNorms(Gradients.of(last, parameters)));
        }
        return new ArrayFunction(inputs, Graphs.replace(roots, given), generated);
    }

    /** All that is remembered of how the value was computed. */
    static Expr expr(TapeNode n) {
        return exprs(List.of(n)).get(0);
    }

    /** As {@link #expr}, of several, which may have parts in common. */
    static synchronized List<Expr> exprs(List<TapeNode> nodes) {
        try {
            WALK.go(nodes.get(0), Walk.Reach.ALL);
            nodes.forEach(WALK::visit);
            List<Expr> exprs = WALK.exprs();
            return nodes.stream().map(n -> exprs.get(n.place)).toList();
        } finally {
            WALK.end();
        }
    }

    /** How often something was computed in this process. */
    static synchronized long runs() {
        return runs;
    }

    /** How often the interpreter did. */
    static synchronized long interpreted() {
        return interpreted;
    }

    /** How many functions are kept. */
    static synchronized int kept() {
        return FUNCTIONS.size();
    }
}
