package arignote.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * How fast memory can be read and written, after McCalpin's STREAM. Each thread has arrays of its own, of {@link #SIZE}
 * numbers of 8 bytes, far more than caches hold: a read moves one array, a triad three.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Bandwidth {
    private static final int SIZE = 10_000_000;

    private final long[] whole = new long[SIZE]; // sums of longs become SIMD instructions, those of doubles do not
    private final double[] a = new double[SIZE];
    private final double[] b = new double[SIZE];
    private final double[] c = new double[SIZE];

    @Benchmark
    @Threads(1)
    public long readByOne() {
        return read();
    }

    @Benchmark
    @Threads(Threads.MAX)
    public long readByAll() {
        return read();
    }

    @Benchmark
    @Threads(1)
    public double[] triadByOne() {
        return triad();
    }

    @Benchmark
    @Threads(Threads.MAX)
    public double[] triadByAll() {
        return triad();
    }

    private long read() {
        long sum = 0;
        for (long number : whole) {
            sum += number;
        }
        return sum;
    }

    private double[] triad() {
        for (int i = 0; i < SIZE; i++) {
            a[i] = b[i] + 3 * c[i];
        }
        return a;
    }
}
