package arignote.bench;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.slice;

import arignote.Expr;
import arignote.FunctionArgument;
import arignote.RandomState;
import arignote.Scan;
import arignote.Shared;
import arignote.T;
import java.util.List;

/** What is measured of loops, as a user writes it. */
final class Recurrences {
    private Recurrences() {}

    /** All h of {@code h = tanh(w h + x[t])}, single numbers. */
    static FunctionArgument[] scan() {
        Expr x = T.vector("x");
        Expr w = T.scalar("w");
        return new FunctionArgument[] {inputs(x, w), outputs(scan(x, w))};
    }

    /** The gradient of the sum of their squares by w. */
    static FunctionArgument[] scanGradient() {
        Expr x = T.vector("x");
        Expr w = T.scalar("w");
        return new FunctionArgument[] {inputs(x, w), outputs(T.grad(T.sum(T.sqr(scan(x, w))), w))};
    }

    private static Expr scan(Expr x, Expr w) {
        return T.scan()
                .sequence(x)
                .state(0.0)
                .step((now, before) -> T.tanh(w.times(before).plus(now)))
                .output();
    }

    /** The weights of an Elman network. */
    record Elman(double[][] wx, double[][] wh, double[] b) {
        /** Those that the peers use, for hidden rows of so many numbers, and inputs of as many. */
        static Elman of(int size) {
            RandomState rng = new RandomState(0);
            double[][] wx = rng.normal(0, 0.1, size, size).toDoubleMatrix();
            double[][] wh = rng.normal(0, 0.1, size, size).toDoubleMatrix();
            return new Elman(wx, wh, rng.normal(0, 0.1, size).toDoubleVector());
        }

        /** All hidden rows. */
        FunctionArgument[] hidden() {
            Expr x = T.matrix("x");
            Shared wx = shared(this.wx, "wx");
            Shared wh = shared(this.wh, "wh");
            Shared b = shared(this.b, "b");
            Scan hidden = T.scan()
                    .sequence(T.dot(x, wx).plus(b))
                    .state(T.zeros(this.b.length))
                    .step((below, before) -> T.tanh(below.plus(T.dot(before, wh))));
            return new FunctionArgument[] {inputs(x), outputs(hidden.output())};
        }
    }

    /** The weights of long short-term memory, of the gates for input, forgetting, the cell and output. */
    record Lstm(Shared w, Shared u, Shared b) {
        /** Those that the peers begin with. */
        static Lstm of(int features, int hidden) {
            RandomState rng = new RandomState(0);
            Shared w = shared(rng.normal(0, 0.1, features, 4 * hidden), "w");
            Shared u = shared(rng.normal(0, 0.1, hidden, 4 * hidden), "u");
            return new Lstm(w, u, shared(new double[4 * hidden], "b"));
        }

        /** Training towards small numbers in the last hidden rows; inputs are (turn, row, feature). */
        FunctionArgument[] training() {
            Expr x = T.tensor3("x");
            int hidden = (int) u.getValue().size(0);
            Expr none = T.zeros(x.shape(1), hidden);
            Scan cells = T.scan()
                    .sequence(T.dot(x, w).plus(b))
                    .state(none)
                    .state(none)
                    .step((below, h, c) -> {
                        Expr gates = below.plus(T.dot(h, u));
                        Expr in = T.sigmoid(gate(gates, 0, hidden));
                        Expr kept = T.sigmoid(gate(gates, 1, hidden));
                        Expr out = T.sigmoid(gate(gates, 3, hidden));
                        Expr cell = kept.times(c).plus(in.times(T.tanh(gate(gates, 2, hidden))));
                        return List.of(out.times(T.tanh(cell)), cell);
                    });
            return Models.step(List.of(x), T.mean(T.sqr(cells.last(0))), List.of(w, u, b), Models.RATE);
        }

        private static Expr gate(Expr gates, int k, int hidden) {
            return gates.get(":", slice(k * hidden, (k + 1) * hidden));
        }
    }
}
