package arignote.expr.array;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.TensorType;
import arignote.expr.print.BracketText;
import java.util.Arrays;
import java.util.List;

/**
 * Its argument, which is printed each time it is computed: Theano's {@code Print}.
 *
 * @param message stands before the value
 * @param attributes what is printed: value, shape, dtype, min, max, mean
 */
public record Print(String message, List<String> attributes) implements ArrayOp {
    private static final List<String> KNOWN = List.of("value", "shape", "dtype", "min", "max", "mean");

    /** Refuses null, and attributes that there are not. */
    public Print {
        if (message == null || attributes == null) {
            throw new IllegalArgumentException("print got null; give a message and an expression");
        }
        for (String attribute : attributes) {
            if (attribute == null || !KNOWN.contains(attribute)) {
                throw new IllegalArgumentException(
                        "print shows " + String.join(", ", KNOWN) + ", not '" + attribute + "'");
            }
        }
        attributes = attributes.isEmpty() ? List.of("value") : List.copyOf(attributes);
    }

    @Override
    public String label() {
        return "print";
    }

    @Override
    public boolean looksOnly() {
        return true;
    }

    @Override
    public TensorType type(List<Expr> args) {
        return args.get(0).type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray x = args.get(0);
        for (String attribute : attributes) {
            boolean value = attribute.equals("value");
            System.out.println(message + (value ? " = " : " " + attribute + " = ") + text(attribute, x));
        }
        return HostArray.copyOf(x.dtype(), x.shape(), x.elements());
    }

    private static String text(String attribute, HostArray x) {
        return switch (attribute) {
            case "shape" -> Arrays.toString(x.shape());
            case "dtype" -> x.dtype().toString();
            case "min" -> String.valueOf(Arrays.stream(x.doubles()).min().orElse(Double.NaN));
            case "max" -> String.valueOf(Arrays.stream(x.doubles()).max().orElse(Double.NaN));
            case "mean" -> String.valueOf(Arrays.stream(x.doubles()).average().orElse(Double.NaN));
            default -> BracketText.of(x);
        };
    }

    @Override
    public JavaScript javaScript(Expr e) {
        return JavaScript.call("print", message, attributes, e.type().dtype().toString());
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        return List.of(g);
    }
}
