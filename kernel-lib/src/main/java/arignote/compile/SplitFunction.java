package arignote.compile;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.compile.fuse.Loops;
import arignote.compile.java.Target;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.DimensionValues;
import arignote.compile.nest.NoNest;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.compile.split.NoSplit;
import arignote.compile.split.ShardTask;
import arignote.compile.split.Split;
import arignote.compile.split.SplitCode;
import arignote.compile.split.SplitPlan;
import arignote.compile.split.Total;
import arignote.expr.DType;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.function.Signature;
import arignote.function.SignedFunction;
import arignote.value.Nd4jArrays;
import arignote.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function whose data lie elsewhere, in shards of {@link #ROWS} rows. Who holds the shards computes the loops over rows there; their
 * sums are added up here, in the order of the shards, and all else is computed here. The results have the bits that the
 * function itself gives of all rows. One thread at a time may call.
 */
public final class SplitFunction {
    /** The rows of each shard but the last one. */
    public static final int ROWS = 1 << 15;

    /** What this Java understands. */
    public static final Target TARGET = Functions.TARGET;

    /** The rows of data, in shards. */
    public interface Shards {
        /** How many rows there are. */
        long rows();

        /** The dtype and rank of a column, whose first axis is that of the rows; null if there is none of this name. */
        TensorType type(String column);

        /** The lengths of a row of a column: none where a row has one number. */
        long[] row(String column);

        /** Computes all shards; the results of each, in the order of the shards. */
        List<List<HostArray>> compute(SplitPlan plan, ShardTask task);
    }

    /** What gives outputs that have a part for each row: who holds the shards computes it. */
    public record Outputs(SplitPlan plan, ShardTask task, List<Expr> expressions) {}

    private record Made(List<String> columns, Split split, SplitPlan plan, SplitCode driver) {}

    private final Signature signature;
    private final Computation computation;
    private final Arguments arguments;
    private final List<Made> made = new ArrayList<>();

    private SplitFunction(Signature signature) {
        this.signature = signature;
        arguments = new Arguments(signature);
        computation = arguments.computation();
    }

    /**
     * Takes a function as it is. It keeps its shared variables: what a step changes is changed for both.
     *
     * @throws IllegalArgumentException if an operation of a library has a part in it, or it is not computed by generated code
     */
    public static SplitFunction of(CompiledFunction function) {
        if (!(function instanceof SignedFunction signed)
                || !signed.signature().mode().equals("java")
                || signed.signature().monitor() != null) {
            throw new IllegalArgumentException(function.name()
                    + " cannot be split by rows: only functions of the mode java can, without a monitor");
        }
        Signature signature = signed.signature();
        for (Expr e : Graphs.topological(signature.roots())) {
            if (e.op() instanceof Op.Array a) {
                throw refused(signature, "‘" + a.label() + "’ needs whole arrays");
            }
        }
        if (Stages.areNeeded(signature.roots())) {
            throw refused(signature, "a length in it follows from what it computes");
        }
        return new SplitFunction(signature);
    }

    private static IllegalArgumentException refused(Signature signature, String why) {
        return new IllegalArgumentException(signature.name() + " cannot be split by rows: " + why
                + ". Compute that before, as a column of the data, or call the function itself on one machine");
    }

    /** The inputs that calls bring, as they are no columns of the data. */
    private List<Integer> others(Shards data) {
        return IntStream.range(0, computation.inputs())
                .filter(i -> !isColumn(i, data))
                .boxed()
                .toList();
    }

    private boolean isColumn(int i, Shards data) {
        Expr input = signature.inputs().get(i);
        TensorType type = input.name() == null ? null : data.type(input.name());
        if (type == null) {
            return false;
        }
        if (!type.equals(input.type())) {
            throw new IllegalArgumentException(
                    "the column ‘" + input.name() + "’ is " + type.described() + ", but the input of "
                            + signature.name() + " is " + input.type().described() + "; make the column of that type");
        }
        return true;
    }

    /** One call: the values of all leaves, and the split that fits them. */
    private final class Call {
        final Shards data;
        final HostArray[] values = new HostArray[computation.leaves().size()];
        final long[][] shapes = new long[values.length][];
        final Made made;
        final List<HostArray> leaves = new ArrayList<>(); // of the programs, as far as they are known

        Call(Shards data, Object[] args) {
            this.data = data;
            List<Integer> others = others(data);
            if (others.size() == values.length - computation.shared().size()) {
                throw new IllegalArgumentException("no input of " + signature.name()
                        + " is a column of the data: an input gets the column of its name");
            }
            if (args.length != others.size()) {
                throw new IllegalArgumentException(signature.name() + " takes "
                        + others.stream().map(signature::called).collect(Collectors.joining(", "))
                        + " beside the columns of the data, but " + args.length
                        + (args.length == 1 ? " value was given" : " values were given"));
            }
            if (data.rows() == 0 || data.rows() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("data of " + data.rows() + " rows cannot be split; there have to be"
                        + " some, and " + Integer.MAX_VALUE + " at the most");
            }
            arguments.bindShared(null);
            for (int i = 0; i < values.length; i++) {
                bind(i, others, args);
            }
            made = find();
            leaves.addAll(Arrays.asList(values));
            leaves.add(null);
            DimensionValues sizes = sizes(made.split.whole());
            made.split.lengths().forEach(n -> leaves.add(HostArray.scalar(DType.INT64, sizes.of(n))));
            made.split.totals().forEach(t -> leaves.add(null));
        }

        private void bind(int i, List<Integer> others, Object[] args) {
            if (i >= computation.inputs()) {
                Shared shared = (Shared) computation.leaves().get(i);
                values[i] = shared.host(null);
            } else if (others.contains(i)) {
                values[i] = Values.argument(
                                args[others.indexOf(i)],
                                signature.inputs().get(i).type(),
                                signature.allowDowncast(),
                                signature.called(i))
                        .host();
            } else {
                long[] row = data.row(signature.inputs().get(i).name());
                shapes[i] = new long[row.length + 1];
                shapes[i][0] = data.rows();
                System.arraycopy(row, 0, shapes[i], 1, row.length);
                return;
            }
            shapes[i] = values[i].shape();
        }

        private DimensionValues sizes(Loops loops) {
            return new DimensionValues() {
                @Override
                protected long length(Buffer argument, int axis) {
                    return shapes[loops.leaves().indexOf(argument)][axis];
                }

                @Override
                protected long value(Buffer argument, int element) {
                    return values[loops.leaves().indexOf(argument)].longAt(element);
                }
            };
        }

        private boolean fits(Made m) {
            DimensionValues sizes = sizes(m.split.whole());
            return m.columns.equals(columns())
                    && m.split.whole().program().guards().stream().noneMatch(sizes::isBroken);
        }

        private List<String> columns() {
            return IntStream.range(0, values.length)
                    .mapToObj(i -> values[i] == null ? signature.inputs().get(i).name() : "")
                    .toList();
        }

        private Made find() {
            for (Made m : SplitFunction.this.made) {
                if (fits(m)) {
                    return m;
                }
            }
            try {
                Made plain = make(false);
                Made fitting = fits(plain) ? plain : make(true);
                if (fits(fitting)) {
                    SplitFunction.this.made.add(fitting);
                    return fitting;
                }
            } catch (NoNest e) {
                throw refused(signature, e.getMessage());
            } catch (NoSplit e) {
                throw refused(signature, e.getMessage());
            }
            throw refused(signature, "the lengths of its arguments do not match");
        }

        /** @param wholes whether whole numbers that the call brings may decide about lengths */
        private Made make(boolean wholes) {
            List<Loops.Memory> memories = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                boolean known = wholes && values[i] != null && values[i].dtype().isInteger() && values[i].size() <= 16;
                List<Long> numbers =
                        known ? Arrays.stream(values[i].longs()).boxed().toList() : List.of();
                boolean offHeap =
                        i >= computation.inputs() && arguments.memory().isOffHeap(i);
                memories.add(new Loops.Memory(offHeap, shapes[i].clone(), numbers));
            }
            String[] columns =
                    columns().stream().map(c -> c.isEmpty() ? null : c).toArray(String[]::new);
            List<Integer> data = IntStream.range(0, columns.length)
                    .filter(i -> columns[i] != null)
                    .boxed()
                    .toList();
            for (int limit = JavaSpecialization.OPERATIONS; ; limit /= 2) {
                Loops loops = computation.loops(memories, limit);
                // loops are cut where those of the function itself are
                SplitCode whole = new SplitCode(loops, computation.targets(), TARGET, Workers.of(1));
                if (whole.isShort() || limit < 4) {
                    Split split = Split.of(loops, computation.inputs(), data);
                    SplitPlan plan = new SplitPlan(
                            computation.leaves(),
                            computation.inputs(),
                            computation.roots(),
                            computation.outputs(),
                            memories,
                            columns,
                            limit);
                    Workers workers = Workers.of(Workers.THREADS);
                    SplitCode driver = new SplitCode(split.driver(), computation.targets(), TARGET, workers);
                    return new Made(columns(), split, plan, driver);
                }
            }
        }

        /** Has all sums over rows computed. */
        void sums() {
            int first = values.length + 1 + made.split.lengths().size();
            for (int round = 0; round < made.split.rounds(); round++) {
                List<Total> totals = made.split.totals(round);
                List<List<HostArray>> parts = data.compute(made.plan, new ShardTask(round, leaves));
                for (int k = 0; k < totals.size(); k++) {
                    HostArray sum = parts.get(0).get(k);
                    for (int shard = 1; shard < parts.size(); shard++) {
                        totals.get(k).add(sum, parts.get(shard).get(k));
                    }
                    leaves.set(first + made.split.totals().indexOf(totals.get(k)), sum);
                }
            }
        }

        List<INDArray> results() {
            SplitCode driver = made.driver;
            for (int i = 0; i < leaves.size(); i++) {
                boolean row = i < values.length && values[i] == null;
                if (row) {
                    DType dtype = computation.leaves().get(i).type().dtype();
                    driver.memory().array(i, HostArray.allocate(dtype, 0), shapes[i]);
                } else if (i >= computation.inputs() && i < values.length) {
                    driver.memory().leaf(i, arguments.memory());
                } else {
                    driver.bind(i, leaves.get(i));
                }
            }
            GeneratedCode code = driver.code();
            try {
                if (!code.run()) {
                    throw new AssertionError("other lengths than the loops were made for");
                }
            } catch (GeneratedCode.Refused | ArithmeticException e) {
                throw refused(signature, "an operation refuses a value, or an index is out of range");
            }
            List<INDArray> results = new ArrayList<>();
            List<TensorType> types = driver.types();
            int outputs = types.size() - computation.targets().size();
            boolean[] stored = stored();
            for (int i = 0; i < types.size(); i++) {
                boolean needed = i < outputs || !stored[i - outputs];
                results.add(needed ? Nd4jArrays.of(types.get(i).dtype(), code.shape(i), code.result(i)) : null);
            }
            code.commit();
            for (int i = outputs; i < results.size(); i++) {
                if (results.get(i) != null) {
                    signature.targets().get(i - outputs).store(Nd4jArrays.host(results.get(i)));
                }
            }
            return List.copyOf(results.subList(0, outputs));
        }

        private boolean[] stored() {
            List<Buffer> stored = made.split.driver().stored(computation.targets());
            boolean[] is = new boolean[stored.size()];
            IntStream.range(0, is.length).forEach(i -> is[i] = stored.get(i) != null);
            return is;
        }
    }

    /**
     * Computes all outputs and stores the updates.
     *
     * @param args values for the inputs that are no columns of the data, in their order
     * @throws IllegalArgumentException if something does not fit, or cannot be split by rows, or an output has a part for each row
     */
    public List<INDArray> applyAll(Shards data, Object... args) {
        Call call = new Call(data, args);
        List<Integer> withRows = call.made.split.rowOutputs();
        if (!withRows.isEmpty()) {
            throw new IllegalArgumentException(
                    "the output ‘" + signature.outputs().get(withRows.get(0)) + "’ of " + signature.name()
                            + " has a part for each row, which stays with the data: ask for it as a column");
        }
        call.sums();
        return call.results();
    }

    /**
     * Makes ready what gives the outputs that have a part for each row. Updates are not stored.
     *
     * @param args values for the inputs that are no columns of the data, in their order
     * @throws IllegalArgumentException if something does not fit, or cannot be split by rows, or an output has no rows
     */
    public Outputs outputs(Shards data, Object... args) {
        Call call = new Call(data, args);
        List<Integer> withRows = call.made.split.rowOutputs();
        if (withRows.size() < computation.outputs()) {
            throw new IllegalArgumentException(
                    "not each output of " + signature.name() + " has a part for each row; only such are columns");
        }
        call.sums();
        return new Outputs(call.made.plan, new ShardTask(ShardTask.OUTPUTS, call.leaves), signature.outputs());
    }

    /** What the function is. */
    public Signature signature() {
        return signature;
    }
}
