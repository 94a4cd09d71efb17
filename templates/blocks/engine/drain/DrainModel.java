// SPDX-License-Identifier: Apache-2.0
package blocks.engine.drain;

import blocks.engine.WbBeat;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link DrainController}: the segments of {@link DrainPlan} one after the other. Whole tiles leave a beat per cycle while the tile is there and the
 * pipeline moves. A segment costs a cycle to be cut, more until no beat stands at X1 any more, then a beat per cycle; one with nothing to write is passed over in its cycle.
 */
final class DrainModel implements CycleModel {
  private final DrainController block;
  private DrainLayer layer;
  private DrainPlan plan;
  private boolean active;
  private boolean cut;
  private int half;
  private int group;
  private int tile;
  private int segment;
  private int beat;
  private DrainPlan.Beat atX1;
  private DrainPlan.Beat atX2;
  private DrainPlan.Beat atX3;

  DrainModel(DrainController block) {
    this.block = block;
  }

  @Override
  public void reset() {
    active = cut = false;
    half = 0;
    atX1 = atX2 = atX3 = null;
  }

  /** Whether beats are under way. */
  private boolean piped() {
    return atX1 != null || atX2 != null || atX3 != null;
  }

  /** Whether these inputs end the tile at the next edge. */
  private boolean frees(DrainController.In<BigInteger> in) {
    return (fires(in) && beat == current().beats().size() - 1 || passes(in)) && segment == plan.segments(group, tile).size() - 1;
  }

  private DrainPlan.Segment current() {
    return plan.segments(group, tile).get(segment);
  }

  /** Whether a beat by pairs, for which a row is read back, waits for the port that the write stage reads by. */
  private boolean holds(DrainController.In<BigInteger> in) {
    return layer.scatters() && reads(in) && (stays(atX1) || stays(atX3));
  }

  /** Whether something of the row that a beat is merged into stays, so that it is read. */
  private boolean stays(DrainPlan.Beat b) {
    return b != null && layer.stays(b.rem(), b.phase(), b.odd());
  }

  private boolean reads(DrainController.In<BigInteger> in) {
    return block.residual() && Values.on(in.back().get(0));
  }

  private boolean fires(DrainController.In<BigInteger> in) {
    return active && !holds(in) && Values.on(in.advance()) && (layer.scatters() ? cut : Values.on(in.tile()));
  }

  private boolean passes(DrainController.In<BigInteger> in) {
    return active && layer.scatters() && !cut && Values.on(in.tile()) && current().beats().isEmpty();
  }

  private boolean lastTile() {
    return tile == layer.tiles() - 1;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    DrainController.In<BigInteger> in = Values.record(block.in(), values);
    boolean fires = fires(in), passes = passes(in), frees = frees(in);
    boolean cuts = active && layer.scatters() && !cut && Values.on(in.tile()) && !passes && (Values.on(in.advance()) || atX1 == null);
    if (Values.on(in.advance())) {
      atX3 = atX2 != null && atX2.last() ? atX2 : null;
      atX2 = atX1;
      atX1 = fires ? current().beats().get(beat) : null;
    }
    if (cuts) cut = true;
    if (fires) beat++;
    if (passes || fires && beat == current().beats().size()) {
      segment++;
      beat = 0;
      cut = false;
    }
    if (frees) nextTile();
    if (Values.on(in.abort())) {
      active = false;
    } else if (Values.on(in.start())) {
      layer = DrainLayer.of(in, block.pixels());
      plan = new DrainPlan(block, layer);
      active = true;
      cut = false;
      group = tile = segment = beat = 0;
    }
    return outputs(in);
  }

  private void nextTile() {
    boolean last = lastTile();
    segment = 0;
    tile = last ? 0 : tile + 1;
    if (!last) return;
    half = 1 - half;
    if (++group == plan.groups()) active = false;
  }

  private List<BigInteger> back(BigInteger value) {
    return block.residual() ? java.util.Collections.singletonList(value) : List.of();
  }

  private List<BigInteger> terms(BigInteger value) {
    return block.terms() ? java.util.Collections.singletonList(value) : List.of();
  }

  private List<BigInteger> overlap(BigInteger value) {
    return block.overlaps() ? java.util.Collections.singletonList(value) : List.of();
  }

  private List<BigInteger> outputs(DrainController.In<BigInteger> in) {
    int mode = in.shape().mode().intValueExact();
    boolean raw = mode == DrainController.RAW, pool = mode == DrainController.POOL, scatter = pool || mode == DrainController.PLANES;
    boolean advance = Values.on(in.advance()), fires = fires(in), frees = frees(in), overlaps = pool && in.shape().overlap().stream().anyMatch(Values::on);
    boolean result = advance && atX2 != null && atX2.last(), partial = advance && atX2 != null && !atX2.last();
    List<BigInteger> rawSel = block.drain() == 1 ? List.of() : java.util.Collections.singletonList(result && raw ? Values.of(atX2.channel() % block.drain()) : null);
    var b = atX3;
    boolean pairs = b != null && scatter, reads = fires && reads(in) && current().beats().get(beat).last();
    var next = fires ? current().beats().get(beat) : null;
    return Values.list(new DrainController.Out<>(
        Values.of(fires), fires ? Values.of(current().beats().get(beat).sel()) : null, Values.of(half), Values.of(frees), Values.of(frees && lastTile()),
        Values.of(!active && !piped() && !Values.on(in.writing())), Values.of(advance && atX1 != null), Values.of(result && !raw), Values.of(result && raw), rawSel,
        new WbBeat<>(Values.of(b != null), Values.of(raw), Values.of(scatter), Values.of(pool), pairs ? Values.of(b.odd()) : null, pairs && !pool ? Values.of(b.plane()) : null,
        b == null ? null : Values.of(b.row()), b == null ? null : Values.of(b.chunk()), pairs ? Values.of(b.rem()) : null, pairs ? Values.of(b.lane()) : null,
        pairs ? Values.of(b.count()) : null, pairs ? Values.of(b.phase()) : null, b == null ? null : Values.of(b.channel()),
        b == null ? null : Values.of(b.tile()), overlap(Values.of(overlaps)), overlap(pairs && overlaps ? Values.of(b.begun()) : null), overlap(pairs && overlaps ? Values.of(b.ends()) : null)),
        back(Values.of(reads)), back(reads ? Values.of(plan.backRow(next, in.backBase().get(0).intValueExact(), in.backRows().get(0).intValueExact())) : null), back(reads ? Values.of(next.chunk()) : null),
        terms(Values.of(partial)), terms(atX2 == null ? null : Values.of(atX2.term() > 0))));
  }
}
