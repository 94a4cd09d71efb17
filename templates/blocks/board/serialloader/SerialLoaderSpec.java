// SPDX-License-Identifier: Apache-2.0
package blocks.board.serialloader;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kakure.spec.BlockSpec;
import kakure.spec.Law;
import kakure.spec.Model;
import kakure.spec.Stimulus;
import kakure.spec.StreamModel;

/** Checks of {@link SerialLoader}: one stream of single bytes, as many streams as there may be, numbers beside powers of two, bytes that name no stream. */
public final class SerialLoaderSpec implements BlockSpec<SerialLoader> {
  private static final int BYTE = 8;

  @Override
  public String name() {
    return "serialloader";
  }

  @Override
  public String summary() {
    return "bytes to the words of several streams, and an answer's words to bytes: a design with many pins in a package with few";
  }

  @Override
  public SerialLoader usual() {
    return new SerialLoader(WordBytes.of(10, 16, 9, 8), 22);
  }

  @Override
  public List<SerialLoader> corners() {
    return List.of(
        new SerialLoader(WordBytes.of(1), 1), new SerialLoader(WordBytes.of(2, 1, 3), 3), new SerialLoader(WordBytes.of(1, 2, 3, 4, 5, 6, 7, 8), 2), new SerialLoader(WordBytes.of(5, 5), 4), usual());
  }

  @Override
  public SerialLoader random(SplittableRandom rng) {
    return new SerialLoader(new WordBytes(Stream.generate(() -> rng.nextInt(1, 13)).limit(rng.nextInt(1, 9)).toList()), rng.nextInt(1, 24));
  }

  @Override
  public Model golden(SerialLoader b) {
    return (StreamModel) inputs -> run(b, inputs);
  }

  /** From the page: a number, then as many bytes as that stream's words have. */
  private static Map<String, List<List<BigInteger>>> run(SerialLoader b, Map<String, List<List<BigInteger>>> inputs) {
    var out = new LinkedHashMap<String, List<List<BigInteger>>>();
    for (int i = 0; i < b.streamCount(); i++) out.put(SerialLoader.name(i), new ArrayList<>());
    var sent = inputs.get("rx").stream().map(t -> t.get(0).intValueExact()).toList();
    for (int at = 0; at < sent.size();) {
      int stream = sent.get(at++);
      if (stream >= b.streamCount()) continue;
      int bytes = b.words().bytes().get(stream);
      if (at + bytes > sent.size()) break;
      var word = BigInteger.ZERO;
      for (int i = 0; i < bytes; i++) word = word.or(BigInteger.valueOf(sent.get(at++)).shiftLeft(BYTE * i));
      out.get(SerialLoader.name(stream)).add(List.of(word));
    }
    var parts = new ArrayList<List<BigInteger>>();
    for (var word : inputs.get("answer")) for (int i = 0; i < b.answer(); i++) parts.add(List.of(word.get(0).shiftRight(BYTE * i).and(BigInteger.valueOf(255))));
    out.put("tx", parts);
    return out;
  }

  /** Words of any streams, bytes between them that name none, and answers. */
  @Override
  public Stimulus stimulus(SerialLoader b, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var rx = new ArrayList<List<BigInteger>>();
    while (rx.size() < n) {
      if (rng.nextInt(8) == 0) rx.add(List.of(BigInteger.valueOf(rng.nextInt(b.streamCount(), 256))));
      int stream = rng.nextInt(b.streamCount());
      rx.add(List.of(BigInteger.valueOf(stream)));
      for (int i = 0; i < b.words().bytes().get(stream); i++) rx.add(List.of(Stimulus.bits(rng, BYTE)));
    }
    var answers = new ArrayList<List<BigInteger>>();
    for (int i = 0; i < Math.max(1, n / b.answer()); i++) answers.add(List.of(Stimulus.bits(rng, BYTE * b.answer())));
    return new Stimulus.Transactions(inputs(rx, answers));
  }

  private static Map<String, List<List<BigInteger>>> inputs(List<List<BigInteger>> rx, List<List<BigInteger>> answers) {
    var inputs = new LinkedHashMap<String, List<List<BigInteger>>>();
    inputs.put("rx", rx);
    inputs.put("answer", answers);
    return inputs;
  }

  @Override
  public List<Law> laws() {
    return List.of(Law.equal("255, then 1 and two bytes 34 12 for words of 1 and 2 bytes: the second stream gets 1234", () -> BigInteger.valueOf(0x1234), SerialLoaderSpec::second));
  }

  private static BigInteger second() {
    var rx = Stream.of(255, 1, 0x34, 0x12).map(v -> List.of(BigInteger.valueOf(v))).toList();
    return run(new SerialLoader(WordBytes.of(1, 2), 1), inputs(rx, List.of())).get(SerialLoader.name(1)).get(0).get(0);
  }
}
