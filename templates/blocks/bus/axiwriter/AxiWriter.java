// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axiwriter;

import blocks.bus.Axi4;
import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * A packet to memory: gathers its words, and writes them in bursts that are there whole before memory is asked, while those of the next are gathered. One burst at a time.
 *
 * <p>A burst ends with the packet, with the buffer that the job names, or at a multiple of {@code burst} words, so that it crosses no border of 4 KiB. No byte behind the buffer is written: of its last word the strobes say which.
 *
 * @param width bits of a bus word, a power of two, 32 to 512
 * @param burst beats of the longest burst, a power of two, 2 to 256, and at most 4,096 bytes
 */
public record AxiWriter(int width, int burst) implements Block {
  /** Checks the ranges. */
  public AxiWriter {
    Axi4.check(width, burst);
  }

  /** Inputs: the job; {@code stop}: forget it, and ask no more; words of the packet; whether address and word are taken; memory's answer; whether the outcome is taken. */
  public record In<T>(Axi4.Job<T> job, T stop, T valid, T data, T last, T awReady, T wReady, Axi4.Done<T> b, T doneReady) {}

  /** Outputs: the job is taken; a word is taken; address and data channels; memory's answer is taken; the job's outcome. */
  public record Out<T>(T jobReady, T ready, Axi4.Address<T> aw, Axi4.Write<T> w, T bReady, Outcome<T> done) {}

  /** The end of a job: {@code wrong}, memory answered with an error; {@code full}, the buffer ended before the packet. */
  public record Outcome<T>(T valid, T wrong, T full) {}

  @Override
  public String moduleName() {
    return ModuleName.of("axi_writer", width, burst).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(Axi4.Job.type(), flag, flag, Type.bits(width), flag, flag, flag, Axi4.Done.type(), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, flag, Axi4.Address.type(), Axi4.Write.of(width), flag, new Outcome<>(flag, flag, flag));
  }

  @Override
  public List<Arc> arcs() {
    return List.of();
  }

  /** Places the writer and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bytes of a word. */
  public int bytes() {
    return width / 8;
  }

  /** Bits of a byte's number within a word. */
  public int byteBits() {
    return Ranges.bits(bytes() - 1);
  }

  /** Bits of a word's number within the longest burst. */
  public int lowBits() {
    return Ranges.bits(burst - 1);
  }

  /** Zeros above them in a burst's length. */
  public int lengthPad() {
    return 8 - lowBits();
  }

  /** Bits of the address of the longest burst. */
  public int highBits() {
    return Axi4.ADDRESS_BITS - highLsb();
  }

  /** The lowest of them within an address. */
  public int highLsb() {
    return lowBits() + byteBits();
  }

  /** Bits of a buffer's words, of which the last may be a part. */
  public int leftBits() {
    return Axi4.LENGTH_BITS - byteBits() + 1;
  }

  /** The last place of the store of two bursts. */
  public int lastPlace() {
    return 2 * burst - 1;
  }

  public int lastLow() {
    return burst - 1;
  }

  /** Words between two borders that no burst crosses. */
  public int pageWords() {
    return Axi4.PAGE / bytes();
  }
}
