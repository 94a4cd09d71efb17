// SPDX-License-Identifier: Apache-2.0
/**
 * The structural DSL: values are wires. Blocks declare ports and timing, assemblies wire blocks, {@link kakure.kernel.Netlist#elaborate} checks the result.
 *
 * <p>This room knows no text: {@code kakure.emit} prints what it builds. It uses {@code java.*} and JGraphT only.
 */
package kakure.kernel;
