package arignote.function.interpret;

import arignote.Config;
import arignote.Expr;
import arignote.expr.HostArray;
import arignote.expr.print.Printer;
import arignote.value.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * Stops at the first operation that makes a NaN, an infinity or a very large number where its arguments have none, and
 * names it.
 */
public final class NumberGuard implements Observer {
    /** Theano's bound, by absolute value. */
    private static final double BIG = 1e10;

    private enum Kind {
        NAN("NaN", Double::isNaN),
        INFINITY("infinity", Double::isInfinite),
        BIG("big value", x -> Math.abs(x) > NumberGuard.BIG && !Double.isInfinite(x));

        private final String text;
        private final DoublePredicate holds;

        Kind(String text, DoublePredicate holds) {
            this.text = text;
            this.holds = holds;
        }

        /** The place of the first such element, or -1. Whole numbers have none. */
        int in(Tensor a) {
            if (!a.dtype().isFloat()) {
                return -1;
            }
            HostArray values = a.host();
            for (int i = 0; i < values.size(); i++) {
                if (holds.test(values.doubleAt(i))) {
                    return i;
                }
            }
            return -1;
        }
    }

    private final List<Kind> kinds = new ArrayList<>();

    private NumberGuard() {}

    /** A guard for what the settings nanIsError, infIsError and bigIsError say. */
    public static NumberGuard ofSettings() {
        NumberGuard guard = new NumberGuard();
        if (Config.is("nanIsError")) {
            guard.kinds.add(Kind.NAN);
        }
        if (Config.is("infIsError")) {
            guard.kinds.add(Kind.INFINITY);
        }
        if (Config.is("bigIsError")) {
            guard.kinds.add(Kind.BIG);
        }
        return guard;
    }

    @Override
    public void after(Expr e, List<Tensor> args, Tensor value) {
        for (Kind kind : kinds) {
            int at = kind.in(value);
            if (at >= 0 && args.stream().allMatch(a -> kind.in(a) < 0)) {
                throw new ArithmeticException(sentence(kind, e, args, value, at));
            }
        }
    }

    private static String sentence(Kind kind, Expr e, List<Tensor> args, Tensor value, int at) {
        List<Expr> all = new ArrayList<>(List.of(e));
        all.addAll(e.args());
        List<String> quoted = Printer.quoted(all);
        StringBuilder s = new StringBuilder(kind.text)
                .append(" found by the guard: ")
                .append(quoted.get(0))
                .append(" is ")
                .append(value.host().doubleAt(at));
        if (value.rank() > 0) {
            s.append(" at element ").append(at);
        }
        boolean first = true;
        for (int i = 0; i < args.size(); i++) {
            Tensor a = args.get(i);
            if (a.size() == 1 || a.size() == value.size()) {
                double operand = a.host().doubleAt(a.size() == 1 ? 0 : at);
                s.append(first ? ", where " : " and ")
                        .append(quoted.get(i + 1))
                        .append(" is ")
                        .append(operand);
                first = false;
            }
        }
        return s.toString();
    }
}
