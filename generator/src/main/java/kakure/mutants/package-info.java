// SPDX-License-Identifier: Apache-2.0
/** Measures the checks: faults put into the emitted Verilog on purpose, and how many of them a block's ordinary check finds. */
package kakure.mutants;
