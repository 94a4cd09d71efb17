// SPDX-License-Identifier: Apache-2.0
/** From Verilog to a bitstream of an iCE40, by yosys, nextpnr and icestorm, and back from the placed and routed cells to Verilog that a simulator takes. */
package kakure.flow.ice40;
