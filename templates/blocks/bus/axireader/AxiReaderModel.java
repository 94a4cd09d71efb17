// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axireader;

import blocks.bus.Axi4;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link AxiReader}: a job as address and bytes that are left, cut into bursts by divisions; a burst as beats that are to come; a queue. */
final class AxiReaderModel implements CycleModel {
  private final AxiReader block;
  private final ArrayDeque<Queued> queue = new ArrayDeque<>();
  private BigInteger at;
  private long left;
  private BigInteger marked;
  private long owed;
  private boolean dropped;
  private boolean failed;
  private BigInteger told;

  private record Queued(BigInteger data, BigInteger last) {}

  AxiReaderModel(AxiReader block) {
    this.block = block;
  }

  @Override
  public void reset() {
    owed = 0;
    forget();
  }

  private void forget() {
    queue.clear();
    left = 0;
    told = null;
    failed = false;
    dropped = owed > 0;
  }

  private int bytes() {
    return block.width() / 8;
  }

  /** Beats of the next burst: up to a multiple of the longest one's bytes, or to the end of the job. */
  private long beats() {
    long longest = (long) block.burst() * bytes();
    long border = longest - at.mod(BigInteger.valueOf(longest)).longValueExact();
    return Math.min(border, left) / bytes();
  }

  private boolean rests() {
    return left == 0 && owed == 0 && told == null && !failed;
  }

  private boolean asks(boolean stop) {
    return left > 0 && owed == 0 && queue.size() + beats() <= block.depth() && !stop;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    AxiReader.In<BigInteger> in = Values.record(block.in(), values);
    boolean stop = Values.on(in.stop());
    boolean takes = rests() && Values.on(in.job().valid()), asked = asks(stop) && Values.on(in.arReady());
    if (told != null && Values.on(in.doneReady())) told = null;
    if (!queue.isEmpty() && Values.on(in.outReady())) queue.remove();
    if (owed > 0 && Values.on(in.r().valid())) hear(in.r(), stop);
    if (asked) ask();
    if (takes) begin(in);
    if (stop) forget();
    return Values.list(answer(stop));
  }

  private void begin(AxiReader.In<BigInteger> in) {
    at = in.job().addr().subtract(in.job().addr().mod(BigInteger.valueOf(bytes())));
    left = in.job().length().longValueExact() / bytes() * bytes();
    marked = in.marked();
  }

  private void ask() {
    owed = beats();
    at = Values.wrap(at.add(BigInteger.valueOf(owed * bytes())), Axi4.ADDRESS_BITS);
    left -= owed * bytes();
    dropped = false;
  }

  private void hear(Axi4.Read<BigInteger> r, boolean stop) {
    owed--;
    if (dropped || stop) return;
    boolean end = owed == 0 && left == 0;
    if (r.resp().testBit(1)) {
      left = 0;
      failed = dropped = true;
      told = BigInteger.ONE;
    } else {
      queue.add(new Queued(r.data(), end ? marked : BigInteger.ZERO));
      if (end) told = BigInteger.ZERO;
    }
  }

  private AxiReader.Out<BigInteger> answer(boolean stop) {
    boolean asks = asks(stop);
    var ar = new Axi4.Address<>(Values.of(asks), asks ? at : null, asks ? Values.of(beats() - 1) : null);
    var head = queue.peek();
    return new AxiReader.Out<>(Values.of(rests()), ar, Values.of(owed > 0), new AxiReader.Word<>(Values.of(head != null), head == null ? null : head.data, head == null ? null : head.last),
        new AxiReader.Outcome<>(Values.of(told != null), told));
  }
}
