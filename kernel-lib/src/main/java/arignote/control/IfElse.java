package arignote.control;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.Operands;
import arignote.expr.Program;
import arignote.expr.TensorType;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.List;

/**
 * One of two expressions, of which only that one is computed. The arguments are the condition, a scalar, and whatever the
 * two are made of.
 */
public record IfElse(Branches branches) implements ArrayOp {
    /** The bodies, told apart by identity. */
    static final class Branches {
        final List<Expr> inputs;
        final Expr yes;
        final Expr no;
        private final Program[] programs = new Program[2];

        Branches(List<Expr> inputs, Expr yes, Expr no) {
            this.inputs = List.copyOf(inputs);
            this.yes = yes;
            this.no = no;
        }

        synchronized HostArray run(boolean holds, HostArray[] values) {
            int which = holds ? 0 : 1;
            if (programs[which] == null) {
                programs[which] = Program.Compiler.get().compile(inputs, List.of(holds ? yes : no));
            }
            return programs[which].run(values)[0];
        }
    }

    /**
     * {@code yes} where the condition is not 0, else {@code no}.
     *
     * @throws IllegalArgumentException if the condition is no scalar, or the two differ in rank
     */
    public static Expr of(Expr condition, Expr yes, Expr no) {
        Operands.there("ifelse", condition, yes, no);
        if (condition.type().rank() != 0) {
            throw new IllegalArgumentException("ifelse decides by one number or bool, but " + Printer.quoted(condition)
                    + " is " + condition.type().described() + "; T.where chooses element by element");
        }
        if (yes.type().rank() != no.type().rank()) {
            List<String> both = Printer.quoted(List.of(yes, no));
            throw new IllegalArgumentException("ifelse gives one of two arrays of one rank, but " + both.get(0) + " is "
                    + yes.type().described() + " and " + both.get(1) + " is "
                    + no.type().described());
        }
        DType dtype = DType.promote(yes.type().dtype(), no.type().dtype());
        Capture c = Capture.ofBranches(List.of(Build.cast(yes, dtype), Build.cast(no, dtype)));
        List<Expr> args = new ArrayList<>(List.of(condition));
        args.addAll(c.outside());
        return Build.array(
                new IfElse(
                        new Branches(c.inputs(), c.inside().get(0), c.inside().get(1))),
                args.toArray(Expr[]::new));
    }

    @Override
    public String label() {
        return "ifelse";
    }

    @Override
    public String computedBy() {
        return "Java, one branch";
    }

    @Override
    public TensorType type(List<Expr> args) {
        return branches.yes.type();
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        HostArray condition = args.get(0);
        boolean holds = condition.dtype().isFloat() ? condition.doubleAt(0) != 0 : condition.longAt(0) != 0;
        return branches.run(holds, args.subList(1, args.size()).toArray(HostArray[]::new));
    }

    @Override
    public JavaScript javaScript(Expr e) {
        List<JavaScript.Body> bodies = List.of(
                new JavaScript.Body(branches.inputs, List.of(branches.yes), null),
                new JavaScript.Body(branches.inputs, List.of(branches.no), null));
        return new JavaScript("ifElse", List.of(), bodies, -1);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        List<Expr> by = Loop.nothing(e.args().size());
        if (!e.type().dtype().isFloat()) {
            return by;
        }
        Expr slope = Build.input(null, e.type());
        List<Expr> wrt =
                branches.inputs.stream().filter(i -> i.type().dtype().isFloat()).toList();
        List<Expr> slopes = List.of(slope);
        List<Expr> ifYes = Vjp.of(List.of(branches.yes), slopes, wrt);
        List<Expr> ifNo = Vjp.of(List.of(branches.no), slopes, wrt);
        List<Expr> inputs = new ArrayList<>(branches.inputs);
        inputs.add(slope);
        List<Expr> args = new ArrayList<>(e.args());
        args.add(g);
        for (int i = 0; i < wrt.size(); i++) {
            if (ifYes.get(i) != null || ifNo.get(i) != null) {
                Expr zero = Build.filled(wrt.get(i), 0);
                Branches both = new Branches(
                        inputs, ifYes.get(i) == null ? zero : ifYes.get(i), ifNo.get(i) == null ? zero : ifNo.get(i));
                by.set(
                        1 + branches.inputs.indexOf(wrt.get(i)),
                        Build.array(new IfElse(both), args.toArray(Expr[]::new)));
            }
        }
        return by;
    }
}
