// SPDX-License-Identifier: Apache-2.0
package blocks.bus.spi;

import blocks.bus.Request;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link SpiPort}: pins as they were two cycles ago, a text of the bits of the frame so far, and a queue of the bits that are to leave. */
final class SpiPortModel implements CycleModel {
  private final SpiPort block;
  private final Deque<boolean[]> pins = new ArrayDeque<>();
  private final StringBuilder frame = new StringBuilder();
  private final StringBuilder leaving = new StringBuilder();

  SpiPortModel(SpiPort block) {
    this.block = block;
  }

  @Override
  public void reset() {
    pins.clear();
    for (int i = 0; i < 3; i++) pins.add(new boolean[] {false, true, false});
    frame.setLength(0);
    leaving.setLength(0);
  }

  /** What the registers are asked in this cycle, null nothing. */
  private Request<BigInteger> asked() {
    if (!rises()) return null;
    String bits = frame + (seen()[2] ? "1" : "0");
    int byteNumber = bits.length() / 8 - 1;
    if (bits.length() % 8 != 0) return null;
    boolean write = bits.charAt(0) == '1';
    int place = byteNumber == 0 ? 0 : (byteNumber - 1) % 5 + 1;
    boolean asks = write ? place == 4 : place == 0 || place == 5 && bits.endsWith("1");
    if (!asks) return null;
    var data = write ? new BigInteger(bits.substring(bits.length() - 32), 2) : null;
    return new Request<>(Values.of(true), Values.of(write), Values.of(4L * Integer.parseInt(bits.substring(1, 8), 2)), data, Values.of(15));
  }

  /** The pins as they are looked at. */
  private boolean[] seen() {
    return List.copyOf(pins).get(1);
  }

  private boolean rises() {
    return !seen()[1] && seen()[0] && !List.copyOf(pins).get(0)[0];
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    SpiPort.In<BigInteger> in = Values.record(block.in(), values);
    var asked = asked();
    if (seen()[1]) {
      frame.setLength(0);
      leaving.setLength(0);
    } else if (rises()) {
      frame.append(seen()[2] ? '1' : '0');
      if (leaving.length() > 0) leaving.deleteCharAt(0);
    }
    if (asked != null) {
      leaving.setLength(0);
      if (!Values.on(asked.write())) leaving.append(binary(in.rsp().data()));
      leaving.append("0000000").append(in.rsp().error());
    }
    pins.remove();
    pins.add(new boolean[] {Values.on(in.spi().sck()), Values.on(in.spi().csn()), Values.on(in.spi().mosi())});
    var next = asked();
    if (next == null) next = new Request<>(Values.of(false), Values.of(false), null, null, Values.of(15));
    return Values.list(new SpiPort.Out<>(new SpiPort.Miso<>(Values.of(leaving.length() > 0 && leaving.charAt(0) == '1')), next));
  }

  private static String binary(BigInteger word) {
    var digits = word.toString(2);
    return "0".repeat(32 - digits.length()) + digits;
  }
}
