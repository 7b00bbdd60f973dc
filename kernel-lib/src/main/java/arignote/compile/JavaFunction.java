package arignote.compile;

import arignote.CompiledFunction;
import arignote.Config;
import arignote.Expr;
import arignote.JavaSource;
import arignote.Shared;
import arignote.compile.fuse.Loops;
import arignote.compile.java.Target;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.NoNest;
import arignote.compile.print.Step;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.function.InterpretedFunction;
import arignote.function.Profile;
import arignote.function.Signature;
import arignote.value.Nd4jBackend;
import arignote.value.NewArrays;
import arignote.value.OffHeap;
import arignote.value.Plain;
import arignote.value.Tensor;
import arignote.value.Values;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;

/**
 * A function as generated Java. It has a kernel for each kind of memory and each way of broadcasting that its calls have
 * brought; most have one. What loops cannot say, and what is wrong in a call, is left to the interpreter.
 */
public final class JavaFunction implements CompiledFunction {
    private final Signature signature;
    private final Target dialect;
    private final Specialization.Computation computation;
    private final Workers workers;
    private final List<Expr> leaves; // inputs, then shared variables
    private final List<Integer> targets = new ArrayList<>(); // which leaf each update goes to
    private final int inputs;
    private final int outputs;
    private final List<Specialization> variants = new ArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    private Specialization variant;
    private InterpretedFunction interpreted;
    private boolean called;
    private String reason; // why the interpreter was needed last, or null

    // what a call brings; the kernels' own fields
    private final Shared[] shared;
    private final Object[] memory;
    private final int[] lengths;
    private final int[] offsets;
    private final double[] reals;
    private final long[] wholes;
    private final DType[] dtypes;
    private final int[] ranks;
    private final INDArray[] read; // the arrays of shared variables whose memory is known
    private final Seen[] seen; // INDArrays that calls brought
    private final double[][] rows; // for each input that is a double[][], the copy

    /** An array that a call brought, and its memory. */
    private static final class Seen {
        final WeakReference<INDArray> array;
        final Object memory;
        final long[] shape;

        Seen(INDArray array, Object memory) {
            this.array = new WeakReference<>(array);
            this.memory = memory;
            shape = array.shape();
        }
    }

    /**
     * @param dialect what this Java understands
     * @param threads how many threads share a large pass
     */
    public JavaFunction(Signature signature, Target dialect, int threads) {
        this(signature, dialect, Workers.of(threads));
    }

    JavaFunction(Signature signature, Target dialect, Workers workers) {
        this.signature = signature;
        this.dialect = dialect;
        this.workers = workers;
        Nd4jBackend.start();
        List<Expr> roots = signature.roots();
        inputs = signature.inputs().size();
        outputs = signature.outputs().size();
        leaves = new ArrayList<>(signature.inputs());
        for (Expr e : Graphs.topological(roots)) {
            if (e instanceof Shared) {
                leaves.add(e);
            }
        }
        for (Shared s : signature.targets()) {
            if (indexOf(s) < 0) {
                leaves.add(s);
            }
            targets.add(indexOf(s));
        }
        computation = new Specialization.Computation(leaves, inputs, roots, outputs, targets, false);
        int n = leaves.size();
        memory = new Object[n];
        offsets = new int[n + 1];
        reals = new double[n];
        wholes = new long[n];
        dtypes = new DType[n];
        ranks = new int[n];
        for (int i = 0; i < n; i++) {
            dtypes[i] = leaves.get(i).type().dtype();
            ranks[i] = leaves.get(i).type().rank();
            offsets[i + 1] = offsets[i] + ranks[i];
        }
        lengths = new int[offsets[n]];
        shared = leaves.subList(inputs, n).toArray(Shared[]::new);
        read = new INDArray[shared.length];
        seen = new Seen[n];
        rows = new double[n][];
        prepare();
    }

    private int indexOf(Expr e) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i) == e) {
                return i;
            }
        }
        return -1;
    }

    /** Compiles for what calls will most likely bring: Java arrays whose axes all have more than one element. */
    private void prepare() {
        bindShared();
        List<Loops.Memory> likely = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            long[] shape = new long[ranks[i]];
            for (int axis = 0; axis < ranks[i]; axis++) {
                shape[axis] = i < inputs ? Dimension.UNKNOWN : lengths[offsets[i] + axis];
            }
            likely.add(new Loops.Memory(i >= inputs && isOffHeap(memory[i]), shape));
        }
        compile(likely);
    }

    private static boolean isOffHeap(Object memory) {
        return memory != null && !memory.getClass().isArray();
    }

    /** Makes the variant for such memory, or notes why there is none. */
    private boolean compile(List<Loops.Memory> memories) {
        try {
            Specialization made = Specialization.of(computation, memories, dialect);
            bring(made.kernel());
            variants.add(made);
            variant = made;
            return true;
        } catch (NoNest e) {
            reason = e.getMessage();
            return false;
        }
    }

    private void bring(GeneratedCode k) {
        k.workers = workers;
        k.memory = memory;
        k.lengths = lengths;
        k.reals = reals;
        k.wholes = wholes;
    }

    // Calls

    @Override
    public INDArray apply(Object... args) {
        if (outputs == 0) {
            applyAll(args);
            return Plain.zeros(Config.floatX(), new long[1]).array();
        }
        enter();
        try {
            signature.checkOneOutput();
            if (call(signature.values(args), false)) {
                return result(0);
            }
        } finally {
            busy.set(false);
        }
        return interpreted().apply(args);
    }

    @Override
    public List<INDArray> applyAll(Object... args) {
        enter();
        try {
            if (call(signature.values(args), false)) {
                List<INDArray> all = new ArrayList<>();
                for (int i = 0; i < outputs; i++) {
                    all.add(result(i));
                }
                return List.copyOf(all);
            }
        } finally {
            busy.set(false);
        }
        return interpreted().applyAll(args);
    }

    @Override
    public double applyAsDouble(Object... args) {
        enter();
        try {
            signature.checkOneOutput();
            if (call(signature.values(args), true)) {
                return number();
            }
        } finally {
            busy.set(false);
        }
        return interpreted().applyAsDouble(args);
    }

    @Override
    public double applyAsDouble(double[] x) {
        return isVector(0) && inputs == 1 ? vectors(x, null) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(double[] x, double[] y) {
        return isVector(0) && isVector(1) && inputs == 2 ? vectors(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(double x) {
        return isNumber(0) && inputs == 1 ? numbers(x, 0) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(double x, double y) {
        return isNumber(0) && isNumber(1) && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(long x) {
        return isNumber(0) && inputs == 1 ? numbers(x, 0) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(long x, long y) {
        return isNumber(0) && isNumber(1) && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(long x, double y) {
        return isNumber(0) && isNumber(1) && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(double x, long y) {
        return isNumber(0) && isNumber(1) && inputs == 2 ? numbers(x, y) : applyAsDouble((Object) x, y);
    }

    @Override
    public double applyAsDouble(INDArray x) {
        return inputs == 1 ? arrays(x, null) : applyAsDouble((Object) x);
    }

    @Override
    public double applyAsDouble(INDArray x, INDArray y) {
        return inputs == 2 ? arrays(x, y) : applyAsDouble((Object) x, y);
    }

    private boolean isVector(int i) {
        return i < inputs && ranks[i] == 1 && dtypes[i] == DType.FLOAT64;
    }

    private boolean isNumber(int i) {
        return i < inputs && ranks[i] == 0 && dtypes[i] == DType.FLOAT64;
    }

    private double vectors(double[] x, double[] y) {
        if (x != null && (y != null || inputs == 1) && outputs == 1) {
            enter();
            try {
                memory[0] = x;
                lengths[0] = x.length;
                if (inputs == 2) {
                    memory[1] = y;
                    lengths[offsets[1]] = y.length;
                }
                if (run(true)) {
                    return number();
                }
            } finally {
                busy.set(false);
            }
        }
        return inputs == 1 ? applyAsDouble((Object) x) : applyAsDouble((Object) x, y);
    }

    private double numbers(double x, double y) {
        if (outputs == 1) {
            enter();
            try {
                reals[0] = x;
                if (inputs == 2) {
                    reals[1] = y;
                }
                if (run(true)) {
                    return number();
                }
            } finally {
                busy.set(false);
            }
        }
        return inputs == 1 ? applyAsDouble((Object) x) : applyAsDouble((Object) x, y);
    }

    private double arrays(INDArray x, INDArray y) {
        if (outputs == 1) {
            enter();
            try {
                called = false;
                bind(0, x);
                if (inputs == 2) {
                    bind(1, y);
                }
                if (run(true)) {
                    return number();
                }
            } finally {
                Reference.reachabilityFence(x);
                Reference.reachabilityFence(y);
                busy.set(false);
            }
        }
        return inputs == 1 ? applyAsDouble((Object) x) : applyAsDouble((Object) x, y);
    }

    private void enter() {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    signature.name() + " is being called by another thread; give each thread its own by copy()");
        }
    }

    /**
     * The loops that a call with such arguments runs. Nothing is stored.
     *
     * @throws IllegalArgumentException if the arguments do not fit
     * @throws NoNest if a call leaves the computation to the interpreter
     */
    public Loops loops(Object... args) {
        enter();
        try {
            bind(signature.values(args));
            if (!computed()) {
                interpreted().check(args);
                throw new NoNest(reason);
            }
            return variant.loops(computation);
        } finally {
            busy.set(false);
        }
    }

    /** What the loops read, in their order: the inputs, then the shared variables. */
    public List<Expr> leaves() {
        return List.copyOf(leaves);
    }

    /** For each update, the place among the {@link #leaves} of what it changes. */
    public List<Integer> targets() {
        return List.copyOf(targets);
    }

    private void bind(Object[] values) {
        called = false;
        for (int i = 0; i < inputs; i++) {
            bind(i, values[i]);
        }
    }

    private boolean call(Object[] values, boolean number) {
        bind(values);
        try {
            return run(number);
        } finally {
            Reference.reachabilityFence(values);
        }
    }

    /** Computes and stores, or returns false where the interpreter has to. */
    private boolean run(boolean number) {
        if (Config.nanGuard()) {
            reason = "the guard against NaN looks at every operation";
            return false;
        }
        if (!computed()) {
            return false;
        }
        if (number) {
            checkNumber(variant);
        }
        store(variant);
        return true;
    }

    /** Computes with the first variant that can, which is the current one then; false where values are refused. */
    private boolean computed() {
        bindShared();
        try {
            boolean ran = (variant != null && variant.kernel().run()) || ranOther();
            reason = ran ? null : reason;
            called = ran;
            return ran;
        } catch (GeneratedCode.Refused | ArithmeticException e) {
            called = false;
            // the interpreter says it in a sentence
            reason = "an operation refuses a value, or an array would be too large";
            return false;
        }
    }

    private boolean ranOther() {
        for (Specialization other : variants) {
            if (other != variant && other.kernel().run()) {
                variant = other;
                return true;
            }
        }
        return compile(memories()) && variant.kernel().run();
    }

    private void store(Specialization v) {
        INDArray[] others = null;
        boolean[] stored = v.stored();
        for (int i = 0; i < stored.length; i++) {
            if (!stored[i]) {
                others = others == null ? new INDArray[stored.length] : others;
                others[i] = result(v, outputs + i);
            }
        }
        v.kernel().commit();
        for (int i = 0; others != null && i < others.length; i++) {
            if (others[i] != null) {
                ((Shared) leaves.get(targets.get(i))).store(others[i]);
            }
        }
    }

    private List<Loops.Memory> memories() {
        List<Loops.Memory> all = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            long[] shape = new long[ranks[i]];
            for (int axis = 0; axis < ranks[i]; axis++) {
                shape[axis] = lengths[offsets[i] + axis];
            }
            all.add(new Loops.Memory(isOffHeap(memory[i]), shape));
        }
        return all;
    }

    // Values in

    private void bindShared() {
        for (int i = 0; i < shared.length; i++) {
            INDArray now = shared[i].read();
            if (now != read[i]) {
                array(inputs + i, now);
                read[i] = now;
            }
        }
    }

    private void bind(int i, Object value) {
        if (ranks[i] == 0) {
            if (value instanceof Double d && dtypes[i] == DType.FLOAT64) {
                reals[i] = d;
                return;
            }
            Plain p = tensor(i, value).plain();
            if (dtypes[i].isFloat()) {
                reals[i] = p.floats[0];
            } else {
                wholes[i] = p.wholes[0];
            }
        } else if (value instanceof double[] d && ranks[i] == 1 && dtypes[i] == DType.FLOAT64) {
            memory[i] = d;
            lengths[offsets[i]] = d.length;
        } else if (value instanceof double[][] d && ranks[i] == 2 && dtypes[i] == DType.FLOAT64 && rows(i, d)) {
            memory[i] = rows[i];
        } else if (value instanceof INDArray a && a.rank() == ranks[i] && a.dataType() == dtypes[i].nd4j()) {
            Seen known = seen[i];
            if (known == null || known.array.get() != a || a.wasClosed()) {
                tensor(i, value);
                array(i, a);
                seen[i] = isOffHeap(memory[i]) ? new Seen(a, memory[i]) : null;
            } else {
                memory[i] = known.memory;
                shape(i, known.shape);
            }
        } else {
            Tensor t = tensor(i, value);
            memory[i] = t.plain().elements();
            shape(i, t.shape());
        }
    }

    /** Copies rows of one length into the memory of input i. */
    private boolean rows(int i, double[][] d) {
        int columns = d.length == 0 || d[0] == null ? 0 : d[0].length;
        for (double[] row : d) {
            if (row == null || row.length != columns) {
                return false;
            }
        }
        long size = (long) d.length * columns;
        if (size > Integer.MAX_VALUE - 8) {
            return false;
        }
        if (rows[i] == null || rows[i].length < size) {
            rows[i] = new double[(int) size];
        }
        for (int row = 0; row < d.length; row++) {
            System.arraycopy(d[row], 0, rows[i], row * columns, columns);
        }
        lengths[offsets[i]] = d.length;
        lengths[offsets[i] + 1] = columns;
        return true;
    }

    private Tensor tensor(int i, Object value) {
        return Values.argument(value, leaves.get(i).type(), signature.allowDowncast(), signature.called(i));
    }

    private void array(int i, INDArray a) {
        memory[i] = OffHeap.isPlain(a) ? OffHeap.of(a) : Plain.of(a).elements();
        shape(i, a.shape());
    }

    private void shape(int i, long[] shape) {
        for (int axis = 0; axis < shape.length; axis++) {
            lengths[offsets[i] + axis] = (int) shape[axis];
        }
    }

    // Results out

    private void checkNumber(Specialization v) {
        int n = 1;
        for (int d : v.kernel().shapes[0]) {
            n *= d;
        }
        if (n != 1) {
            throw signature.noNumber(shape(v, 0));
        }
    }

    private double number() {
        Object array = variant.kernel().results[0];
        if (array instanceof double[] d) {
            return d[0];
        }
        if (array instanceof float[] f) {
            return f[0];
        }
        if (array instanceof long[] l) {
            return l[0];
        }
        return array instanceof int[] k ? k[0] : ((boolean[]) array)[0] ? 1 : 0;
    }

    private INDArray result(int i) {
        return result(variant, i);
    }

    private INDArray result(Specialization v, int i) {
        DType dtype = v.results().get(i).dtype();
        return NewArrays.of(dtype, shape(v, i), v.kernel().results[i]);
    }

    private static long[] shape(Specialization v, int i) {
        int[] lengths = v.kernel().shapes[i];
        long[] shape = new long[lengths.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = lengths[axis];
        }
        return shape;
    }

    private InterpretedFunction interpreted() {
        if (interpreted == null) {
            interpreted = new InterpretedFunction(signature);
        }
        return interpreted;
    }

    @Override
    public CompiledFunction copy() {
        return new JavaFunction(signature, dialect, workers);
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

    /** Whether code for this Java reads memory outside the heap as segments. */
    public static boolean readsSegments() {
        return OffHeap.hasSegments();
    }

    /** Why the interpreter had to compute the last call, or null if generated code did. */
    public String interpretedBecause() {
        return reason;
    }

    @Override
    public JavaSource source() {
        return new JavaSource(
                variant == null ? "// " + reason : variant.printed(computation).source());
    }

    /**
     * Measures the last call's computation over and over; shared variables stay as they are.
     *
     * @throws IllegalStateException if there was no call, or its computation is interpreted
     */
    public Profile profile() {
        enter();
        try {
            if (variant == null || !called) {
                throw new IllegalStateException(
                        variant == null
                                ? name() + " is computed operation by operation (" + reason
                                        + "); profile(…) measures generated code"
                                : "profile(" + name() + ") measures the last call over and over: call it once first");
            }
            Specialization timed = variant.timed(computation);
            bring(timed.kernel());
            bindShared();
            List<Step> steps = variant.printed(computation).steps();
            return new Profiler(List.of(shared)).profile(name(), variant, timed, steps, timed.dialect());
        } finally {
            busy.set(false);
        }
    }

    @Override
    public Table explain() {
        return variant == null
                ? InterpretedFunction.explanation(name(), reason)
                : Explanation.of(name(), variant.printed(computation).steps(), variant.dialect());
    }

    @Override
    public String toString() {
        return signature.toText();
    }
}
