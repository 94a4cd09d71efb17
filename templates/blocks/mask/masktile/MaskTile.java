// SPDX-License-Identifier: Apache-2.0
package blocks.mask.masktile;

import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * Two halves of expanded mask: the decoder fills one group of output channels while the array sweeps all pixels with the other.
 *
 * <p>The controller of a memory of 2 * depth entries, an entry being the mask of one tap and channel group. Entry e of half h is row h * depth + e. Reads are given
 * with a step and addressed two enabled cycles later, when the step's activations are in the funnel.
 *
 * @param depth entries of a half, 1 to 32,768
 */
public record MaskTile(int depth) implements Block {
  /** Checks the range. */
  public MaskTile {
    Ranges.check("depth", depth, 1, 32768);
  }

  /**
   * Inputs: the decoder's entries ({@code entryLast} of a group, {@code entryEnd} of a layer) with their layer's header; {@code discard}: take and drop them;
   * {@code en}: the array's pipeline moves; {@code read}, {@code entry}: a step; {@code release}: with this step the group is done.
   */
  public record In<T>(T entryValid, T entryLast, T entryEnd, T cout, T taps, T channels, T kind, T discard, T en, T read, T entry, T release) {}

  /** Outputs: {@code full}: the half to read is complete, {@code end} and header belong to it; {@code overflow}: a group has more entries than a half holds. */
  public record Out<T>(T entryReady, T full, T end, T headCout, T headTaps, T headChannels, T headKind, T overflow, T we, T writeAddr, T readEn, T readAddr) {}

  @Override
  public String moduleName() {
    return ModuleName.of("mask_tile", depth).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var field = Type.bits(16);
    return new In<>(flag, Type.bit(), Type.bit(), field, field, field, Type.bits(4), flag, flag, flag, Type.bits(entryBits()).control(), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var field = Type.bits(16);
    return new Out<>(flag, flag, Type.bit(), field, field, field, Type.bits(4), flag, flag, Type.bits(addrBits()).control(), flag, Type.bits(addrBits()).control());
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(
        Arc.comb(List.of("discard_i"), "entry_ready_o"),
        Arc.comb(List.of("entry_valid_i", "discard_i"), "we_o"),
        Arc.comb(List.of("en_i"), "read_en_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  public int entryBits() {
    return Ranges.bits(depth - 1);
  }

  public int entryMsb() {
    return entryBits() - 1;
  }

  public int addrBits() {
    return Ranges.bits(2 * depth - 1);
  }

  public int addrMsb() {
    return addrBits() - 1;
  }

  public int entryPad() {
    return addrBits() - entryBits();
  }

  public int entryLast() {
    return depth - 1;
  }
}
