package arignote.function;

import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Where the time of a function's call goes.
 *
 * @param function its name
 * @param microseconds the time of one call
 * @param parts its steps, in their order
 */
public record Profile(String function, double microseconds, List<Part> parts) {
    /**
     * A part of the time.
     *
     * @param step the method in the generated source, or what else takes the time
     * @param what what it does
     * @param by who computes it
     */
    public record Part(String step, String what, String by, double microseconds) {}

    /** The part's share in the whole, from 0 to 1. */
    public double share(Part part) {
        double sum = parts.stream().mapToDouble(Part::microseconds).sum();
        return sum > 0 ? part.microseconds() / sum : 0;
    }

    /** A row for each part. */
    public Table table() {
        return Table.create(
                title(),
                StringColumn.create("step", parts.stream().map(Part::step)),
                DoubleColumn.create("µs", parts.stream().mapToDouble(p -> rounded(p.microseconds))),
                DoubleColumn.create("%", parts.stream().mapToDouble(p -> Math.rint(1000 * share(p)) / 10)),
                StringColumn.create("what", parts.stream().map(Part::what)),
                StringColumn.create("by", parts.stream().map(Part::by)));
    }

    /** The name and the time of a call. */
    public String title() {
        return function + ", " + text(microseconds) + " µs a call";
    }

    /** Three figures of a time, as text. */
    public static String text(double microseconds) {
        return microseconds >= 100
                ? String.format(Locale.ROOT, "%,.0f", microseconds)
                : String.format(
                        Locale.ROOT, microseconds >= 10 ? "%.1f" : microseconds >= 1 ? "%.2f" : "%.3f", microseconds);
    }

    private static double rounded(double microseconds) {
        return microseconds >= 100 ? Math.rint(microseconds) : Math.rint(1000 * microseconds) / 1000;
    }

    @Override
    public String toString() {
        return table().print();
    }
}
