// SPDX-License-Identifier: Apache-2.0
package blocks.bus.axiwriter;

import blocks.bus.Axi4;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link AxiWriter}: a buffer as two addresses, a burst as the words that were gathered for it, each with the bytes of it that lie in the buffer. */
final class AxiWriterModel implements CycleModel {
  private enum Phase { ADDRESS, WORDS, ANSWER }

  private final AxiWriter block;
  private boolean open;
  private boolean whole;
  private BigInteger at;
  private BigInteger end;
  private Burst gathered;
  private Burst written;
  private Phase phase;
  private int sent;
  private boolean lost;
  private boolean failed;
  private AxiWriter.Outcome<BigInteger> told;

  private record Word(BigInteger data, int bytes) {}

  /** Words from an address on; whether they are the job's last ones, and whether that is for want of a buffer. */
  private static final class Burst {
    final BigInteger addr;
    final List<Word> words = new ArrayList<>();
    boolean closes;
    boolean full;

    Burst(BigInteger addr) {
      this.addr = addr;
    }
  }

  AxiWriterModel(AxiWriter block) {
    this.block = block;
  }

  @Override
  public void reset() {
    written = null;
    forget();
  }

  private void forget() {
    open = whole = failed = false;
    gathered = null;
    told = null;
    lost = written != null;
  }

  private boolean rests() {
    return !open && !whole && written == null && told == null && !failed;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    AxiWriter.In<BigInteger> in = Values.record(block.in(), values);
    boolean stop = Values.on(in.stop());
    boolean takes = rests() && Values.on(in.job().valid()), hands = whole && written == null && !stop, pushes = open && !whole && Values.on(in.valid());
    if (told != null && Values.on(in.doneReady())) told = null;
    if (pushes) push(in.data(), Values.on(in.last()));
    if (written != null) write(in, stop);
    if (hands) hand();
    if (takes) begin(in.job());
    if (stop) forget();
    return Values.list(answer());
  }

  private void begin(Axi4.Job<BigInteger> job) {
    at = job.addr().subtract(job.addr().mod(BigInteger.valueOf(block.bytes())));
    end = at.add(job.length());
    open = true;
  }

  private void push(BigInteger data, boolean last) {
    if (gathered == null) gathered = new Burst(at);
    var bytes = BigInteger.valueOf(block.bytes());
    gathered.words.add(new Word(data, end.subtract(at).min(bytes).intValueExact()));
    at = at.add(bytes);
    boolean ends = at.compareTo(end) >= 0;
    whole = last || ends || at.mod(BigInteger.valueOf((long) block.burst() * block.bytes())).signum() == 0;
    open = !last && !ends;
    gathered.closes = !open;
    gathered.full = ends && !last;
  }

  private void hand() {
    written = gathered;
    gathered = null;
    whole = false;
    phase = Phase.ADDRESS;
    sent = 0;
    lost = false;
  }

  private void write(AxiWriter.In<BigInteger> in, boolean stop) {
    if (phase == Phase.ADDRESS && Values.on(in.awReady())) phase = Phase.WORDS;
    else if (phase == Phase.WORDS && Values.on(in.wReady())) {
      if (++sent == written.words.size()) phase = Phase.ANSWER;
    } else if (phase == Phase.ANSWER && Values.on(in.b().valid())) hear(in.b().resp().testBit(1), stop);
  }

  private void hear(boolean wrong, boolean stop) {
    boolean closes = written.closes, full = written.full;
    written = null;
    if (lost || stop) return;
    if (wrong) {
      open = whole = false;
      gathered = null;
      failed = true;
      told = new AxiWriter.Outcome<>(BigInteger.ONE, BigInteger.ONE, null);
    } else if (closes) told = new AxiWriter.Outcome<>(BigInteger.ONE, BigInteger.ZERO, Values.of(full));
  }

  private AxiWriter.Out<BigInteger> answer() {
    boolean asks = written != null && phase == Phase.ADDRESS, writes = written != null && phase == Phase.WORDS;
    var aw = new Axi4.Address<>(Values.of(asks), asks ? Values.wrap(written.addr, Axi4.ADDRESS_BITS) : null, asks ? Values.of(written.words.size() - 1) : null);
    var word = writes ? written.words.get(sent) : null;
    var w = new Axi4.Write<>(Values.of(writes), writes ? word.data : null, writes ? Values.ones(word.bytes) : null, writes ? Values.of(sent + 1 == written.words.size()) : null);
    var none = new AxiWriter.Outcome<BigInteger>(BigInteger.ZERO, null, null);
    return new AxiWriter.Out<>(Values.of(rests()), Values.of(open && !whole), aw, w, Values.of(written != null && phase == Phase.ANSWER), told == null ? none : told);
  }
}
