package arignote.compile;

import arignote.CompiledFunction;
import arignote.FunctionArgument;
import arignote.compile.device.Device;
import arignote.compile.device.FoundDevice;
import arignote.compile.java.Target;
import arignote.compile.opencl.OpenClDevices;
import arignote.function.Signature;
import java.util.List;

/** Functions on the OpenCL device that is here, for tests. */
public final class DeviceSettings {
    private static final FoundDevice FOUND = OpenClDevices.first(false);

    private DeviceSettings() {}

    public static boolean isThere() {
        return FOUND.device() != null;
    }

    public static String why() {
        return FOUND.why();
    }

    public static Device device() {
        return FOUND.device();
    }

    public static CompiledFunction function(List<FunctionArgument> arguments) {
        return function(arguments, FOUND.device());
    }

    public static CompiledFunction function(List<FunctionArgument> arguments, Device device) {
        return Functions.generated(
                Signature.of(arguments),
                new Target(0, JavaFunction.readsSegments()),
                1,
                new Devices.Place(device, false));
    }

    /** Why the processor computed a function, or null. */
    public static String elsewhereBecause(CompiledFunction f) {
        return f instanceof JavaFunction java ? java.processorBecause() : "a library has a part in it";
    }
}
