// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

/**
 * Energy of an operation: of a combinational design a change from one random input to the next, of a clocked one a cycle. Before layout: pins load nets, wires do not; without glitches and without leakage.
 *
 * @param internal within cells, fJ an operation
 * @param nets to charge what cells drive, fJ an operation
 * @param inputs to charge what the input ports drive, clock among them, fJ an operation
 * @param annotated pins of cells whose transitions were counted
 * @param pins of all cells
 * @param operations that were simulated
 * @param volts of the supply
 * @param corner name of the library's operating conditions; empty where it has none
 */
public record Energy(double internal, double nets, double inputs, int annotated, int pins, long operations, double volts, String corner) {
  /** All of it, fJ an operation. */
  public double total() {
    return internal + nets + inputs;
  }
}
