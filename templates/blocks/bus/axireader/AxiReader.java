// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axireader;

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
 * Memory to a stream: reads the words that a job names, in bursts that its own queue has room for, so that no word on the bus ever waits for who takes it. One burst at a time.
 *
 * <p>A burst ends with the job, or at a multiple of {@code burst} words, so that it crosses no border of 4 KiB. A word that is answered with an error ends the job, and neither it nor what follows goes on.
 *
 * @param width bits of a bus word, a power of two, 32 to 512
 * @param burst beats of the longest burst, a power of two, 2 to 256, and at most 4,096 bytes
 * @param depth words of the queue, a power of two, from burst to 4,096
 */
public record AxiReader(int width, int burst, int depth) implements Block {
  private static final int MOST = 4096;

  /** Checks the ranges. */
  public AxiReader {
    Axi4.check(width, burst);
    Ranges.check("depth", depth, burst, MOST);
    if (Integer.bitCount(depth) != 1) throw new IllegalArgumentException("depth = " + depth + " is no power of two");
  }

  /** Inputs: the job, and whether its last word is {@code marked}; {@code stop}: forget it, and ask no more; whether an address is taken; what memory answers; whether the word and the outcome are taken. */
  public record In<T>(Axi4.Job<T> job, T marked, T stop, T arReady, Axi4.Read<T> r, T outReady, T doneReady) {}

  /** Outputs: the job is taken; the address channel; a beat is taken; the word that leaves; the job's outcome: {@code wrong}, memory answered with an error. */
  public record Out<T>(T jobReady, Axi4.Address<T> ar, T rReady, Word<T> out, Outcome<T> done) {}

  /** A word, and whether it is the last of its packet. */
  public record Word<T>(T valid, T data, T last) {}

  /** The end of a job. */
  public record Outcome<T>(T valid, T wrong) {}

  @Override
  public String moduleName() {
    return ModuleName.of("axi_reader", width, burst, depth).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(Axi4.Job.type(), flag, flag, flag, Axi4.Read.of(width), flag, flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, Axi4.Address.type(), flag, new Word<>(flag, Type.bits(width), flag), new Outcome<>(flag, flag));
  }

  @Override
  public List<Arc> arcs() {
    return List.of(Arc.comb("stop_i", "ar_valid_o"));
  }

  /** Places the reader and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of a byte's number within a word. */
  public int byteBits() {
    return Ranges.bits(width / 8 - 1);
  }

  /** Bits of a word's number within the longest burst. */
  public int lowBits() {
    return Ranges.bits(burst - 1);
  }

  /** Bits of a number of beats. */
  public int countBits() {
    return lowBits() + 1;
  }

  /** Zeros above them in a burst's length. */
  public int lengthPad() {
    return 8 - lowBits();
  }

  /** Bits of the address of the longest burst. */
  public int highBits() {
    return Axi4.ADDRESS_BITS - lowBits() - byteBits();
  }

  /** The lowest of them within an address. */
  public int highLsb() {
    return lowBits() + byteBits();
  }

  /** Bits of a job's words. */
  public int leftBits() {
    return Axi4.LENGTH_BITS - byteBits();
  }

  /** Bits of a number of words of the queue. */
  public int spaceBits() {
    return Ranges.bits(depth);
  }

  /** Bits of a place of the queue. */
  public int placeBits() {
    return Ranges.bits(depth - 1);
  }

  /** Bits of a queue's word, with its mark. */
  public int queuedBits() {
    return width + 1;
  }

  /** Words between two borders that no burst crosses. */
  public int pageWords() {
    return Axi4.PAGE / (width / 8);
  }

  public int lastPlace() {
    return depth - 1;
  }
}
