// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Compares every output of every cycle, as whole buffers; only when these differ it looks for the port. */
final class Scoreboard {
  private final Design design;
  private final RecordLayout inputs;
  private final RecordLayout outputs;
  private final long seed;
  private final long ignored;
  private final byte[] before;
  private long compared;

  Scoreboard(Design design, long seed, long ignored) {
    this.design = design;
    this.inputs = design.inputs();
    this.outputs = design.outputs();
    this.seed = seed;
    this.ignored = ignored;
    this.before = new byte[inputs.bytes()];
  }

  /** Output values compared so far. */
  long compared() {
    return compared;
  }

  /**
   * The first difference in the frame that begins with cycle {@code first}.
   *
   * @param in input records from index 0 on
   * @param want expected output records, position to limit
   * @param got output records, position to limit
   */
  Optional<Mismatch> compare(long first, int cycles, ByteBuffer in, ByteBuffer want, ByteBuffer got) {
    int skip = (int) Math.max(0, Math.min(cycles, ignored - first)) * outputs.bytes();
    ByteBuffer w = want.slice(want.position() + skip, want.remaining() - skip);
    ByteBuffer g = got.slice(got.position() + skip, got.remaining() - skip);
    int at = w.mismatch(g);
    if (at >= 0) return Optional.of(explain(first, in, w, g, at, skip));
    compared += (long) w.remaining() / Math.max(1, outputs.bytes()) * outputs.ports().size();
    if (cycles > 0) in.get((cycles - 1) * inputs.bytes(), before);
    return Optional.empty();
  }

  private Mismatch explain(long first, ByteBuffer in, ByteBuffer w, ByteBuffer g, int at, int skip) {
    int record = at / outputs.bytes();
    int port = outputs.portAt(at % outputs.bytes());
    BigInteger expected = outputs.get(w, record, port);
    BigInteger got = outputs.get(g, record, port);
    int cycle = record + skip / Math.max(1, outputs.bytes());
    ByteBuffer previous = ByteBuffer.wrap(before);
    String text = "now " + text(in, cycle);
    if (first + cycle > 0) text += "; before " + (cycle > 0 ? text(in, cycle - 1) : text(previous, 0));
    return new Mismatch(design.top(), first + cycle, outputs.ports().get(port), expected, got, text, seed);
  }

  private String text(ByteBuffer records, int record) {
    ByteBuffer b = records.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < inputs.ports().size(); i++) {
      if (s.length() > 400) return s.append(" ...").toString();
      String hex = inputs.get(b, record, i).toString(16);
      s.append(i == 0 ? "" : " ").append(inputs.ports().get(i).name()).append("=0x").append(hex.length() > 40 ? hex.substring(0, 40) + "..." : hex);
    }
    return s.toString();
  }
}
