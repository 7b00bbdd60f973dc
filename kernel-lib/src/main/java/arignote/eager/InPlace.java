package arignote.eager;

import arignote.expr.HostArray;
import java.util.Arrays;

/** Arithmetic of gradients and steps in the memory that is there, for floats. */
final class InPlace {
    private InPlace() {}

    /** Makes all elements zero. */
    static void clear(HostArray a) {
        if (a.elements() instanceof double[] d) {
            Arrays.fill(d, 0);
        } else {
            Arrays.fill((float[]) a.elements(), 0);
        }
    }

    /**
     * sum[i] = a[i] + rate · b[i], computed in double.
     *
     * @param b a Java array of the kind of the others, at least as long
     */
    static void add(HostArray a, double rate, Object b, HostArray sum) {
        if (sum.elements() instanceof double[] to) {
            double[] x = (double[]) a.elements();
            double[] y = (double[]) b;
            for (int i = 0; i < to.length; i++) {
                to[i] = x[i] + rate * y[i];
            }
        } else {
            float[] to = (float[]) sum.elements();
            float[] x = (float[]) a.elements();
            float[] y = (float[]) b;
            for (int i = 0; i < to.length; i++) {
                to[i] = (float) (x[i] + rate * y[i]);
            }
        }
    }
}
