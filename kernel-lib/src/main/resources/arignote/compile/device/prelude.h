// What kernels are written in: one text for OpenCL and for CUDA. All is rounded as Java rounds: nothing is contracted, nothing flushed.
#ifdef __OPENCL_VERSION__
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef long whole;
typedef ulong uwhole;
typedef uint uint32;
#define KERNEL __kernel
#define GLOBAL __global
#define LOCAL __local
#define FUNCTION static
#define GROUP ((whole) get_group_id(0))
#define THREAD ((int) get_local_id(0))
#define TURN ((whole) get_global_id(0))
#define BARRIER barrier(CLK_LOCAL_MEM_FENCE)
#define bits_of(x) as_long(x)
#define from_bits(b) as_double(b)
#else
typedef long long whole;
typedef unsigned long long uwhole;
typedef unsigned int uint32;
#define KERNEL extern "C" __global__
#define GLOBAL
#define LOCAL __shared__
#define FUNCTION static __device__
#define GROUP ((whole) blockIdx.x)
#define THREAD ((int) threadIdx.x)
#define TURN ((whole) blockIdx.x * blockDim.x + threadIdx.x)
#define BARRIER __syncthreads()
#define bits_of(x) __double_as_longlong(x)
#define from_bits(b) __longlong_as_double(b)
#endif
typedef unsigned char truth;
#define REAL_NAN from_bits((whole) 0x7ff8000000000000)
#define REAL_INFINITY from_bits((whole) 0x7ff0000000000000)

// Whole numbers wrap around.
#define add_int(a, b) ((int) ((uint32) (a) + (uint32) (b)))
#define subtract_int(a, b) ((int) ((uint32) (a) - (uint32) (b)))
#define multiply_int(a, b) ((int) ((uint32) (a) * (uint32) (b)))
#define add_whole(a, b) ((whole) ((uwhole) (a) + (uwhole) (b)))
#define subtract_whole(a, b) ((whole) ((uwhole) (a) - (uwhole) (b)))
#define multiply_whole(a, b) ((whole) ((uwhole) (a) * (uwhole) (b)))
#define shifted(a, n) ((whole) ((uwhole) (a) << (n)))
#define shifted_down(a, n) ((whole) ((uwhole) (a) >> (n)))

FUNCTION whole left_shift(whole a, whole n) {
    return n >= 0 && n < 64 ? shifted(a, n) : 0;
}
FUNCTION whole right_shift(whole a, whole n) {
    return a >> (n >= 0 && n < 64 ? n : 63);
}
FUNCTION whole floor_quotient(whole a, whole b) {
    if (b == 0) return 0;
    if (b == -1) return subtract_whole(0, a);
    whole q = a / b;
    return q * b != a && (a < 0) != (b < 0) ? q - 1 : q;
}
FUNCTION whole floor_remainder(whole a, whole b) {
    if (b == 0 || b == -1) return 0;
    whole r = a % b;
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
// A negative exponent is refused.
FUNCTION whole power_whole(whole base, whole exponent, GLOBAL int *refused) {
    if (exponent < 0) *refused = 1;
    whole result = 1;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) result = multiply_whole(result, base);
        base = multiply_whole(base, base);
    }
    return result;
}
// Where index i of an axis of length n is; one that is out of range is refused.
FUNCTION whole at(whole i, whole n, GLOBAL int *refused) {
    whole counted = i < 0 ? i + n : i;
    if (counted >= 0 && counted < n) return counted;
    *refused = 1;
    return 0;
}
FUNCTION int to_int(double x) {
    return x != x ? 0 : x >= 0x1p31 ? 2147483647 : x <= -0x1p31 ? -2147483647 - 1 : (int) x;
}
FUNCTION whole to_whole(double x) {
    return x != x ? 0 : x >= 0x1p63 ? (whole) 0x7fffffffffffffff : x <= -0x1p63 ? (whole) 0x8000000000000000 : (whole) x;
}

// Of two equal numbers the zeros differ; a NaN comes before everything.
#define greater(a, b) ((a) != (a) ? (a) : (b) != (b) ? (b) : (a) == (b) ? ((a) == 0 ? (a) + (b) : (a)) : (a) > (b) ? (a) : (b))
#define smaller(a, b) ((a) != (a) ? (a) : (b) != (b) ? (b) : (a) == (b) ? ((a) == 0 ? -(-(a) - (b)) : (a)) : (a) < (b) ? (a) : (b))
#define greater_whole(a, b) ((a) > (b) ? (a) : (b))
#define smaller_whole(a, b) ((a) < (b) ? (a) : (b))
#define isGreater(a, best) ((a) > (best) || ((a) != (a) && (best) == (best)))
#define isLess(a, best) ((a) < (best) || ((a) != (a) && (best) == (best)))
