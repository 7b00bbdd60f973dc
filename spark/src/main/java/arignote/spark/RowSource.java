package arignote.spark;

import java.io.Serializable;
import java.util.Map;

/**
 * Reads or makes rows of data where they are needed: on the executors, whenever a shard is not, or no longer, in memory. The same rows
 * have to come each time.
 */
@FunctionalInterface
public interface RowSource extends Serializable {
    /**
     * Some rows.
     *
     * @param first the number of the first of them, from 0 on
     * @param rows how many
     * @return for each column its rows: an array of Java ({@code double[]}, {@code float[]}, {@code long[]}, {@code int[]},
     *     {@code boolean[]}) with an element for each row, or an array of such arrays, all of one length
     */
    Map<String, Object> rows(long first, int rows);
}
