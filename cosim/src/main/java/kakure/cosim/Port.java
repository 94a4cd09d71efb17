// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/**
 * A port of the design's top module, in {@code ceil(width / 8)} little-endian bytes wherever it is packed.
 *
 * @param index place in the port table
 * @param name Verilog name
 * @param input into the design
 * @param width bits, 1 to 1,048,576
 * @param signed declared so; bits are never interpreted here
 * @param control the clock or the reset: no part of a cycle's record
 */
public record Port(int index, String name, boolean input, int width, boolean signed, boolean control) {
  /** Bytes of a packed value. */
  public int bytes() {
    return (width + 7) / 8;
  }
}
