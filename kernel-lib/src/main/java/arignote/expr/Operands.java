package arignote.expr;

import arignote.Config;
import arignote.Expr;
import arignote.expr.print.Printer;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What readers write in an expression's place - expressions, numbers, arrays - as expressions. */
public final class Operands {
    private Operands() {}

    /**
     * Operands as expressions. A number takes the dtype of the others: {@link Build#number}; an array keeps its own.
     * Where there are only numbers, they are int64, or floatX if there is a fraction among them.
     *
     * @param what the operation's name, for messages
     * @param first the place of the first of them among the operation's operands, from 1
     * @throws IllegalArgumentException if one is null or holds no numbers
     */
    public static Expr[] of(String what, int first, Object... given) {
        Expr[] operands = new Expr[given.length];
        DType beside = null;
        boolean fraction = false;
        for (int i = 0; i < given.length; i++) {
            if (given[i] == null) {
                throw missing(what, first + i, "an expression, a number or an array");
            }
            if (given[i] instanceof Number n) {
                fraction |= !isWhole(n);
            } else {
                operands[i] = of(given[i], "operand " + (first + i) + " of " + what);
                DType dtype = operands[i].type().dtype();
                beside = beside == null ? dtype : DType.promote(beside, dtype);
            }
        }
        if (beside == null) {
            beside = fraction ? Config.floatX() : DType.INT64;
        }
        Expr[] others = operands.clone();
        for (int i = 0; i < given.length; i++) {
            if (given[i] instanceof Number n) {
                operands[i] = number(n, beside, others);
            }
        }
        return operands;
    }

    /** What chooses in {@code where}, a bool: a number holds unless it is 0. */
    static Expr condition(Object given) {
        if (given == null) {
            throw missing("where", 1, "an expression, for instance T.gt(x, 0)");
        }
        return given instanceof Number n
                ? of(n.doubleValue() != 0, "operand 1 of where")
                : Build.cast(of(given, "operand 1 of where"), DType.BOOL);
    }

    private static Expr of(Object given, String what) {
        return given instanceof Expr e ? e : Build.constant(Evaluator.get().literal(given, what));
    }

    /** Whether a number is of a type that holds whole numbers alone. */
    public static boolean isWhole(Number n) {
        return n instanceof Integer || n instanceof Long || n instanceof Short || n instanceof Byte;
    }

    /** The constant that a number is beside others of the common type {@code beside}: see {@link Build#number}. */
    static Expr number(Number value, DType beside, Expr... others) {
        if (beside.isFloat()) {
            return Build.constant(HostArray.scalar(beside, value.doubleValue()));
        }
        if (!isWhole(value)) {
            return Build.constant(HostArray.scalar(Config.floatX(), value.doubleValue()));
        }
        long whole = value.longValue();
        DType dtype = beside == DType.BOOL ? DType.INT64 : beside;
        if (dtype == DType.INT32 && whole != (int) whole) {
            Expr other = Arrays.stream(others)
                    .filter(o -> o != null && o.type().dtype() == DType.INT32)
                    .findFirst()
                    .orElseThrow();
            throw new IllegalArgumentException(
                    whole + " does not fit in int32, the type of " + Printer.quoted(other) + "; cast that to int64");
        }
        return Build.constant(HostArray.ofLongs(dtype, new long[0], new long[] {whole}));
    }

    /** The parts of a pattern of axes, which may be given as one list or array, too. */
    static List<?> pattern(Object[] given) {
        Object first = given.length == 1 ? given[0] : null;
        if (first instanceof int[] axes) {
            return Arrays.stream(axes).boxed().toList();
        }
        return first instanceof List<?> l ? l : Arrays.asList(first instanceof Object[] a ? a : given);
    }

    /** Both lists, the second behind the first. */
    static List<Expr> behind(List<Expr> first, List<Expr> second) {
        List<Expr> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** What a value is, by the nearest class that a reader can know. */
    public static String kind(Object value) {
        if (value == null) {
            return "null";
        }
        Class<?> known = value.getClass();
        while (!Modifier.isPublic(known.getModifiers())) {
            boolean lambda = known.getSuperclass() == Object.class && known.getInterfaces().length == 1;
            known = value instanceof Map
                    ? Map.class
                    : value instanceof Set ? Set.class : lambda ? known.getInterfaces()[0] : known.getSuperclass();
        }
        String name = known.getSimpleName();
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /**
     * The first operand, if all are there.
     *
     * @throws IllegalArgumentException if one is null
     */
    public static Expr there(String what, Expr... operands) {
        check(what, Arrays.asList(operands));
        return operands[0];
    }

    /** @throws IllegalArgumentException if one is null */
    public static void check(String what, List<? extends Expr> operands) {
        if (operands == null) {
            throw new IllegalArgumentException(what + " got null; give List.of(…)");
        }
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i) == null) {
                throw missing(what, operands.size() == 1 ? 0 : i + 1, "an expression");
            }
        }
    }

    private static IllegalArgumentException missing(String what, int place, String wanted) {
        return new IllegalArgumentException(
                what + " got null" + (place == 0 ? "" : " in place " + place) + "; give " + wanted);
    }
}
