// SPDX-License-Identifier: Apache-2.0
/**
 * The edge-popup trainer (Ramanujan et al., "What's Hidden in a Randomly Weighted Neural Network?", CVPR 2020, arXiv 1911.13299) for the weights that the hardware regenerates: plain Java, fast where the Vector API is present.
 *
 * <p>A vector's lanes are images: every map holds, per element, the values of {@value kakure.train.Kernels#LANES} images side by side. Convolutions then need no lane to be shifted, only the kept weights cost anything, and
 * a sum over pixels never depends on the machine's vector width. The bytes of a trained network depend on data and configuration alone, not on threads, machine, JDK or the presence of the Vector API.
 */
package kakure.train;
