package arignote.spark;

import arignote.CompiledFunction;
import arignote.compile.SplitFunction;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A function whose data lie on a cluster. Executors compute its loops over rows, shard by shard; their sums are added up on the driver,
 * in the order of the shards, and there the function goes on. So a step gives the bits that the function itself gives of all
 * rows on one machine, whatever the number of executors, and whether one dies on the way.
 *
 * <pre>{@code
 * CompiledFunction train = function(inputs(x, y), outputs(cost), update(m, …), update(c, …));
 * ShardedTable data = ShardedTable.of(frame, "id");     // a frame with columns x, y and id
 * Distributed step = distributed(train, data);
 * for (int i = 0; i < 100; i++) {
 *     step.applyAsDouble();
 * }
 * }</pre>
 *
 * <p>An input gets the column that has its name; values for the others are given in each call. Shared variables stay on the driver, and
 * are sent with each step: what a step changes is changed for the function itself, too. One thread at a time may call.
 */
public final class Distributed {
    private final SplitFunction function;
    private final ShardedTable data;

    private Distributed(SplitFunction function, ShardedTable data) {
        this.function = function;
        this.data = data;
    }

    /**
     * Takes a function as it is.
     *
     * @throws IllegalArgumentException if it cannot be split by rows, with the reason and what to do
     */
    public static Distributed distributed(CompiledFunction function, ShardedTable data) {
        return new Distributed(SplitFunction.of(function), data);
    }

    /**
     * The jars that executors need, as Spark's setting {@code spark.jars} takes them: those of this program's class path that are not
     * Spark's own. For a program or a notebook that starts a session itself; {@code spark-submit} gets them by {@code --jars}.
     */
    public static String jars() {
        return ExecutorJars.text();
    }

    /** The same function on other data, or on a part of them: a step on a mini-batch. */
    public Distributed on(ShardedTable other) {
        return new Distributed(function, other);
    }

    /**
     * One step: computes all outputs and stores the updates.
     *
     * @param args values for the inputs that are no columns of the data, in the order of the inputs
     * @return the outputs, in new arrays
     * @throws IllegalArgumentException if something does not fit, mixes rows, or an output has a part for each row
     */
    public List<INDArray> applyAll(Object... args) {
        return function.applyAll(data.shards(), args);
    }

    /** The same for a function with one output. */
    public INDArray apply(Object... args) {
        function.signature().checkOneOutput();
        return applyAll(args).get(0);
    }

    /**
     * The same for one number.
     *
     * @throws IllegalArgumentException if the output is no single number
     */
    public double applyAsDouble(Object... args) {
        INDArray output = apply(args);
        if (output.length() != 1) {
            throw function.signature().noNumber(output.shape());
        }
        return Nd4jArrays.host(output).doubleAt(0);
    }

    /**
     * The outputs that have a part for each row, as columns: predictions, for instance. Nothing is computed before somebody asks for the
     * rows, with the values that shared variables have now. Updates are not stored.
     *
     * @param names a name for each output
     * @return the frame that the data come from with these columns behind its own, or for other data the number of the row, {@code row},
     *     and these columns; in no particular order of rows
     * @throws IllegalArgumentException if something does not fit, mixes rows, or an output has none
     */
    public Dataset<Row> columns(String... names) {
        return columns(List.of(names));
    }

    /** The same, with values for the inputs that are no columns of the data. */
    public Dataset<Row> columns(List<String> names, Object... args) {
        if (names.size() != function.signature().outputs().size()) {
            throw new IllegalArgumentException(function.signature().name() + " has "
                    + function.signature().outputs().size() + " outputs, but " + names.size() + " names were given");
        }
        return PredictedColumns.of(data, function.outputs(data.shards(), args), new ArrayList<>(names));
    }
}
