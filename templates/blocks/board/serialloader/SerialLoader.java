// SPDX-License-Identifier: Apache-2.0
package blocks.board.serialloader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * Bytes to words of several streams, and the words of one stream to bytes: what a design with many pins needs in a package with few.
 *
 * <p>A word is a byte that names its stream, then its bytes, the lowest first. A byte that stands where a stream is to be named and is none is skipped. A word that its stream does not take holds up the
 * bytes behind it, so whoever sends must know an order in which every word is taken in the end. The words of the answer leave as their bytes alone, the lowest first.
 *
 * @param words bytes of a word of each stream, 1 to 8 numbers of 1 to 256 joined by x
 * @param answer bytes of a word of the answer, 1 to 256
 */
public record SerialLoader(WordBytes words, int answer) implements Block {
  /** Bits of a byte. */
  private static final int BYTE = 8;

  /** Checks the ranges. */
  public SerialLoader {
    Ranges.check("answer", answer, 1, 256);
  }

  /** {@code wordReady}: of each stream. {@code answerData}: stays while {@code answerValid} waits, as a stream's data do. */
  public record In<T>(T rxValid, T rxData, List<T> wordReady, T answerValid, T answerData, T txReady) {}

  public record Out<T>(T rxReady, List<T> wordValid, List<T> wordData, T answerReady, T txValid, T txData) {}

  @Override
  public String moduleName() {
    return "serial_loader_" + words + "to" + answer;
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(flag, Type.bits(BYTE).control(), Collections.nCopies(streamCount(), flag), flag, Type.bits(BYTE * answer), flag);
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(flag, Collections.nCopies(streamCount(), flag), words.bytes().stream().map(n -> Type.bits(BYTE * n)).toList(), flag, flag, Type.bits(BYTE));
  }

  @Override
  public List<Stream> streams() {
    var streams = new ArrayList<Stream>();
    streams.add(Stream.in("rx", "rx_data_i"));
    for (int i = 0; i < streamCount(); i++) streams.add(new Stream(name(i), Stream.Dir.OUT, "word_valid_" + i + "_o", "word_ready_" + i + "_i", List.of("word_data_" + i + "_o")));
    streams.add(Stream.in("answer", "answer_data_i"));
    streams.add(Stream.out("tx", "tx_data_o"));
    return streams;
  }

  @Override
  public List<Arc> arcs() {
    return List.of(Arc.comb("answer_valid_i", "tx_valid_o"), Arc.comb("answer_data_i", "tx_data_o"), Arc.comb("tx_ready_i", "answer_ready_o"));
  }

  /** Places the loader and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** The stream of that number. */
  public static String name(int stream) {
    return "word_" + stream;
  }

  /** Streams that take words. */
  public int streamCount() {
    return words.bytes().size();
  }

  /** Bits of a stream's number, at least one. */
  public int selBits() {
    return Ranges.bits(streamCount() - 1);
  }

  /** Bits of the byte that names a stream which are 0. */
  public int selRest() {
    return BYTE - selBits();
  }

  /** Bits of the number of bytes that are to come. */
  public int leftBits() {
    return Ranges.bits(words.most());
  }

  /** Bits of the longest word. */
  public int wordBits() {
    return BYTE * words.most();
  }

  /** Bits of a word of the answer. */
  public int answerBits() {
    return BYTE * answer;
  }

  /** Bits of the number of the answer's byte, at least one. */
  public int atBits() {
    return Ranges.bits(answer - 1);
  }

  public int answerLast() {
    return answer - 1;
  }

  /** The streams in order. */
  public List<Word> wordList() {
    return IntStream.range(0, streamCount()).mapToObj(i -> new Word(i, words.bytes().get(i), BYTE * words.bytes().get(i), wordBits() - BYTE * words.bytes().get(i))).toList();
  }

  /** A stream's number, the bytes and bits of its word, and the lowest bit of it in the register of the longest. */
  public record Word(int index, int bytes, int bits, int lsb) {}

  /** Bytes of the answer but the last. */
  public List<Part> parts() {
    return IntStream.range(0, answer - 1).mapToObj(i -> new Part(i, BYTE * i)).toList();
  }

  /** A byte's number and its lowest bit. */
  public record Part(int index, int lsb) {}

  /** Lowest bit of the answer's last byte. */
  public int lastLsb() {
    return BYTE * (answer - 1);
  }
}
