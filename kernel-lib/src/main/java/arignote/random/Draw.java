package arignote.random;

import arignote.expr.Cancellation;
import arignote.expr.HostArray;
import arignote.value.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * One draw of an array: the generator, the lengths that were asked for, and the parameters, each repeated to these lengths
 * as in NumPy.
 */
final class Draw {
    private final GeneratorDraws draws;
    private final long[] size;
    private final List<HostArray> parameters;
    private long rowLength = -1; // of an axis behind those that were asked for, or -1

    /** @throws IllegalArgumentException if a length is negative, or there are more elements than fit */
    Draw(GeneratorDraws draws, long[] size, List<HostArray> parameters) {
        this.draws = draws;
        this.size = size;
        this.parameters = parameters;
        Shapes.length(size);
    }

    /** A parameter's elements at the places of the result's. */
    static final class Parameter {
        private final HostArray values;
        private final int[] places; // null for one number for all
        private final double[] reals;
        private final long[] wholes;

        private Parameter(HostArray values, int[] places) {
            this.values = values;
            this.places = places;
            reals = values.dtype().isFloat() ? values.doubles() : null;
            wholes = values.dtype().isFloat() ? null : values.longs();
        }

        /** Where the parameter of element i is. */
        int place(int i) {
            return places == null ? 0 : places[i];
        }

        double real(int i) {
            int at = place(i);
            return reals != null ? reals[at] : wholes[at];
        }

        long whole(int i) {
            return reals != null ? values.longAt(place(i)) : wholes[place(i)];
        }
    }

    /** Writes the elements of a row to the places from {@code at} on. */
    interface Row {
        void write(int row, long[] out, int at);
    }

    GeneratorDraws draws() {
        return draws;
    }

    /** How many elements, or rows, were asked for. */
    int count() {
        return Shapes.length(size);
    }

    /** The lengths of the result's axes, known when it has been drawn. */
    long[] shape() {
        if (rowLength < 0) {
            return size;
        }
        long[] shape = Arrays.copyOf(size, size.length + 1);
        shape[size.length] = rowLength;
        return shape;
    }

    /** One number after the other. */
    long[] each(IntToLongFunction draw) {
        long[] out = new long[count()];
        for (int i = 0; i < out.length; i++) {
            Cancellation.check();
            out[i] = draw.applyAsLong(i);
        }
        return out;
    }

    /** One row after the other. */
    long[] rows(int length, Row row) {
        rowLength = length;
        long[] out = new long[Shapes.length(shape())];
        int rows = count();
        for (int i = 0; i < rows; i++) {
            Cancellation.check();
            row.write(i, out, i * length);
        }
        return out;
    }

    void write(int[] elements, long[] out, int at) {
        for (int i = 0; i < elements.length; i++) {
            out[at + i] = elements[i];
        }
    }

    /** A parameter of each element. */
    Parameter parameter(int k) {
        return placed(parameters.get(k), parameters.get(k).shape());
    }

    /** A parameter of which each row has a row. */
    Parameter rowParameter(int k) {
        HostArray p = parameters.get(k);
        return placed(p, Arrays.copyOf(p.shape(), p.rank() - 1));
    }

    private Parameter placed(HostArray p, long[] shape) {
        checkRepeats(shape);
        boolean one = Arrays.stream(shape).allMatch(n -> n == 1);
        return new Parameter(p, one ? null : Shapes.sources(shape, size));
    }

    /** @throws IllegalArgumentException if numbers of a shape cannot be repeated to the lengths that were asked for */
    void checkRepeats(long[] shape) {
        boolean fits = shape.length <= size.length;
        for (int i = 1; fits && i <= shape.length; i++) {
            long n = shape[shape.length - i];
            fits = n == 1 || n == size[size.length - i];
        }
        if (!fits) {
            throw new IllegalArgumentException("parameters of the shape " + Shapes.text(shape)
                    + " do not fit random numbers of the shape " + Shapes.text(size));
        }
    }

    /** A parameter that is a count. */
    int size(int k) {
        return Shapes.length(parameters.get(k).longAt(0));
    }

    /** How many outcomes a parameter has probabilities of. */
    int outcomeCount(int k) {
        HostArray p = parameters.get(k);
        return Math.toIntExact(p.shape()[p.rank() - 1]);
    }

    /**
     * The probabilities of outcomes in a parameter, checked row by row. Rows of float32 are divided by their sums, which
     * rounding keeps from being 1.
     */
    double[] outcomes(int k) {
        HostArray p = parameters.get(k);
        int length = outcomeCount(k);
        boolean exact = p.elements() instanceof double[];
        double[] all = p.doubles();
        for (int start = 0; start + length <= all.length && length > 0; start += length) {
            if (!exact) {
                divide(all, start, length);
            }
            Probabilities.outcomes(all, start, length);
        }
        return all;
    }

    private static void divide(double[] p, int start, int length) {
        double sum = 0;
        for (int i = start; i < start + length; i++) {
            sum += Probabilities.probability(p[i]);
        }
        if (Math.abs(sum - 1) < 1e-4) {
            for (int i = start; i < start + length; i++) {
                p[i] /= sum;
            }
        }
    }

    /** A row of a parameter. */
    double[] row(int k, int row) {
        HostArray p = parameters.get(k);
        int length = outcomeCount(k);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = Probabilities.probability(p.doubleAt(row * length + i));
        }
        if (!(p.elements() instanceof double[])) {
            divide(values, 0, length);
        }
        return values;
    }

    /** The first parameter as the probabilities of so many things as the second says. */
    double[] weights() {
        double[] p = Probabilities.all(row(0, 0));
        if (p.length != size(1)) {
            throw new IllegalArgumentException(
                    "there are " + p.length + " probabilities for " + size(1) + " to choose from; give one for each");
        }
        return p;
    }
}
