// SPDX-License-Identifier: Apache-2.0
/** Sweeps: the same network on many designs, a process for each point, over a pool of slots or a cluster, resumed where it was stopped. */
package kakure.sweep;
