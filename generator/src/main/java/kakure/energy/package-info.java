// SPDX-License-Identifier: Apache-2.0
/** Energy of hardware that runs: a netlist of cells is simulated beside the golden model, the changes of every net are counted, and a library's tables say what they take, by block and by step. */
package kakure.energy;
