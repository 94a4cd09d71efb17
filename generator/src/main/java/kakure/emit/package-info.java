// SPDX-License-Identifier: Apache-2.0
/** Prints netlists as Verilog with its file list, {@code design.json} and {@code memories.json}; the only room that knows FreeMarker. Same input, same bytes. */
package kakure.emit;
