// SPDX-License-Identifier: Apache-2.0
package blocks.engine.scales;

import blocks.engine.requantise.Back;
import blocks.engine.requantise.Requantiser;
import blocks.stream.Beat;
import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * Two halves of requantise constants: the host fills one group of output channels while the drain reads the other.
 *
 * <p>The controller of a memory of 2 * (tco / drain) rows of {@code drain} constants. The stream {@code rqc} brings one constant a beat ({@link Requantiser#SCALE}
 * bits used, bit 63 must be 0; residual parameters follow from bit 64 on), tco of them for every group, those of channels that do not exist included.
 *
 * @param tco channels of a group, a multiple of drain
 * @param drain channels of a row
 * @param residual constants have residual parameters, too, above the 64 bits
 */
public record ScaleBuffer(int tco, int drain, boolean residual) implements Block {
  private static final int WORD = 64;

  /** Of constants without residual parameters. */
  public ScaleBuffer(int tco, int drain) {
    this(tco, drain, false);
  }

  /** Checks the ranges. */
  public ScaleBuffer {
    Ranges.check("tco", tco, 1, 256);
    Ranges.check("drain", drain, 1, 64);
    if (tco % drain != 0) throw new IllegalArgumentException("drain = " + drain + " does not divide tco = " + tco);
  }

  /** Inputs: the stream; {@code discard}: take and drop it; {@code sel}, {@code half}: the row the drain reads; {@code release}: with this beat the half is free. */
  public record In<T>(Beat<T> rqc, T discard, T sel, T half, T release) {}

  /** Outputs: the half the drain reads is {@code full}; {@code bad}: a beat's top bit was set. Lane enables, address and data of the write; address of the read. */
  public record Out<T>(T rqcReady, T full, T bad, T we, T writeAddr, T writeData, T readAddr) {}

  @Override
  public String moduleName() {
    return ModuleName.of("scale_buffer", tco).and("drain", drain).and("residual", residual ? 1 : 0, 0).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(Beat.of(beatBits()), flag, Type.bits(selBits()).control(), flag, flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    var addr = Type.bits(addrBits()).control();
    return new Out<>(flag, flag, flag, Type.bits(drain).control(), addr, Type.bits(rowWidth()), addr);
  }

  @Override
  public List<Stream> streams() {
    return List.of(Stream.in("rqc", "rqc_data_i"));
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(
        Arc.comb(List.of("discard_i"), "rqc_ready_o"),
        Arc.comb(List.of("half_i"), "full_o"),
        Arc.comb(List.of("rqc_valid_i", "discard_i"), "we_o"),
        Arc.comb(List.of("rqc_data_i"), "write_data_o"),
        Arc.comb(List.of("sel_i", "half_i"), "read_addr_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Rows of a half. */
  public int rows() {
    return tco / drain;
  }

  public int rowLast() {
    return rows() - 1;
  }

  public int selBits() {
    return Ranges.bits(rows() - 1);
  }

  public int addrBits() {
    return Ranges.bits(2 * rows() - 1);
  }

  public int selPad() {
    return addrBits() - selBits();
  }

  /** Bits of a row's constants. */
  public int rowWidth() {
    return constantBits() * drain;
  }

  /** Bits of a beat of {@code rqc}. */
  public int beatBits() {
    return WORD + (residual ? Back.WORD.width() : 0);
  }

  /** Bits of a channel's constants as they are kept. */
  public int constantBits() {
    return Requantiser.SCALE + (residual ? Back.WORD.width() : 0);
  }

  /** The bit of a beat that must be 0. */
  public int bad() {
    return WORD - 1;
  }
}
