// SPDX-License-Identifier: Apache-2.0
package blocks.bus.descriptors;

import blocks.bus.Axi4;
import blocks.bus.DescriptorWord;
import blocks.bus.MoverError;
import blocks.bus.MoverMap;
import blocks.bus.Request;
import blocks.bus.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.RegisterMap.Register;
import kakure.spec.Word.Field;

/**
 * Reads a chain of descriptors from memory and hands each to who moves its bytes: the registers of {@link MoverMap}, and what is done by them.
 *
 * <p>Who move are numbered as streams are: 0 to 3 from memory to the engine, 4 the answer to memory, 5 descriptors from memory to here. A descriptor waits until the one of its stream is free. The first error stops all of them, until a reset.
 *
 * @param width bits of a bus word, a power of two, 32 to 512
 */
public record Descriptors(int width) implements Block {
  /** Who move. */
  public static final int LANES = 6;

  /** The number of the answer. */
  public static final int ANSWER = 4;

  /** The number of those that read descriptors. */
  public static final int CHAIN = 5;

  /** Checks the range. */
  public Descriptors {
    Axi4.check(width, 2);
  }

  /**
   * Inputs: an access of a register; {@code reset}: forget everything but what a host keeps; of those who move, a bit for each: which is free, which has done its job, and whether that went wrong; {@code full}: the answer's buffer ended too early;
   * words of a descriptor.
   */
  public record In<T>(Request<T> req, T reset, T free, T done, T wrong, T full, Beat<T> word) {}

  /** A word of a descriptor, which is always taken. */
  public record Beat<T>(T valid, T data) {}

  /** Outputs: the register's answer; {@code irq}; {@code stop}: who moves forgets what it does; a job, a bit for each to whom it may go, and whether a packet ends with it. */
  public record Out<T>(Response<T> rsp, T irq, T stop, T job, T addr, T length, T last) {}

  @Override
  public String moduleName() {
    return ModuleName.of("descriptors", width).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var each = Type.bits(LANES).control();
    return new In<>(Request.type(), flag, each, each, each, flag, new Beat<>(flag, Type.bits(width)));
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(Response.type(), flag, flag, Type.bits(LANES).control(), Type.bits(Axi4.ADDRESS_BITS).control(), Type.bits(Axi4.LENGTH_BITS).control(), flag);
  }

  @Override
  public List<Arc> arcs() {
    return Arc.all(Arc.comb(List.of("req_addr_i", "free_i"), "rsp_data_o"), Arc.comb(List.of("req_write_i", "req_addr_i", "req_strb_i", "reset_i", "free_i"), "rsp_error_o"), Arc.comb(List.of("reset_i"), "stop_o"),
        Arc.comb(List.of("reset_i"), "job_o"));
  }

  /** Places the block and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  private RegisterMap map() {
    return MoverMap.map();
  }

  /** Registers that keep what is written. */
  public List<Register> kept() {
    return map().registers().stream().filter(r -> r.access() == Access.READ_WRITE).toList();
  }

  /** Registers by their names. */
  public Map<String, Register> named() {
    var all = new LinkedHashMap<String, Register>();
    for (var r : map().registers()) all.put(r.name(), r);
    return all;
  }

  /** Fields of a descriptor. */
  public Map<String, Field> fields() {
    return DescriptorWord.WORD.byName();
  }

  /** Codes by their names. */
  public Map<String, Integer> codes() {
    var all = new LinkedHashMap<String, Integer>();
    for (var e : MoverError.values()) all.put(e.name().toLowerCase(java.util.Locale.ROOT), e.code);
    return all;
  }

  /** Bits of a descriptor that are kept. */
  public int usedBits() {
    return DescriptorWord.USED;
  }

  /** Bytes of one. */
  public int descriptorBytes() {
    return DescriptorWord.BYTES;
  }

  /** Bytes that are read for one: a bus word at least. */
  public int readBytes() {
    return Math.max(DescriptorWord.BYTES, width / 8);
  }

  /** Bus words of one. */
  public int parts() {
    return Math.max(1, 8 * DescriptorWord.BYTES / width);
  }

  public int lastPart() {
    return parts() - 1;
  }

  /** Bits of a part's number. */
  public int partBits() {
    return Ranges.bits(parts() - 1);
  }

  /** Bits of a byte's number within a bus word. */
  public int byteBits() {
    return Ranges.bits(width / 8 - 1);
  }

  /** Bits of a byte's number within what a descriptor is aligned to. */
  public int alignBits() {
    return Ranges.bits(DescriptorWord.ALIGNMENT - 1);
  }

  /** What a bus word brings: bits of the descriptor, from its own lowest on. */
  public record Piece(int part, int lsb, int msb, int top) {}

  /** The pieces of a descriptor. */
  public List<Piece> pieces() {
    var all = new ArrayList<Piece>();
    for (int lsb = 0; lsb < usedBits(); lsb += width) {
      int msb = Math.min(lsb + width, usedBits()) - 1;
      all.add(new Piece(all.size(), lsb, msb, msb - lsb));
    }
    return all;
  }

  /** Whether a bus word has bits that no descriptor has. */
  public boolean spare() {
    return width > usedBits();
  }
}
