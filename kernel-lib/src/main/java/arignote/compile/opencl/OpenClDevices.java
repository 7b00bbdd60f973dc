package arignote.compile.opencl;

import arignote.compile.device.FoundDevice;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The devices that OpenCL knows of here. */
public final class OpenClDevices {
    private static final int MOST = 32;

    private OpenClDevices() {}

    /** A device of a platform, with what makes it unfit, or null. */
    private record Candidate(OpenCl cl, Pointer device, boolean card, String flaw) {
        String name() {
            return OpenClDevice.text(cl, device);
        }
    }

    /** The first device, a graphics card before others; with {@code onlyCards} none but these. */
    public static FoundDevice first(boolean onlyCards) {
        List<Candidate> all;
        try {
            all = candidates();
        } catch (UnsatisfiedLinkError e) {
            return FoundDevice.none("there is no OpenCL here: no library libOpenCL is found");
        }
        List<String> flaws = new ArrayList<>();
        for (Candidate c : all) {
            if (c.flaw == null && (c.card || !onlyCards)) {
                return FoundDevice.of(new OpenClDevice(c.cl, c.device));
            }
            if (c.flaw != null) {
                flaws.add(c.name() + " " + c.flaw);
            }
        }
        return FoundDevice.none(
                !flaws.isEmpty()
                        ? String.join("; ", flaws)
                        : all.isEmpty()
                                ? "OpenCL knows of no device here: no driver is installed"
                                : "OpenCL knows of no graphics card here, only of "
                                        + all.get(0).name() + "; device=opencl takes that");
    }

    /** All devices, one a line, for a reader. */
    public static List<String> report() {
        try {
            return candidates().stream()
                    .map(c -> c.name() + (c.flaw == null ? "" : ": " + c.flaw))
                    .toList();
        } catch (UnsatisfiedLinkError e) {
            return List.of();
        }
    }

    private static List<Candidate> candidates() {
        OpenCl cl = Native.load("OpenCL", OpenCl.class);
        Pointer[] platforms = new Pointer[MOST];
        IntByReference count = new IntByReference();
        List<Candidate> cards = new ArrayList<>();
        List<Candidate> others = new ArrayList<>();
        if (cl.clGetPlatformIDs(MOST, platforms, count) != OpenCl.SUCCESS) {
            return cards;
        }
        for (int p = 0; p < count.getValue(); p++) {
            List<Pointer> gpus = devices(cl, platforms[p], OpenCl.DEVICE_TYPE_GPU);
            for (Pointer device : devices(cl, platforms[p], OpenCl.DEVICE_TYPE_ALL)) {
                boolean card = gpus.contains(device);
                (card ? cards : others).add(new Candidate(cl, device, card, flaw(cl, device)));
            }
        }
        cards.addAll(others);
        return cards;
    }

    private static List<Pointer> devices(OpenCl cl, Pointer platform, long type) {
        Pointer[] devices = new Pointer[MOST];
        IntByReference count = new IntByReference();
        int error = cl.clGetDeviceIDs(platform, type, MOST, devices, count);
        return error == OpenCl.SUCCESS ? Arrays.asList(devices).subList(0, count.getValue()) : List.of();
    }

    /** Why a device cannot give the bits that a processor gives, or null if it can. */
    private static String flaw(OpenCl cl, Pointer device) {
        long needed = OpenCl.FP_DENORM | OpenCl.FP_INF_NAN | OpenCl.FP_ROUND_TO_NEAREST;
        if ((OpenClDevice.number(cl, device, OpenCl.DEVICE_DOUBLE_FP_CONFIG) & needed) != needed) {
            return "has no float64 as IEEE 754 has it, which the formulas of float32 need, too";
        }
        return (OpenClDevice.number(cl, device, OpenCl.DEVICE_SINGLE_FP_CONFIG) & needed) == needed
                ? null
                : "takes the smallest float32 numbers for 0, so its results would be others than the processor's";
    }
}
