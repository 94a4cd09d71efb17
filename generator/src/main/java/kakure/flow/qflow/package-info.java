// SPDX-License-Identifier: Apache-2.0
/** From Verilog to a placed and routed layout by qflow, and what is checked of it: names and connections before and after routing, design rules, layout against netlist, cells that a GDS does not hold. */
package kakure.flow.qflow;
