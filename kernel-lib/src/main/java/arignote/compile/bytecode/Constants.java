package arignote.compile.bytecode;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;

/** Numbers that stand in a source. */
final class Constants {
    /** The packages whose constants sources name. */
    private static final Set<String> HAVE_CONSTANTS = Set.of("java.lang", "arignote.compile.runtime");

    private Constants() {}

    static Term.Constant of(boolean value) {
        return new Term.Constant(boolean.class, value);
    }

    /** A literal. The smallest whole numbers are read without their minus sign, which changes nothing of them. */
    static Term.Constant number(String word) {
        boolean hex = word.startsWith("0x");
        char last = Character.toLowerCase(word.charAt(word.length() - 1));
        String digits = word.substring(hex ? 2 : 0, word.length() - (last == 'l' ? 1 : 0));
        if (last == 'l') {
            return new Term.Constant(long.class, Long.parseUnsignedLong(digits, hex ? 16 : 10));
        }
        if (hex ? word.contains("p") : word.contains(".") || word.contains("e") || word.contains("E") || last == 'f') {
            return !hex && last == 'f'
                    ? new Term.Constant(float.class, Float.parseFloat(word))
                    : new Term.Constant(double.class, Double.parseDouble(word));
        }
        return new Term.Constant(int.class, Integer.parseUnsignedInt(digits, hex ? 16 : 10));
    }

    /** What a field always is, or null if it is no constant. */
    static Term.Constant of(Field field) {
        int wanted = Modifier.STATIC | Modifier.FINAL | Modifier.PUBLIC;
        if ((field.getModifiers() & wanted) != wanted
                || !KnownClasses.isNumber(field.getType())
                || !HAVE_CONSTANTS.contains(field.getDeclaringClass().getPackageName())) {
            return null;
        }
        try {
            return new Term.Constant(field.getType(), field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** A constant in another type. */
    static Term.Constant cast(Class<?> type, Term.Constant c) {
        if (c.type() == type) {
            return c;
        }
        Number n = (Number) c.value();
        if (type == byte.class) {
            return new Term.Constant(type, (int) (byte) (int) cast(int.class, c).value());
        }
        Object value = type == int.class
                ? c.type() == long.class ? (Object) n.intValue() : (Object) (int) n.doubleValue()
                : type == long.class ? c.type() == int.class ? n.longValue() : (long) n.doubleValue() : null;
        if (value == null) {
            value = type == float.class ? (Object) n.floatValue() : (Object) n.doubleValue();
        }
        return new Term.Constant(type, value);
    }

    static Term.Constant negative(Term.Constant c) {
        Object v = c.value();
        Object value = v instanceof Integer i
                ? (Object) (-i)
                : v instanceof Long l ? (Object) (-l) : v instanceof Float f ? (Object) (-f) : (Object) (-(double) v);
        return new Term.Constant(c.type(), value);
    }

    /** An operation, or its result if both operands are constants. Ints are computed as longs and floats as doubles, which is exact. */
    static Term folded(Term.Binary b) {
        if (!(b.left() instanceof Term.Constant left && b.right() instanceof Term.Constant right)
                || !KnownClasses.isNumber(b.type())) {
            return b;
        }
        Number x = (Number) left.value();
        Number y = (Number) right.value();
        boolean whole = b.type() == int.class || b.type() == long.class;
        if (whole && "/%".contains(b.operator()) && y.longValue() == 0) {
            return b; // which throws
        }
        Class<?> wide = whole ? long.class : double.class;
        Object value = whole
                ? (Object) whole(b.operator(), x.longValue(), y.longValue(), b.type() == int.class ? 31 : 63)
                : (Object) real(b.operator(), x.doubleValue(), y.doubleValue());
        return cast(b.type(), new Term.Constant(wide, value));
    }

    private static long whole(String operator, long x, long y, int places) {
        return switch (operator) {
            case "+" -> x + y;
            case "-" -> x - y;
            case "*" -> x * y;
            case "/" -> x / y;
            case "%" -> x % y;
            case "<<" -> x << (y & places);
            case "&" -> x & y;
            case "|" -> x | y;
            default -> x ^ y;
        };
    }

    private static double real(String operator, double x, double y) {
        return switch (operator) {
            case "+" -> x + y;
            case "-" -> x - y;
            case "*" -> x * y;
            case "/" -> x / y;
            default -> x % y;
        };
    }

    /** A comparison, or its result if both operands are constants. */
    static Term folded(Term.Test t) {
        if (!(t.left() instanceof Term.Constant left
                && t.right() instanceof Term.Constant right
                && left.value() instanceof Number x
                && right.value() instanceof Number y)) {
            return t;
        }
        boolean whole = x instanceof Integer || x instanceof Long;
        int order = whole ? Long.compare(x.longValue(), y.longValue()) : real(x.doubleValue(), y.doubleValue());
        return of(
                switch (t.operator()) {
                    case "==" -> order == 0;
                    case "!=" -> order != 0;
                    case "<" -> order == -1;
                    case "<=" -> order == -1 || order == 0;
                    case ">" -> order == 1;
                    default -> order == 1 || order == 0;
                });
    }

    /** -1, 0 or 1, or 2 where one is no number. */
    private static int real(double x, double y) {
        return x < y ? -1 : x == y ? 0 : x > y ? 1 : 2;
    }
}
