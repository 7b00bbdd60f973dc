/** Devices that speak OpenCL. */
package arignote.compile.opencl;
