// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.LongFunction;

/** Compares every output of every cycle, as whole buffers; only when these differ it looks for the port. */
final class Scoreboard {
  private final Design design;
  private final RecordLayout inputs;
  private final RecordLayout outputs;
  private final long seed;
  private final long ignored;
  private long compared;

  Scoreboard(Design design, long seed, long ignored) {
    this.design = design;
    this.inputs = design.inputs();
    this.outputs = design.outputs();
    this.seed = seed;
    this.ignored = ignored;
  }

  /** Output values compared so far. */
  long compared() {
    return compared;
  }

  /**
   * The first difference in the frame that begins with cycle {@code first}.
   *
   * @param input the input record of a cycle of this frame, or of the one before it
   * @param want expected output records, position to limit
   * @param got output records, position to limit
   */
  Optional<Mismatch> compare(long first, int cycles, LongFunction<ByteBuffer> input, ByteBuffer want, ByteBuffer got) {
    int skip = (int) Math.max(0, Math.min(cycles, ignored - first)) * outputs.bytes();
    ByteBuffer w = want.slice(want.position() + skip, want.remaining() - skip);
    ByteBuffer g = got.slice(got.position() + skip, got.remaining() - skip);
    int at = w.mismatch(g);
    if (at >= 0) return Optional.of(explain(first, input, w, g, at, skip));
    compared += (long) w.remaining() / Math.max(1, outputs.bytes()) * outputs.ports().size();
    return Optional.empty();
  }

  private Mismatch explain(long first, LongFunction<ByteBuffer> input, ByteBuffer w, ByteBuffer g, int at, int skip) {
    int record = at / outputs.bytes();
    int port = outputs.portAt(at % outputs.bytes());
    BigInteger expected = outputs.get(w, record, port);
    BigInteger got = outputs.get(g, record, port);
    long cycle = first + record + skip / Math.max(1, outputs.bytes());
    String text = "now " + text(input.apply(cycle)) + (cycle > 0 ? "; before " + text(input.apply(cycle - 1)) : "");
    return new Mismatch(design.top(), cycle, outputs.ports().get(port), expected, got, text, seed);
  }

  private String text(ByteBuffer record) {
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < inputs.ports().size(); i++) {
      if (s.length() > 400) return s.append(" ...").toString();
      String hex = inputs.get(record, 0, i).toString(16);
      s.append(i == 0 ? "" : " ").append(inputs.ports().get(i).name()).append("=0x").append(hex.length() > 40 ? hex.substring(0, 40) + "..." : hex);
    }
    return s.toString();
  }
}
