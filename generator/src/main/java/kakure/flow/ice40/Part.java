// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import java.util.List;

/**
 * A part: the figures of its data sheet (iCE40 LP/HX family, iCE40 UltraPlus family).
 *
 * @param name device and package, as the user says it
 * @param device as the tools call it, @param packaging of it
 * @param cells logic cells, each a LUT of four inputs and a flip-flop
 * @param blocks memories of 4,096 bits
 * @param large memories of 16,384 words of 16 bits with one port
 * @param pins of the package for a user's signals
 */
record Part(String name, String device, String packaging, int cells, int blocks, int large, int pins) {
  /** The usual one first. */
  static final List<Part> ALL = List.of(
      new Part("hx8k-ct256", "hx8k", "ct256", 7680, 32, 0, 206),
      new Part("up5k-sg48", "up5k", "sg48", 5280, 30, 4, 39),
      new Part("hx1k-tq144", "hx1k", "tq144", 1280, 16, 0, 95));

  static Part named(String name) {
    return ALL.stream().filter(p -> p.name.equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name));
  }
}
