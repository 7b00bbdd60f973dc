package arignote.spark;

import arignote.expr.HostArray;
import java.io.Serializable;
import java.util.Map;

/**
 * Rows that are kept together: as many as make a group of blocks, less in the last one.
 *
 * @param index which one it is, among all
 * @param order what tells the rows in the frame that they come from, one for each row; null without a frame
 * @param columns the rows of each column
 */
record Shard(int index, Object[] order, Map<String, HostArray> columns) implements Serializable {
    private static final long serialVersionUID = 1L;

    int rows() {
        return Math.toIntExact(columns.values().iterator().next().shape()[0]);
    }
}
