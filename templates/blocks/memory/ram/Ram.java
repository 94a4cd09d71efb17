// SPDX-License-Identifier: Apache-2.0
package blocks.memory.ram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kakure.kernel.Block;
import kakure.kernel.Macro;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * rd_data = mem[rd_addr] one cycle after rd_en: the one wrapper of all memories, a module per shape, so that a macro replaces it by file list.
 *
 * <p>One write port with an enable per lane, one synchronous read port that holds its value, no reset. What a read delivers while the same address is written is not
 * defined for users (the Verilog gives the old word; a macro may differ), nor is an address of depth or above.
 *
 * @param width bits of a word, 1 to 65,536
 * @param depth words, 1 to 1,048,576; width * depth at most 2^28 bits
 * @param lanes parts of a word that are written apart, 1 to 1,024; divides width
 */
public record Ram(int width, int depth, int lanes) implements Block, Macro {
  /** Checks the ranges. */
  public Ram {
    Ranges.check("width", width, 1, 65_536);
    Ranges.check("depth", depth, 1, 1 << 20);
    Ranges.check("lanes", lanes, 1, Math.min(width, 1_024));
    if (width % lanes != 0) throw new IllegalArgumentException("lanes = " + lanes + " does not divide width = " + width);
    if ((long) width * depth > 1L << 28) throw new IllegalArgumentException("width * depth = " + (long) width * depth + " is above 2^28 bits");
  }

  /** {@code wrEn}: bit l writes lane l of {@code wrData} at {@code wrAddr}; {@code rdEn} reads {@code rdAddr}. */
  public record In<T>(T wrEn, T wrAddr, T wrData, T rdEn, T rdAddr) {}

  /** {@code rdData}: the word last read, one cycle after its {@code rdEn}; not defined before the first read. */
  public record Out<T>(T rdData) {}

  @Override
  public String moduleName() {
    return ModuleName.of("ram", depth, width).and("lanes", lanes, 1).text();
  }

  @Override
  public In<Type> in() {
    var address = Type.bits(addressBits());
    return new In<>(Type.bits(lanes).control(), address, Type.bits(width), Type.bit().control(), address);
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(width));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public String role() {
    return RAM;
  }

  /** Of the ports, one is to write, one to read. */
  @Override
  public Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("width", width);
    facts.put("depth", depth);
    facts.put("lanes", lanes);
    facts.put("ports", 2);
    return facts;
  }

  /** Places the memory and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of an address, at least one. */
  public int addressBits() {
    return Ranges.bits(depth - 1);
  }

  /** An FPGA is to build it of block RAM: from 65 words and 4,096 bits on. What is smaller is left to the tool, as some parts have no memories in lookup tables, and ram_style is an order to Yosys. */
  public boolean inBlocks() {
    return depth > 64 && width * depth >= 4_096;
  }

  /** An address may lie beyond the last word. */
  public boolean spare() {
    return Integer.bitCount(depth) != 1 || depth == 1;
  }

  /** Bits of a lane. */
  public int laneBits() {
    return width / lanes;
  }

  /** Bits of as many random numbers as a word takes. */
  public int fillBits() {
    return (width + 31) / 32 * 32;
  }

  public int depthLast() {
    return depth - 1;
  }

  public List<Lane> laneList() {
    return IntStream.range(0, lanes).mapToObj(l -> new Lane(l, l * laneBits(), (l + 1) * laneBits() - 1)).toList();
  }

  /** A part of a word and its bits. */
  public record Lane(int index, int lsb, int msb) {}
}
