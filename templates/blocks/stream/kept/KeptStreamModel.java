// SPDX-License-Identifier: Apache-2.0
package blocks.stream.kept;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/** Golden function of {@link KeptStream}: beats are numbered as they are taken and as they are read, without end; a beat's place is its number modulo the ring. */
final class KeptStreamModel implements CycleModel {
  private final int depth;
  private boolean known;
  private boolean bad;
  private int kept;        // beats that are, 0 none
  private long taken;
  private long read;
  private boolean leaves;

  KeptStreamModel(KeptStream block) {
    this.depth = block.depth();
  }

  @Override
  public void reset() {
    forget();
    leaves = false;
  }

  private void forget() {
    known = bad = false;
    kept = 0;
    taken = read = 0;
  }

  private boolean complete() {
    return kept > 0 && taken == kept;
  }

  private boolean room() {
    return known && (kept > 0 ? taken < kept : taken - read < depth);
  }

  private int ring() {
    return kept > 0 ? kept : depth;
  }

  private boolean writes(KeptStream.In<BigInteger> in) {
    return Values.on(in.inValid()) && room() && !Values.on(in.discard());
  }

  private boolean reads(KeptStream.In<BigInteger> in) {
    return (complete() || read < taken) && (!leaves || Values.on(in.outReady())) && !Values.on(in.discard());
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    KeptStream.In<BigInteger> in = Values.record(new KeptStream(depth).in(), values);
    move(in);
    boolean writes = writes(in), reads = reads(in);
    return Values.list(new KeptStream.Out<>(
        Values.of(room() || complete() || Values.on(in.discard())), Values.of(leaves), Values.of(bad),
        Values.of(writes), writes ? Values.of(taken % ring()) : null, Values.of(reads), reads ? Values.of(read % ring()) : null));
  }

  /** The edge. */
  private void move(KeptStream.In<BigInteger> in) {
    boolean writes = writes(in), reads = reads(in);
    leaves = reads || leaves && !Values.on(in.outReady());
    if (writes) taken++;
    if (reads) read++;
    if (Values.on(in.discard())) forget();
    else if (Values.on(in.set()) && !known) {
      long words = in.words().longValueExact();
      known = true;
      bad = words > depth;
      kept = bad ? 0 : (int) words;
    }
  }
}
