// SPDX-License-Identifier: Apache-2.0
/** Networks as graphs of integer operations, the ways in which their weights are kept, what trainers leave, and the data they run on. */
package kakure.network;
