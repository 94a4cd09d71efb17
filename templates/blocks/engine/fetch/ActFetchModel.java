// SPDX-License-Identifier: Apache-2.0
package blocks.engine.fetch;

import blocks.memory.actmem.BankReads;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.CycleModel;
import kakure.spec.Values;

/**
 * Golden function of {@link ActFetch}: lane j of tile n is pixel p = n pixels + j of the sweep, x = p mod pitch, y = p div pitch. Its byte is position rem + j, counted from
 * row {@code row + tapRow} on, if (x + dx, y + dy) lies in the map that the tap names, else 0.
 *
 * <p>A step goes on at enabled edges only: A to B; B, with its tap, to C; C, with the rows read, to {@code act}.
 */
final class ActFetchModel implements CycleModel {
  private final ActFetch block;
  private int walk;
  private int tile;
  private Step atB;
  private Run atC;
  private BigInteger act;

  /** A step whose tap is awaited. */
  private record Step(int row, int tile) {}

  /** A step whose rows are awaited: its first row, the position in it, which lanes see the map. */
  private record Run(int row, int rem, boolean[] inMap) {}

  ActFetchModel(ActFetch block) {
    this.block = block;
  }

  @Override
  public void reset() {
    walk = 0;
    tile = 0;
    atB = null;
    atC = null;
    act = null;
  }

  @Override
  public List<BigInteger> step(List<BigInteger> values) {
    ActFetch.In<BigInteger> in = Values.record(block.in(), values);
    if (Values.on(in.en())) {
      if (atC != null) act = fetch(atC, in.rows().even(), in.rows().odd());
      atC = atB == null ? null : address(atB, in);
      atB = Values.on(in.valid()) ? new Step(in.row().intValueExact(), tile) : null;
      if (Values.on(in.valid()) && Values.on(in.lastStep())) tile = Values.on(in.lastTile()) ? 0 : tile + 1;
    }
    if (walk > 0) walk--;
    if (Values.on(in.setup())) {
      walk = block.pixels() + 1;
      tile = 0;
    }
    return outputs(in);
  }

  private Run address(Step step, ActFetch.In<BigInteger> in) {
    int pitch = in.sweep().pitch().intValueExact();
    int dx = Values.signed(in.tap().dx(), ActFetch.DELTA).intValueExact();
    int dy = Values.signed(in.tap().dy(), ActFetch.DELTA).intValueExact();
    var inMap = new boolean[block.pixels()];
    for (int j = 0; j < block.pixels(); j++) {
      int p = step.tile * block.pixels() + j;
      int x = p % pitch + dx;
      int y = p / pitch + dy;
      inMap[j] = 0 <= x && x < in.tap().width().intValueExact() && 0 <= y && y < in.tap().height().intValueExact();
    }
    return new Run(row(step.row + in.tap().row().intValueExact()), in.tap().rem().intValueExact(), inMap);
  }

  private BigInteger fetch(Run run, BigInteger even, BigInteger odd) {
    var all = BigInteger.ZERO;
    for (int j = 0; j < block.pixels(); j++) {
      if (!run.inMap[j]) continue;
      int position = run.rem + j;
      var row = (run.row + position / block.pixels()) % 2 == 0 ? even : odd;
      for (int c = 0; c < block.tci(); c++) {
        var pixel = Values.slice(row, 8 * (c * block.pixels() + position % block.pixels()), 8);
        all = all.or(pixel.shiftLeft(8 * (c * block.pixels() + j)));
      }
    }
    return all;
  }

  private List<BigInteger> outputs(ActFetch.In<BigInteger> in) {
    var addresses = new BigInteger[2];
    if (atB != null && Values.on(in.en())) {
      int last = (in.tap().rem().intValueExact() + block.pixels() - 1) / block.pixels();
      for (int i = 0; i <= last; i++) {
        int row = row(atB.row + in.tap().row().intValueExact() + i);
        addresses[row % 2] = Values.of(row / 2);
      }
    }
    return Values.list(new ActFetch.Out<>(
        Values.of(walk == 0), new BankReads<>(Values.of(addresses[0] != null), addresses[0], Values.of(addresses[1] != null), addresses[1]), act));
  }

  private int row(int row) {
    return row & (1 << block.rowBits()) - 1;
  }
}
