package arignote.control;

import arignote.Expr;
import arignote.expr.ArrayOp;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.JavaScript;
import arignote.expr.LoopBody;
import arignote.expr.Op;
import arignote.expr.TensorType;
import arignote.expr.Turn;
import arignote.expr.print.Printer;
import java.util.ArrayList;
import java.util.List;

/**
 * One result of a loop: of all turns along a new first axis, or the last value of a state. The arguments are the number of turns, the sequences, the
 * first values of the states, and what stays. Loops with the same body and the same arguments run once.
 */
record Scanned(Loop loop, int result) implements ArrayOp {
    @Override
    public String label() {
        return "scan";
    }

    @Override
    public String computedBy() {
        return "Java, step by step";
    }

    @Override
    public TensorType type(List<Expr> args) {
        Expr n = args.get(0);
        if (n.type().rank() != 0 || !n.type().dtype().isInteger()) {
            throw new IllegalArgumentException("the number of steps is a whole number, but " + Printer.quoted(n)
                    + " is " + n.type().described());
        }
        TensorType one = loop.results.get(result).type();
        return loop.isLast(result) ? one : one.withRank(one.rank() + 1);
    }

    @Override
    public HostArray compute(Expr e, List<HostArray> args) {
        return loop.run(e, args)[result];
    }

    @Override
    public LoopBody loopBody() {
        return new LoopBody(loop.inputs, List.copyOf(loop.results), loop.turn);
    }

    @Override
    public Loop together() {
        return loop;
    }

    @Override
    public List<HostArray> computeAll(List<Expr> all, List<HostArray> args, List<HostArray> earlier) {
        List<Integer> results = new ArrayList<>();
        all.forEach(e -> results.add(((Scanned) ((Op.Array) e.op()).op()).result));
        for (int k = 0; k < loop.kept(); k++) {
            if (!results.contains(k)) {
                results.add(k); // which nobody asks for here, but its memory is needed again
            }
        }
        HostArray[] rooms = new HostArray[loop.kept()];
        for (int i = 0; i < earlier.size(); i++) {
            rooms[results.get(i)] = earlier.get(i);
        }
        HostArray[] computed = loop.run(all.get(0), args, rooms);
        return results.stream().map(k -> computed[k]).toList();
    }

    @Override
    public JavaScript javaScript(Expr e) {
        Turn turn = loop.turn;
        List<DType> dtypes = loop.results.stream().map(r -> r.type().dtype()).toList();
        List<Integer> ranks = loop.results.stream().map(r -> r.type().rank()).toList();
        List<Object> constants = List.of(
                Printer.quoted(loop.expression(0, e.args())),
                Printer.quoted(e.args()),
                turn.sequences(),
                turn.states(),
                turn.lastStates(),
                turn.backwards(),
                turn.ends(),
                dtypes.subList(0, loop.kept()),
                ranks);
        List<JavaScript.Body> bodies = List.of(new JavaScript.Body(loop.inputs, loop.results, turn));
        return new JavaScript("scan", constants, bodies, result);
    }

    @Override
    public List<Expr> gradient(Expr e, Expr g) {
        DType dtype = e.type().dtype();
        return dtype.isFloat()
                ? loop.gradient(result, e, g)
                : Loop.nothing(e.args().size());
    }
}
