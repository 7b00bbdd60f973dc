package arignote.control;

import arignote.Expr;
import arignote.expr.Cancellation;
import arignote.expr.HostArray;
import arignote.expr.Program;
import arignote.expr.print.Printer;
import java.util.Arrays;
import java.util.List;

/** Runs a loop turn by turn and keeps the results. */
final class Turns {
    private final Loop loop;
    private HostArray[] all; // the results of all turns
    private int turns;

    Turns(Loop loop, Program.Looped program, Expr e, List<HostArray> args, HostArray[] earlier) {
        this.loop = loop;
        long asked = args.get(0).longAt(0);
        if (asked < 0) {
            throw new IllegalArgumentException("the number of steps of scan is " + asked + "; it is 0 or more");
        }
        int n = Math.toIntExact(asked);
        for (int i = 0; i < loop.sequences; i++) {
            if (args.get(1 + i).shape()[0] < n) {
                throw new IllegalArgumentException("scan takes " + n + " steps, but its sequence "
                        + Printer.quoted(e.args().get(1 + i)) + " has the length "
                        + args.get(1 + i).shape()[0]);
            }
        }
        HostArray[] inputs = args.subList(1, args.size()).toArray(HostArray[]::new);
        all = n == 0 ? null : program.turns(n, inputs.clone(), earlier);
        if (all == null) {
            oneByOne(program, e, args, inputs, n);
        }
    }

    private void oneByOne(Program program, Expr e, List<HostArray> args, HostArray[] inputs, int n) {
        all = new HostArray[loop.kept()];
        boolean goesOn = true;
        while (goesOn && turns < n) {
            Cancellation.check();
            for (int i = 0; i < loop.sequences; i++) {
                inputs[i] = element(args.get(1 + i), at(n));
            }
            HostArray[] results = program.run(inputs);
            keep(e, results, n);
            turns++;
            for (int i = 0; i < loop.states; i++) {
                inputs[loop.sequences + i] = results[i];
            }
            goesOn = !loop.turn.ends() || results[results.length - 1].longAt(0) == 0;
        }
        finish(program, args);
    }

    /** The results of all turns, each along a new first axis. */
    HostArray[] results() {
        return all;
    }

    /** Which element this turn is about. */
    private int at(int n) {
        return loop.turn.backwards() ? n - 1 - turns : turns;
    }

    private static HostArray element(HostArray of, int i) {
        long[] shape = Arrays.copyOfRange(of.shape(), 1, of.rank());
        HostArray element = HostArray.zeros(of.dtype(), shape);
        System.arraycopy(of.elements(), i * element.size(), element.elements(), 0, element.size());
        return element;
    }

    private void keep(Expr e, HostArray[] results, int n) {
        for (int k = 0; k < all.length; k++) {
            HostArray r = results[k];
            if (loop.isLast(k)) {
                all[k] = r;
                continue;
            }
            if (all[k] == null) {
                all[k] = HostArray.zeros(r.dtype(), longer(n, r.shape()));
            } else if ((long) r.size() * n != all[k].size()
                    || !Arrays.equals(r.shape(), Arrays.copyOfRange(all[k].shape(), 1, all[k].rank()))) {
                throw new IllegalArgumentException("a result of scan has another shape in step " + turns + ", "
                        + Arrays.toString(r.shape()) + ", than before, in " + Printer.quoted(e));
            }
            System.arraycopy(r.elements(), 0, all[k].elements(), at(n) * r.size(), r.size());
        }
    }

    private static long[] longer(long n, long[] shape) {
        long[] all = new long[shape.length + 1];
        all[0] = n;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return all;
    }

    /** Cuts off what a loop that ended early did not compute; a loop without turns has no elements. */
    private void finish(Program program, List<HostArray> args) {
        for (int k = 0; k < all.length; k++) {
            if (loop.isLast(k)) {
                HostArray first = args.get(1 + loop.sequences + k);
                all[k] = all[k] == null ? HostArray.copyOf(first.dtype(), first.shape(), first.elements()) : all[k];
            } else if (all[k] == null) {
                long[] shape =
                        k < loop.states ? args.get(1 + loop.sequences + k).shape() : shape(program, args, k);
                all[k] = HostArray.zeros(loop.results.get(k).type().dtype(), longer(0, shape));
            } else if (all[k].shape()[0] > turns) {
                long[] shape = all[k].shape().clone();
                shape[0] = turns;
                all[k] = HostArray.copyOf(all[k].dtype(), shape, all[k].elements());
            }
        }
    }

    /**
     * The shape of what no turn has computed. A gradient needs it: it is the one that zeros lead to. Nobody looks at the one of
     * what others ask for, whose bodies may print.
     */
    private long[] shape(Program program, List<HostArray> args, int k) {
        if (loop.turn.lastStates() || k >= loop.asked()) {
            HostArray[] inputs = args.subList(1, args.size()).toArray(HostArray[]::new);
            for (int i = 0; i < loop.sequences; i++) {
                inputs[i] =
                        HostArray.zeros(inputs[i].dtype(), Arrays.copyOfRange(inputs[i].shape(), 1, inputs[i].rank()));
            }
            return program.run(inputs)[k].shape();
        }
        return new long[loop.results.get(k).type().rank()];
    }
}
