// SPDX-License-Identifier: Apache-2.0
package blocks.mask;

import kakure.kernel.Type;

/** What the header of a layer's mask says: output channels, taps, input channels, kind. */
public record LayerHead<T>(T cout, T taps, T channels, T kind) {
  /** The header's fields. */
  public static LayerHead<Type> type() {
    var extent = Type.bits(16);
    return new LayerHead<>(extent, extent, extent, Type.bits(4));
  }
}
