// SPDX-License-Identifier: Apache-2.0
/** Training by matrix products in floating-point formats, log-approximate or exact: the matrix engine led by a host, and a perceptron that trains in hardware alone. */
package targets.matrix;
