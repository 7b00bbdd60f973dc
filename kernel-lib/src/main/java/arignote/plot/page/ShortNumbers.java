package arignote.plot.page;

import arignote.expr.HostArray;
import arignote.plot.axes.SpokenNumber;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Arrays in a few characters, for the inside of a small box. */
final class ShortNumbers {
    private static final int DIGITS = 4; // of a single number
    private static final int DIGITS_OF_MANY = 3;
    private static final int MOST = 4; // elements that are all shown

    private ShortNumbers() {}

    /** {@code 0.5}, {@code [1, 2, 3]}, {@code [0.1, 0.2, …, 9.9]}, {@code 3×4 [1, 2, …, 12]}. */
    static String of(HostArray array) {
        long[] shape = array.shape();
        int size = array.size();
        if (shape.length == 0) {
            return number(array, 0);
        }
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < size; i++) {
            if (size <= MOST || i < MOST - 2 || i == size - 1) {
                text.add(number(array, i));
            } else if (i == MOST - 2) {
                text.add("…");
            }
        }
        String lengths = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining("×"));
        return (shape.length == 1 ? "" : lengths + " ") + text;
    }

    private static String number(HostArray array, int i) {
        double value = array.doubleAt(i);
        return Double.isNaN(value) ? "NaN" : SpokenNumber.number(value, array.size() == 1 ? DIGITS : DIGITS_OF_MANY);
    }
}
