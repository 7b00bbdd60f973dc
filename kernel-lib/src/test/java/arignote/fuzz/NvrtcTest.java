package arignote.fuzz;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.compile.DeviceSettings;
import arignote.compile.cuda.Nvrtc;
import arignote.compile.device.LimitedDevice;
import arignote.expr.Build;
import arignote.expr.ScalarOp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The kernels that OpenCL computes are CUDA's as well: NVRTC takes the same text, and nothing in what it makes of it is
 * contracted, rough or flushed to 0. The number of graphs is the system property {@code arignote.fuzz.nvrtc}.
 */
class NvrtcTest {
    private static final int USUAL = 30;
    private static final int ARCHITECTURE = 80;

    private static Nvrtc nvrtc() {
        try {
            return Nvrtc.load();
        } catch (UnsatisfiedLinkError e) {
            return abort("NVRTC is not here: set ARIGNOTE_NVRTC to the path of libnvrtc");
        }
    }

    /** A loop over numbers, which one kernel computes, and one over rows with a gradient, whose turns are kernels. */
    private static void loops(LimitedDevice device) {
        Expr x = T.dvector("x");
        Expr rows = T.dmatrix("X");
        Shared w = shared(new double[][] {{0.5, -0.25}, {0.75, 0.125}}, "w");
        Expr numbers = T.scan()
                .sequence(x)
                .state(T.constant(0.5))
                .step((in, h) -> T.tanh(h.times(0.75).plus(in)))
                .output();
        Expr last = T.scan()
                .sequence(rows)
                .state(T.zerosLike(rows.get(0)))
                .step((in, h) -> T.tanh(T.dot(h, w).plus(in)))
                .output()
                .get(-1);
        DeviceSettings.function(List.of(inputs(x), outputs(numbers)), device).apply(new double[] {1, 2, 3});
        Expr cost = T.sum(T.sqr(last));
        DeviceSettings.function(List.of(inputs(rows), outputs(cost), new Update(w, w.minus(T.grad(cost, w)))), device)
                .applyAll((Object) new double[][] {{1, 2}, {3, 4}, {5, 6}});
    }

    @Test
    void nvrtc_takes_every_kernel_and_rounds_as_java() {
        assumeTrue(DeviceSettings.isThere(), DeviceSettings.why());
        Nvrtc nvrtc = nvrtc();
        LimitedDevice device = new LimitedDevice(DeviceSettings.device(), Long.MAX_VALUE);
        Expr x = T.dvector("x");
        List<Expr> all = new ArrayList<>();
        for (ScalarOp op : ScalarOp.values()) {
            if (op.result() != ScalarOp.Result.CHOSEN && op.value() != null) {
                all.add(Build.scalar(op, op.arity() == 1 ? new Expr[] {x} : new Expr[] {x, x}));
            }
        }
        DeviceSettings.function(List.of(inputs(x), outputs(all)), device);
        int graphs = Integer.getInteger("arignote.fuzz.nvrtc", USUAL);
        for (long seed = 0; seed < graphs; seed++) {
            Case c = Generator.of(seed);
            Check.results(c, DeviceSettings.function(c.arguments(), device));
        }
        int before = device.sources().size();
        loops(device);
        assertThat(device.sources()).hasSizeGreaterThan(before + 3);
        assertThat(before).isGreaterThan(graphs / 2);
        for (String source : device.sources()) {
            assertThat(nvrtc.instructions(source, ARCHITECTURE).lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.matches("\\s*(@\\S+ )?(fma|mad)\\.(rn|f).*|.*\\.(approx|ftz|full).*"));
        }
    }
}
