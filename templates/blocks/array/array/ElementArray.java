// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Plain;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/** What both forms of the array are to their neighbours: the same size, ports and function. */
public interface ElementArray extends Block {
  /**
   * Inputs; all come straight from flip-flops. {@code act}: byte c * pixels + p; {@code sign}: bit c * tco + o; {@code mask}: bit g * tco + o enables group g, and plane b of
   * index bits follows at (1 + b) * (tci / group) * tco; {@code drain}: which channels leave.
   */
  record In<T>(@Plain ArrayFlags<T> flags, T act, T mask, T sign, Drain<T> drain) {}

  /** Drains channels {@code sel} * drain + i of the shadow. */
  record Drain<T>(T en, T sel) {}

  /** {@code acc}: the shadow of channels drain sel * drain + i, one cycle after its enable, laid out as {@link ArrayShape} says. */
  record Out<T>(T acc) {}

  /** Size and layout. */
  ArrayShape shape();

  @Override
  default In<Type> in() {
    var s = shape();
    return new In<>(
        ArrayFlags.type(s.doubles()), Type.bits(8 * s.tci() * s.pixels()), Type.bits(s.maskBits()), Type.bits(s.tci() * s.tco()), new Drain<>(Type.bit().control(), Type.bits(s.selBits()).control()));
  }

  @Override
  default Out<Type> out() {
    return new Out<>(Type.bits(shape().accBits()));
  }

  @Override
  default boolean resettable() {
    return false;
  }

  /** Places the array and returns its outputs. */
  default Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
