package arignote.compile.split;

import arignote.compile.SplitFunction;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shards in this virtual machine: what is sent to others goes through bytes here as well. */
final class ShardsHere implements SplitFunction.Shards {
    private final Map<String, HostArray> columns = new LinkedHashMap<>();
    private long rows;
    int computed; // how often

    ShardsHere with(String name, double[] column) {
        return with(name, HostArray.of(DType.FLOAT64, new long[] {column.length}, column));
    }

    ShardsHere with(String name, double[][] column) {
        double[] all = Arrays.stream(column).flatMapToDouble(Arrays::stream).toArray();
        return with(name, HostArray.of(DType.FLOAT64, new long[] {column.length, column[0].length}, all));
    }

    ShardsHere with(String name, HostArray column) {
        columns.put(name, column);
        rows = column.shape()[0];
        return this;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public TensorType type(String column) {
        return columns.containsKey(column) ? columns.get(column).type() : null;
    }

    @Override
    public long[] row(String column) {
        long[] shape = columns.get(column).shape();
        return Arrays.copyOfRange(shape, 1, shape.length);
    }

    @Override
    public List<List<HostArray>> compute(SplitPlan plan, ShardTask task) {
        computed++;
        SplitPlan sentPlan = sent(plan);
        ShardTask sentTask = sent(task);
        List<List<HostArray>> results = new ArrayList<>();
        for (long first = 0; first < rows; first += SplitFunction.ROWS) {
            results.add(sentTask.run(sentPlan, shard(first), first, SplitFunction.TARGET));
        }
        return results;
    }

    private Map<String, HostArray> shard(long first) {
        int count = (int) Math.min(SplitFunction.ROWS, rows - first);
        Map<String, HostArray> shard = new LinkedHashMap<>();
        columns.forEach((name, all) -> {
            long[] shape = all.shape().clone();
            int each = Math.toIntExact(all.size() / shape[0]);
            shape[0] = count;
            HostArray part = HostArray.zeros(all.dtype(), shape);
            System.arraycopy(all.elements(), (int) first * each, part.elements(), 0, count * each);
            shard.put(name, part);
        });
        return shard;
    }

    @SuppressWarnings("unchecked")
    private static <T> T sent(T object) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(object);
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
