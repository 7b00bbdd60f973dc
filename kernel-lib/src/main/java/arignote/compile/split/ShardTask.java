package arignote.compile.split;

import arignote.compile.java.Target;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.Workers;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.LruCache;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What shards are to compute in one round of one call: which program of a plan, and the values of what is the same for all of them.
 * The plan is sent apart, as it is the same in each call.
 */
public final class ShardTask implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The round of outputs that have rows, behind all others. */
    public static final int OUTPUTS = -1;

    /** So many plans and rounds are kept compiled. */
    private static final int KEPT = 64;

    private static final LruCache<String, Queue<SplitCode>> CODE = new LruCache<>(KEPT);

    private final int round;
    private final HostArray[] leaves;

    /**
     * @param leaves the values of the program's leaves; null for those that are columns of the data, the number of the first
     *     row, or not known yet
     */
    public ShardTask(int round, List<HostArray> leaves) {
        this.round = round;
        this.leaves = leaves.toArray(HostArray[]::new);
    }

    /**
     * Computes one shard.
     *
     * @param columns the shard's rows of each column that the plan names
     * @param firstRow the number of the first row, among all rows that the call is about
     * @return a Java array for each result: the sums of the round, or the outputs that have rows
     * @throws IllegalArgumentException if an operation refuses a value
     */
    public List<HostArray> run(SplitPlan plan, Map<String, HostArray> columns, long firstRow, Target target) {
        Queue<SplitCode> free = free(plan.id() + " " + round + " " + target);
        SplitCode code = free.poll();
        if (code == null) {
            Split split = plan.split();
            code = new SplitCode(
                    round == OUTPUTS ? split.shardOutputs() : split.shard(round), List.of(), target, Workers.of(1));
        }
        for (int i = 0; i < leaves.length; i++) {
            String column = i < plan.columns().length ? plan.columns()[i] : null;
            code.bind(i, column != null ? columns.get(column) : leaves[i]);
        }
        code.bind(plan.columns().length, HostArray.scalar(DType.INT64, firstRow));
        try {
            List<HostArray> results = new ArrayList<>(code.run());
            free.add(code);
            return results;
        } catch (GeneratedCode.Refused | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "an operation refuses a value, or an index is out of range, in one of the" + " rows from "
                            + firstRow + " on; a call of the function itself with some of these rows says which");
        } finally {
            code.memory().clear();
        }
    }

    private static Queue<SplitCode> free(String key) {
        synchronized (CODE) {
            Queue<SplitCode> queue = CODE.get(key);
            if (queue == null) {
                queue = new ConcurrentLinkedQueue<>();
                CODE.put(key, queue);
            }
            return queue;
        }
    }
}
