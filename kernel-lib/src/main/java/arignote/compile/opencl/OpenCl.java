package arignote.compile.opencl;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** The functions of OpenCL 1.2 that are in use, by its own names. */
interface OpenCl extends Library {
    int SUCCESS = 0;
    int DEVICE_NOT_FOUND = -1;
    int MEM_OBJECT_ALLOCATION_FAILURE = -4;
    int OUT_OF_RESOURCES = -5;
    int OUT_OF_HOST_MEMORY = -6;
    int INVALID_BUFFER_SIZE = -61;

    long DEVICE_TYPE_GPU = 4;
    long DEVICE_TYPE_ALL = 0xFFFFFFFFL;

    int PLATFORM_NAME = 0x0902;
    int DEVICE_GLOBAL_MEM_SIZE = 0x101F;
    int DEVICE_MAX_MEM_ALLOC_SIZE = 0x1010;
    int DEVICE_SINGLE_FP_CONFIG = 0x101B;
    int DEVICE_DOUBLE_FP_CONFIG = 0x1032;
    int DEVICE_NAME = 0x102B;

    long FP_DENORM = 1;
    long FP_INF_NAN = 2;
    long FP_ROUND_TO_NEAREST = 4;

    int PROGRAM_BUILD_LOG = 0x1183;
    long MEM_READ_WRITE = 1;

    int clGetPlatformIDs(int n, Pointer[] platforms, IntByReference count);

    int clGetPlatformInfo(Pointer platform, int what, long size, byte[] value, Pointer sizeOut);

    int clGetDeviceIDs(Pointer platform, long type, int n, Pointer[] devices, IntByReference count);

    int clGetDeviceInfo(Pointer device, int what, long size, byte[] value, Pointer sizeOut);

    Pointer clCreateContext(
            Pointer properties, int n, Pointer[] devices, Pointer callback, Pointer user, IntByReference error);

    Pointer clCreateCommandQueue(Pointer context, Pointer device, long properties, IntByReference error);

    Pointer clCreateBuffer(Pointer context, long flags, long size, Pointer host, IntByReference error);

    int clReleaseMemObject(Pointer memory);

    int clEnqueueWriteBuffer(
            Pointer queue,
            Pointer memory,
            int blocking,
            long offset,
            long size,
            Pointer host,
            int n,
            Pointer wait,
            Pointer event);

    int clEnqueueReadBuffer(
            Pointer queue,
            Pointer memory,
            int blocking,
            long offset,
            long size,
            Pointer host,
            int n,
            Pointer wait,
            Pointer event);

    Pointer clCreateProgramWithSource(Pointer context, int n, String[] sources, Pointer lengths, IntByReference error);

    int clBuildProgram(Pointer program, int n, Pointer[] devices, String options, Pointer callback, Pointer user);

    int clGetProgramBuildInfo(Pointer program, Pointer device, int what, long size, byte[] value, Pointer sizeOut);

    int clReleaseProgram(Pointer program);

    Pointer clCreateKernel(Pointer program, String name, IntByReference error);

    int clSetKernelArg(Pointer kernel, int index, long size, Pointer value);

    int clReleaseKernel(Pointer kernel);

    int clEnqueueNDRangeKernel(
            Pointer queue,
            Pointer kernel,
            int dims,
            Pointer offset,
            long[] global,
            long[] local,
            int n,
            Pointer wait,
            Pointer event);
}
