// SPDX-License-Identifier: Apache-2.0
package blocks.mask.masktile;

import blocks.mask.LayerHead;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link MaskTile}: a queue of groups, two at most. A group may be read from its last entry on until it is released; its half takes entries again once
 * the releasing step has gone on by two enabled edges.
 */
final class MaskTileModel implements CycleModel {
  private final MaskTile block;
  private final Deque<Group> complete = new ArrayDeque<>();
  private final boolean[] occupied = new boolean[2];
  private int writeHalf;
  private int written;
  private int readHalf;
  private boolean overflow;
  private Step atB;
  private Step atC;

  private record Group(BigInteger end, LayerHead<BigInteger> head) {}

  /** A step on its way to the memory. */
  private record Step(boolean read, int address, boolean release, int half) {}

  MaskTileModel(MaskTile block) {
    this.block = block;
    reset();
  }

  @Override
  public void reset() {
    complete.clear();
    occupied[0] = occupied[1] = false;
    writeHalf = readHalf = written = 0;
    overflow = false;
    atB = atC = new Step(false, 0, false, 0);
  }

  /** Whether the group to read is complete. */
  boolean full() {
    return !complete.isEmpty();
  }

  /** Whether an entry given now is written. */
  boolean writes(boolean valid, boolean discard) {
    return valid && !discard && !overflow && !occupied[writeHalf];
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    MaskTile.In<BigInteger> in = Values.record(block.in(), values);
    boolean write = writes(Values.on(in.entryValid()), Values.on(in.discard()));
    if (Values.on(in.en())) move(in);
    if (write) write(in);
    boolean discard = Values.on(in.discard());
    boolean writes = writes(Values.on(in.entryValid()), discard);
    boolean reads = Values.on(in.en()) && atC.read;
    var head = complete.isEmpty() ? new Group(null, new LayerHead<>(null, null, null, null)) : complete.element();
    return Values.list(new MaskTile.Out<>(
        Values.of(!occupied[writeHalf] || discard || overflow), Values.of(full()), head.end, head.head, Values.of(overflow),
        Values.of(writes), writes ? Values.of(writeHalf * block.depth() + written) : null, Values.of(reads), reads ? Values.of(atC.address) : null));
  }

  private void move(MaskTile.In<BigInteger> in) {
    if (atC.release) occupied[atC.half] = false;
    atC = atB;
    boolean release = Values.on(in.release());
    atB = new Step(Values.on(in.read()), readHalf * block.depth() + in.entry().intValueExact(), release, readHalf);
    if (release) {
      complete.remove();
      readHalf = 1 - readHalf;
    }
  }

  private void write(MaskTile.In<BigInteger> in) {
    written++;
    if (Values.on(in.entryLast())) {
      complete.add(new Group(in.entryEnd(), in.layer()));
      occupied[writeHalf] = true;
      writeHalf = 1 - writeHalf;
      written = 0;
    } else if (written == block.depth()) {
      overflow = true;
    }
  }
}
