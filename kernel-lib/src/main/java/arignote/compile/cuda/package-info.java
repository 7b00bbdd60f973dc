/** NVIDIA's cards, by the CUDA driver and its compiler NVRTC. */
package arignote.compile.cuda;
