// SPDX-License-Identifier: Apache-2.0
/** Ways from generated Verilog to what the next tool makes of it, a flow each, found by name. A flow takes a folder with a {@code design.json}; it knows neither blocks nor targets. */
package kakure.flow;
