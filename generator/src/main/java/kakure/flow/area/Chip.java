// SPDX-License-Identifier: Apache-2.0
package kakure.flow.area;

/**
 * A device of one of the families.
 *
 * @param name as the user says it, @param ordered as the vendor's tool calls it, with package and speed
 * @param luts look-up tables, of six inputs in Xilinx's, of four in the others
 * @param registers flip-flops
 * @param blocks memories: of 36 kbit in Xilinx's, of 18 kbit in the others
 * @param multipliers of 18 bits, with an adder behind in Xilinx's
 */
record Chip(String name, String ordered, int luts, int registers, int blocks, int multipliers) {}
