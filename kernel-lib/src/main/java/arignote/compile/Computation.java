package arignote.compile;

import arignote.Expr;
import arignote.Shared;
import arignote.compile.fuse.Loops;
import arignote.compile.nest.NoNest;
import arignote.expr.Graphs;
import arignote.expr.Turn;
import arignote.function.Signature;
import arignote.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be computed.
 *
 * @param leaves what it reads: inputs, then shared variables
 * @param inputs how many of the leaves are inputs
 * @param roots outputs, then the new values of shared variables
 * @param written what a call is checked for: the roots, or more
 * @param outputs how many of the roots are outputs
 * @param targets for each new value the place of its variable among the leaves
 * @param exact whether only such equations are used as change no bit
 * @param turn how it is a turn of a loop; null if it is none
 */
record Computation(
        List<? extends Expr> leaves,
        int inputs,
        List<Expr> roots,
        List<Expr> written,
        int outputs,
        List<Integer> targets,
        boolean exact,
        Turn turn) {
    /** What a function computes. */
    static Computation of(Signature signature) {
        List<Expr> leaves = new ArrayList<>(signature.inputs());
        List<Integer> targets = new ArrayList<>();
        for (Expr e : Graphs.topological(signature.written())) {
            if (e instanceof Shared) {
                leaves.add(e);
            }
        }
        for (Shared s : signature.targets()) {
            if (place(leaves, s) < 0) {
                leaves.add(s);
            }
            targets.add(place(leaves, s));
        }
        return new Computation(
                List.copyOf(leaves),
                signature.inputs().size(),
                signature.roots(),
                signature.written(),
                signature.outputs().size(),
                List.copyOf(targets),
                false,
                null);
    }

    /** What expressions compute from inputs, each with the value that it has by itself. */
    static Computation exact(List<Expr> inputs, List<Expr> roots) {
        return turn(inputs, roots, null);
    }

    /** The same, turn after turn of a loop. */
    static Computation turn(List<Expr> inputs, List<Expr> roots, Turn turn) {
        return new Computation(inputs, inputs.size(), roots, roots, roots.size(), List.of(), true, turn);
    }

    private static int place(List<Expr> leaves, Expr e) {
        for (int i = 0; i < leaves.size(); i++) {
            if (leaves.get(i) == e) {
                return i;
            }
        }
        return -1;
    }

    /** The shared variables that it reads or changes, which are the leaves behind the inputs. */
    List<Shared> shared() {
        return leaves.stream().skip(inputs).map(Shared.class::cast).toList();
    }

    /**
     * The loops that compute it.
     *
     * @param memories what is known of each leaf
     * @param limit the most scalar operations in one loop
     * @throws NoNest if loops cannot say it, or lengths do not match
     */
    Loops loops(List<Loops.Memory> memories, int limit) {
        List<Expr> rewritten = exact ? Rewriter.rewriteExactly(roots) : Rewriter.rewrite(roots);
        return Loops.of(leaves, inputs, memories, rewritten, outputs, written, limit);
    }
}
