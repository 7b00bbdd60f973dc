package arignote.compile.cuda;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/** NVIDIA's compiler for kernels. It needs neither a card nor a driver. */
public final class Nvrtc {
    /** Nothing is contracted, divided or rooted roughly, or flushed to 0. */
    private static final String[] AS_JAVA = {"--fmad=false", "--ftz=false", "--prec-div=true", "--prec-sqrt=true"};

    /** The functions in use, by their own names. */
    interface Api extends Library {
        int nvrtcCreateProgram(
                PointerByReference program, String source, String name, int n, Pointer headers, Pointer names);

        int nvrtcCompileProgram(Pointer program, int n, String[] options);

        int nvrtcGetProgramLogSize(Pointer program, LongByReference size);

        int nvrtcGetProgramLog(Pointer program, Pointer log);

        int nvrtcGetCUBINSize(Pointer program, LongByReference size);

        int nvrtcGetCUBIN(Pointer program, Pointer code);

        int nvrtcGetPTXSize(Pointer program, LongByReference size);

        int nvrtcGetPTX(Pointer program, Pointer code);

        int nvrtcDestroyProgram(PointerByReference program);
    }

    private final Api api;

    private Nvrtc(Api api) {
        this.api = api;
    }

    /**
     * The one that the system's loader finds, or at the path that the environment variable {@code ARIGNOTE_NVRTC} tells.
     *
     * @throws UnsatisfiedLinkError if there is none
     */
    public static Nvrtc load() {
        String path = System.getenv("ARIGNOTE_NVRTC");
        return load(path == null || path.isBlank() ? "nvrtc" : path);
    }

    /** @param library its name, or the path of its file */
    public static Nvrtc load(String library) {
        return new Nvrtc(Native.load(library, Api.class));
    }

    /**
     * Machine code for cards of one architecture: a driver takes that whatever its age is.
     *
     * @param architecture 90 for compute capability 9.0
     * @throws IllegalStateException with the compiler's words
     */
    Memory machineCode(String source, int architecture) {
        return compiled(source, "--gpu-architecture=sm_" + architecture, api::nvrtcGetCUBINSize, api::nvrtcGetCUBIN);
    }

    /** The same as text, which tells what instructions there are. */
    public String instructions(String source, int architecture) {
        return compiled(source, "--gpu-architecture=compute_" + architecture, api::nvrtcGetPTXSize, api::nvrtcGetPTX)
                .getString(0);
    }

    @FunctionalInterface
    private interface Size {
        int get(Pointer program, LongByReference size);
    }

    @FunctionalInterface
    private interface Code {
        int get(Pointer program, Pointer code);
    }

    private Memory compiled(String source, String architecture, Size size, Code code) {
        PointerByReference program = new PointerByReference();
        check(api.nvrtcCreateProgram(program, source, "kernels.cu", 0, null, null));
        try {
            String[] options = new String[AS_JAVA.length + 1];
            System.arraycopy(AS_JAVA, 0, options, 0, AS_JAVA.length);
            options[AS_JAVA.length] = architecture;
            int error = api.nvrtcCompileProgram(program.getValue(), options.length, options);
            if (error != 0) {
                String log = copied(program.getValue(), api::nvrtcGetProgramLogSize, api::nvrtcGetProgramLog)
                        .getString(0);
                throw new IllegalStateException("NVRTC says: " + log.strip());
            }
            return copied(program.getValue(), size, code);
        } finally {
            api.nvrtcDestroyProgram(program);
        }
    }

    private static Memory copied(Pointer program, Size size, Code code) {
        LongByReference bytes = new LongByReference();
        check(size.get(program, bytes));
        Memory copy = new Memory(Math.max(1, bytes.getValue()));
        check(code.get(program, copy));
        return copy;
    }

    private static void check(int error) {
        if (error != 0) {
            throw new IllegalStateException("NVRTC reports error " + error);
        }
    }
}
