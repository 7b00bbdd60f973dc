package arignote.compile.cuda;

import static arignote.Arignote.inputs;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.Shared;
import arignote.T;
import arignote.Update;
import arignote.compile.DeviceSettings;
import arignote.compile.device.FoundDevice;
import com.sun.jna.Memory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is asked of the CUDA driver, by one that has no card: copies, memory and launches in the right context. */
class CudaDeviceTest {
    private static final Memory CODE = new Memory(8);

    private static CudaDevice device(FakeCuda driver) {
        return new CudaDevice(driver, (source, architecture) -> CODE, 0);
    }

    @Test
    void a_shared_variable_goes_there_and_comes_back_in_any_thread() {
        FakeCuda driver = new FakeCuda(1, 1 << 20, "");
        CudaDevice device = device(driver);
        assertThat(device.name()).isEqualTo("cuda device Fake");
        Expr x = T.dvector("x");
        Shared s = shared(new double[] {1, 2, 3}, "s");
        CompiledFunction f = DeviceSettings.function(List.of(inputs(x), outputs(T.sum(x.times(s)))), device);
        f.apply(new double[] {4, 5, 6});
        assertThat(driver.launched).isNotEmpty();
        assertThat(s.getValue().toDoubleVector()).containsExactly(1, 2, 3);
        CompletableFuture.runAsync(() -> f.apply(new double[] {4, 5, 6})).join();
        assertThat(CompletableFuture.supplyAsync(s::getValue).join().toDoubleVector())
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_full_card_is_told_and_gets_back_what_nothing_needs() {
        FakeCuda driver = new FakeCuda(1, 100_000, "");
        Shared s = shared(new double[] {1, 2, 3}, "s");
        CompiledFunction f =
                DeviceSettings.function(List.of(outputs(s.times(1)), new Update(s, T.zeros(20_000))), device(driver));
        assertThatThrownBy(f::apply)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cuda device Fake has no room for the 160 kB of ");
        assertThat(s.getValue().toDoubleVector()).containsExactly(1, 2, 3);
        assertThat(driver.pieces()).isPositive();
    }

    @Test
    void what_the_driver_refuses_is_named() {
        FakeCuda driver = new FakeCuda(1, 1 << 20, "other");
        Expr x = T.dvector("x");
        CompiledFunction f = DeviceSettings.function(List.of(inputs(x), outputs(x.plus(1))), device(driver));
        assertThatThrownBy(() -> f.apply(new double[] {1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the CUDA driver reports CUDA_ERROR_500 for the kernel ");
    }

    @Test
    void a_driver_without_a_card_is_no_device() {
        FoundDevice found = CudaDevices.first(new FakeCuda(0, 0, ""), null);
        assertThat(found.device()).isNull();
        assertThat(found.why()).isEqualTo("the CUDA driver is here, but knows of no card");
    }
}
