package arignote.compile.device;

import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.NoNest;
import arignote.expr.Cancellation;
import arignote.expr.DType;
import arignote.expr.Turn;
import java.util.List;

/**
 * The body of a loop as kernels. The host has them computed turn after turn, and copies nothing meanwhile: which element of a
 * sequence a turn reads, and where it leaves what it computes, the kernels know from the number of the turn, which lies on the
 * device too. Where one thread computes a turn, one kernel has all of them.
 */
public final class TurnsCode extends DeviceCode {
    /** After so many turns the host waits for them: a driver keeps what it has been told to do. */
    private static final int AHEAD = 512;

    private final KernelTurn turn;

    /** @throws NoNest if the device's compiler refuses the kernels */
    public TurnsCode(Device device, Loops loops, Turn turn) {
        super(device, loops, List.of(), turn);
        this.turn = new KernelTurn(turn, loops.results());
    }

    @Override
    protected int changing() {
        return turn.changing();
    }

    @Override
    protected long rooms(int result) {
        return turn.rooms(result, sizes.turns);
    }

    /**
     * Computes turn after turn; what they read lies on the device, sequences as a whole.
     *
     * @param kept takes a {@link DeviceArray} for each result but the end
     */
    @Override
    public int turns(int n, Object[] sequences, Object[] kept) {
        sizes.turns = n;
        if (!isFit()) {
            return OTHER_MEMORY;
        }
        for (int k = 0; k < turn.turn().states(); k++) {
            if (!isSame(loops.results().get(k), loops.leaves().get(turn.turn().sequences() + k))) {
                return OTHER_SHAPES;
            }
        }
        synchronized (device) {
            begin();
            firstTurn();
            int done = program.turns() == KernelProgram.Turns.IN_KERNEL ? inKernel(n) : byHost(n);
            checkRefused();
            for (int k = 0; k < kept.length; k++) {
                kept[k] = turn.turn().isLast(k) ? last(k, n - done) : lying(k, longer(done, shape(k)));
            }
            return done;
        }
    }

    private boolean isSame(Buffer result, Buffer state) {
        for (int axis = 0; axis < state.rank(); axis++) {
            if (sizes.of(result.dims().get(axis)) != sizes.of(state.dims().get(axis))) {
                return false;
            }
        }
        return true;
    }

    private int inKernel(int n) {
        launch();
        return n;
    }

    private int byHost(int n) {
        for (int done = 1; done <= n; done++) {
            Cancellation.check();
            launch();
            if (turn.turn().ends() && ends()) {
                return done;
            }
            nextTurn();
            if (done % AHEAD == 0) {
                waitForKernels();
            }
        }
        return n;
    }

    private boolean ends() {
        int end = loops.results().size() - 1;
        return ((boolean[]) DeviceTransfer.read(lying(end, new long[0]).memory(), DType.BOOL, 1))[0];
    }

    /** The last value of a state: turns that did not come leave it in the second of two rooms now and then. */
    private DeviceArray last(int k, int missing) {
        long[] shape = shape(k);
        DeviceArray value = lying(k, shape);
        if (missing % 2 != 0) {
            value.moveUp();
        }
        return value;
    }

    private static long[] longer(long n, long[] shape) {
        long[] all = new long[shape.length + 1];
        all[0] = n;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return all;
    }
}
