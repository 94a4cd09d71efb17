// SPDX-License-Identifier: Apache-2.0
/** Co-simulation of any Verilog that has a {@code design.json} (port table), over a socket, against a golden function. Uses {@code java.*} only. */
package kakure.cosim;
