package arignote.spark;

import arignote.compile.SplitFunction;
import arignote.compile.split.ShardTask;
import arignote.compile.split.SplitPlan;
import arignote.expr.HostArray;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** Runs on executors: computes the shards of a partition, of those that the call is about. */
final class Compute implements FlatMapFunction<Iterator<Shard>, Compute.Part> {
    private static final long serialVersionUID = 1L;

    /** What a shard gave. */
    record Part(int index, Object[] order, ArrayList<HostArray> results) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final Broadcast<SplitPlan> plan;
    private final ShardTask task;
    private final int from;
    private final int to;
    private final boolean withOrder;

    /**
     * @param from the first shard that the call is about
     * @param to the one behind the last
     * @param withOrder whether the driver needs to know what rows the results belong to
     */
    Compute(Broadcast<SplitPlan> plan, ShardTask task, int from, int to, boolean withOrder) {
        this.plan = plan;
        this.task = task;
        this.from = from;
        this.to = to;
        this.withOrder = withOrder;
    }

    @Override
    public Iterator<Part> call(Iterator<Shard> shards) {
        List<Part> parts = new ArrayList<>();
        while (shards.hasNext()) {
            Shard s = shards.next();
            if (s.index() >= from && s.index() < to) {
                parts.add(part(s));
            }
        }
        return parts.iterator();
    }

    Part part(Shard s) {
        long first = (long) (s.index() - from) * SplitFunction.ROWS;
        return new Part(
                s.index(),
                withOrder ? s.order() : null,
                new ArrayList<>(task.run(plan.value(), s.columns(), first, SplitFunction.TARGET)));
    }
}
