package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.Expr;
import arignote.T;
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
        DeviceSettings.function(List.of(arignote.Arignote.inputs(x), arignote.Arignote.outputs(all)), device);
        int graphs = Integer.getInteger("arignote.fuzz.nvrtc", USUAL);
        for (long seed = 0; seed < graphs; seed++) {
            Case c = Generator.of(seed);
            Check.results(c, DeviceSettings.function(c.arguments(), device));
        }
        assertThat(device.sources()).hasSizeGreaterThan(graphs / 2);
        for (String source : device.sources()) {
            assertThat(nvrtc.instructions(source, ARCHITECTURE).lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.matches("\\s*(@\\S+ )?(fma|mad)\\.(rn|f).*|.*\\.(approx|ftz|full).*"));
        }
    }
}
