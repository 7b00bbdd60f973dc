package arignote.compile;

import arignote.Config;
import arignote.compile.cuda.CudaDevices;
import arignote.compile.device.Device;
import arignote.compile.device.FoundDevice;
import arignote.compile.opencl.OpenClDevices;
import arignote.expr.Warnings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where functions are computed that are made now, by the setting {@code device}. What is chosen is said once. */
final class Devices {
    /** From so many elements on, of inputs and shared variables, a call is worth the way to a device. */
    static final long LARGE = 300_000;

    private static final Map<String, Optional<Device>> FOUND = new HashMap<>();

    /**
     * A device beside the processor.
     *
     * @param bySize whether only calls with much data go there
     */
    record Place(Device device, boolean bySize) {}

    private Devices() {}

    /** The place, or null for the processor. */
    static Place wanted() {
        String setting = Config.get("device");
        return setting.equals("cpu")
                ? null
                : found(setting).map(d -> new Place(d, setting.equals("auto"))).orElse(null);
    }

    private static synchronized Optional<Device> found(String setting) {
        return FOUND.computeIfAbsent(setting, s -> {
            FoundDevice found = looked(setting);
            Warnings.say(
                    found.device() != null
                            ? "arignote: using " + found.device().name()
                            : "arignote: device=" + setting + " has nothing to use, so the processor computes: "
                                    + found.why());
            return Optional.ofNullable(found.device());
        });
    }

    private static FoundDevice looked(String setting) {
        return switch (setting) {
            case "cuda" -> CudaDevices.first();
            case "opencl" -> OpenClDevices.first(false);
            default -> {
                FoundDevice cuda = CudaDevices.first();
                FoundDevice card = cuda.device() != null ? cuda : OpenClDevices.first(true);
                yield card.device() != null ? card : FoundDevice.none(cuda.why() + "; " + card.why());
            }
        };
    }
}
