package arignote.compile;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.compile.device.Device;
import arignote.compile.device.DeviceArray;
import arignote.compile.device.FoundDevice;
import arignote.compile.java.Target;
import arignote.compile.opencl.OpenClDevices;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.LoopBody;
import arignote.function.Signature;
import java.util.ArrayList;
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

    /** What a loop computes there, or null if the processor has to. */
    public static List<HostArray> turns(LoopBody body, int n, List<HostArray> args) {
        List<Object> all = new ArrayList<>(List.of(HostArray.ofLongs(DType.INT64, new long[0], new long[] {n})));
        all.addAll(args);
        List<Expr> named = new ArrayList<>(List.of(Build.whole(n)));
        named.addAll(body.inputs());
        List<DeviceArray> results = new DeviceLoop(body, new Devices.Place(FOUND.device(), false)).run(named, all);
        return results == null ? null : results.stream().map(DeviceArray::host).toList();
    }

    /** Why the processor computed a function, or null. */
    public static String elsewhereBecause(CompiledFunction f) {
        return f instanceof JavaFunction java ? java.processorBecause() : "a library has a part in it";
    }
}
