// SPDX-License-Identifier: Apache-2.0
package blocks.array.weightselect;

import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * Where the array's enables and signs come from: of hidden weights, enables from the mask and signs from the generator; of stored ones, signs from the mask, and all channels that there are enabled.
 *
 * <p>A plane of stored weights is its bits u, 1 of +1 and 0 of -1: so its mask of ones costs no traffic, and the same array computes both. Combinational.
 *
 * @param tci input channels, 1 to 256
 * @param tco output channels, 1 to 256
 */
public record WeightSelect(int tci, int tco) implements Block {
  /** Checks the ranges. */
  public WeightSelect {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("tco", tco, 1, 256);
  }

  /** {@code stored}: the mask's bits are signs; {@code lanes}: input channels that there are; {@code mask}, {@code sign}: bit c * tco + o; of a sign 1 is -1. */
  public record In<T>(T stored, T lanes, T mask, T sign) {}

  /** The same for the array. */
  public record Out<T>(T mask, T sign) {}

  @Override
  public String moduleName() {
    return ModuleName.of("weight_select", tci, tco).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bits(tci).control(), Type.bits(weights()), Type.bits(weights()));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(weights()), Type.bits(weights()));
  }

  @Override
  public boolean clocked() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(Arc.comb(List.of("stored_i", "lanes_i", "mask_i"), "mask_o"), Arc.comb(List.of("stored_i", "mask_i", "sign_i"), "sign_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Weights of a step. */
  public int weights() {
    return tci * tco;
  }

  /** Input channels, numbered. */
  public List<Integer> channels() {
    return IntStream.range(0, tci).boxed().toList();
  }
}
