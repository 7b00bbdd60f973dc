package arignote.compile.opencl;

import arignote.compile.device.Device;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A device by its OpenCL driver. */
final class OpenClDevice extends Device {
    private static final int LONGEST = 1 << 16; // of what a driver says

    private final OpenCl cl;
    private final Pointer device;
    private final Pointer context;
    private final Pointer queue;
    private final String name;
    private final long capacity;
    private final long largest;

    OpenClDevice(OpenCl cl, Pointer device) {
        this.cl = cl;
        this.device = device;
        name = "opencl device " + text(cl, device);
        capacity = number(cl, device, OpenCl.DEVICE_GLOBAL_MEM_SIZE);
        largest = number(cl, device, OpenCl.DEVICE_MAX_MEM_ALLOC_SIZE);
        IntByReference error = new IntByReference();
        context = cl.clCreateContext(null, 1, new Pointer[] {device}, null, null, error);
        check(error.getValue(), "a context");
        queue = cl.clCreateCommandQueue(context, device, 0, error);
        check(error.getValue(), "a queue");
    }

    /** The name of a device. */
    static String text(OpenCl cl, Pointer device) {
        byte[] value = new byte[LONGEST];
        cl.clGetDeviceInfo(device, OpenCl.DEVICE_NAME, value.length, value, null);
        return Native.toString(value).strip();
    }

    /** A number that a device tells of itself; 0 if it does not know the question. */
    static long number(OpenCl cl, Pointer device, int what) {
        byte[] value = new byte[Long.BYTES];
        int error = cl.clGetDeviceInfo(device, what, value.length, value, null);
        return error == OpenCl.SUCCESS
                ? ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong()
                : 0;
    }

    private void check(int error, String what) {
        switch (error) {
            case OpenCl.SUCCESS -> {}
            case OpenCl.MEM_OBJECT_ALLOCATION_FAILURE,
                    OpenCl.OUT_OF_RESOURCES,
                    OpenCl.OUT_OF_HOST_MEMORY,
                    OpenCl.INVALID_BUFFER_SIZE -> throw new Full(what);
            default -> throw new IllegalStateException(this + " reports error " + error + " for " + what);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public long largest() {
        return largest;
    }

    @Override
    protected Object allocate(long bytes) {
        if (bytes > largest) {
            throw new Full("memory");
        }
        IntByReference error = new IntByReference();
        Pointer memory = cl.clCreateBuffer(context, OpenCl.MEM_READ_WRITE, bytes, null, error);
        check(error.getValue(), "memory");
        return memory;
    }

    @Override
    protected void free(Object memory) {
        check(cl.clReleaseMemObject((Pointer) memory), "memory that is given back");
    }

    @Override
    protected void write(Object to, Pointer from, long bytes) {
        check(cl.clEnqueueWriteBuffer(queue, (Pointer) to, 1, 0, bytes, from, 0, null, null), "a copy to it");
    }

    @Override
    protected void read(Pointer to, Object from, long bytes) {
        check(cl.clEnqueueReadBuffer(queue, (Pointer) from, 1, 0, bytes, to, 0, null, null), "a copy from it");
    }

    @Override
    protected Program compile(String source) {
        IntByReference error = new IntByReference();
        Pointer program = cl.clCreateProgramWithSource(context, 1, new String[] {source}, null, error);
        check(error.getValue(), "a program");
        int built = cl.clBuildProgram(program, 1, new Pointer[] {device}, "-cl-std=CL1.2", null, null);
        if (built != OpenCl.SUCCESS) {
            byte[] log = new byte[LONGEST];
            cl.clGetProgramBuildInfo(program, device, OpenCl.PROGRAM_BUILD_LOG, log.length, log, null);
            cl.clReleaseProgram(program);
            throw new IllegalStateException(
                    "the compiler of " + this + " says: " + Native.toString(log).strip());
        }
        return new OpenClProgram(this, program);
    }

    Pointer kernel(Pointer program, String called) {
        IntByReference error = new IntByReference();
        Pointer kernel = cl.clCreateKernel(program, called, error);
        check(error.getValue(), "the kernel " + called);
        return kernel;
    }

    void launch(Pointer kernel, long groups, int threads, List<Object> memory) {
        try (Memory pointer = new Memory(Native.POINTER_SIZE)) {
            for (int i = 0; i < memory.size(); i++) {
                pointer.setPointer(0, (Pointer) memory.get(i));
                check(cl.clSetKernelArg(kernel, i, Native.POINTER_SIZE, pointer), "a parameter");
            }
        }
        long[] global = {groups * threads};
        long[] local = {threads};
        check(cl.clEnqueueNDRangeKernel(queue, kernel, 1, null, global, local, 0, null, null), "a kernel");
    }

    void release(Pointer program, Iterable<Pointer> kernels) {
        kernels.forEach(cl::clReleaseKernel);
        cl.clReleaseProgram(program);
    }
}
