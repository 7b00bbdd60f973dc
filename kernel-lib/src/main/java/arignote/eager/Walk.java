package arignote.eager;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a value has to be computed from, arguments first, and its structure: which operations on which, with their types,
 * whatever the numbers and lengths. One walk at a time; its memory is used again.
 */
final class Walk {
    /** How far a walk goes. */
    enum Reach {
        /** up to values that are there */
        VALUES,
        /** through those, up to parameters */
        PARAMETERS,
        /** as far as anything is remembered */
        ALL
    }

    private static final int OPEN = 1; // computed here
    private static final int GIVEN = 2; // its value is there; with OPEN, the way that it was computed counts too
    private static final int PARAMETER = 4;

    private long number;
    private Reach reach;
    private TapeNode[] open = new TapeNode[64];
    private TapeNode[] order = new TapeNode[64];
    private int count;

    private final TapeKey structure = new TapeKey();

    /** Walks; the results hold until the next walk. */
    void go(TapeNode root, Reach reach) {
        number++;
        this.reach = reach;
        count = 0;
        visit(root);
    }

    /** Goes on to another root. */
    void visit(TapeNode root) {
        int top = 0;
        open[top++] = root;
        while (top > 0) {
            TapeNode n = open[top - 1];
            TapeNode next = null;
            if (n.walk != number && goesThrough(n)) {
                next = n.ahead(number);
            }
            if (next != null) {
                open = top == open.length ? Arrays.copyOf(open, 2 * top) : open;
                open[top++] = next;
            } else {
                top--;
                if (n.walk != number) {
                    n.walk = number;
                    n.place = count;
                    order = count == order.length ? Arrays.copyOf(order, 2 * count) : order;
                    order[count++] = n;
                }
            }
        }
    }

    private boolean goesThrough(TapeNode n) {
        return n.left != null
                && switch (reach) {
                    case VALUES -> n.value == null;
                    case PARAMETERS -> n.value == null || n.tracked;
                    case ALL -> true;
                };
    }

    int count() {
        return count;
    }

    /** The value at a place; the root is the last. */
    TapeNode at(int place) {
        return order[place];
    }

    /** Whether the walk ended at this given value, and its gradient is asked for. */
    boolean isParameter(int place) {
        return reach == Reach.PARAMETERS && order[place].parameter != null;
    }

    /** The structure; it is written to by the next walk. */
    TapeKey structure() {
        TapeKey s = structure;
        s.clear();
        s.add(reach == Reach.PARAMETERS ? 1 : 0);
        for (int i = 0; i < count; i++) {
            TapeNode n = order[i];
            boolean through = goesThrough(n);
            int kind = (through ? OPEN : 0) | (n.value != null ? GIVEN : 0) | (isParameter(i) ? PARAMETER : 0);
            s.add(kind | n.dtype.ordinal() << 3 | n.shape.length << 6);
            if (n.value != null) {
                s.add(ones(n.shape));
            }
            if (n.op != null && (through || n.value == null)) {
                s.add(n.op);
            }
            if (through) {
                s.add(n.left.place);
                s.add(n.right == null ? -1 : n.right.place);
                if (n.more().length > 0) {
                    s.add(-n.more().length); // the next value's kind is never negative
                    for (TapeNode arg : n.more()) {
                        s.add(arg.place);
                    }
                }
            }
        }
        return s;
    }

    /** Which axes may be repeated: those of length 1. */
    private static int ones(long[] shape) {
        int ones = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            ones |= shape[axis] == 1 ? 1 << axis : 0;
        }
        return ones;
    }

    /** The expressions at the places. */
    List<Expr> exprs() {
        List<Expr> exprs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TapeNode n = order[i];
            if (goesThrough(n)) {
                exprs.add(Expr.of(n.op, args(n, exprs)));
            } else if (n.op instanceof Op.Constant c && (n.value == null || reach == Reach.ALL)) {
                exprs.add(Build.constant(c.value()));
            } else {
                exprs.add(Build.input(n.parameter == null ? null : n.parameter.name(), n.type()));
            }
        }
        return exprs;
    }

    private static List<Expr> args(TapeNode n, List<Expr> exprs) {
        Expr left = exprs.get(n.left.place);
        if (n.right == null) {
            return List.of(left);
        }
        List<Expr> args = new ArrayList<>(List.of(left, exprs.get(n.right.place)));
        for (TapeNode arg : n.more()) {
            args.add(exprs.get(arg.place));
        }
        return args;
    }

    /** Forgets the values, so that nothing is kept alive. */
    void end() {
        Arrays.fill(order, 0, count, null);
        Arrays.fill(open, 0, Math.min(open.length, count + 1), null);
        count = 0;
    }
}
