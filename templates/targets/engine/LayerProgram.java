// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.drain.DrainController;
import blocks.engine.sequencer.LayerField;
import blocks.engine.sequencer.LayerSequencer;
import kakure.golden.SignGenerator;
import kakure.target.PlanException;

/** The eight words of a descriptor, as {@link LayerSequencer} reads them. */
final class LayerProgram {
  private final long[] words = new long[LayerSequencer.WORDS];

  private LayerProgram() {}

  /** The last descriptor of a program. */
  static long[] end() {
    return new LayerProgram().words;
  }

  /** Brings an image whose channels reach {@code positions} positions of a row into memory 0. */
  static long[] load(Placement image, int positions, int drain) {
    var d = new LayerProgram();
    d.field(LayerField.OP, "op", LayerSequencer.OP_LOAD);
    d.field(LayerField.SOURCE, "source", 1);
    d.field(LayerField.LAYER, "layer", 0xffff);
    d.field(LayerField.TILES, "rows of the image", image.groupRows());
    d.field(LayerField.CHUNKS, "runs of channels", (positions + drain - 1) / drain);
    d.field(LayerField.ROWS, "rows of a channel group", image.groupRows());
    return d.words;
  }

  /** Computes a layer. */
  static long[] layer(LayerPlan p, int pixels, int tco, boolean emit) {
    var d = new LayerProgram();
    int base = p.base();
    var map = p.window();
    d.field(LayerField.OP, "op", LayerSequencer.OP_LAYER);
    d.field(LayerField.EMIT, "emit", emit ? 1 : 0);
    d.field(LayerField.SOURCE, "source", p.source());
    d.field(LayerField.MODE, "mode", p.mode());
    d.field(LayerField.TAPS, "taps", p.layer().taps());
    d.field(LayerField.LAYER, "layer", p.layer().index());
    d.field(LayerField.GROUPS, "channel groups", p.channelGroups());
    d.field(LayerField.TAP_BASE, "tap address", p.tapBase());
    d.field(LayerField.TILES, "tiles", p.tiles());
    d.field(LayerField.COUT, "output channels", p.layer().out().channels());
    d.field(LayerField.CHANNELS, "input channels", p.layer().in().channels());
    d.field(LayerField.SOURCE_ROWS, "rows of an input channel group", p.in().groupRows());
    if (p.mode() != DrainController.RAW) {
      var out = p.out();
      int line = out.planes() || p.mode() == DrainController.POOL ? out.pitch() : 0;
      d.field(LayerField.ROWS, "rows of an output channel group", out.groupRows());
      d.field(LayerField.PLANE, "rows of a plane", out.planes() ? out.planeRows() : 0);
      d.field(LayerField.LINE_ROWS, "rows of a line", line / pixels);
      d.field(LayerField.LINE_REM, "remainder of a line", line % pixels);
    }
    d.field(LayerField.PITCH, "pitch", map.pitch());
    d.field(LayerField.STEP_X, "step x", pixels % map.pitch());
    d.field(LayerField.STEP_Y, "step y", pixels / map.pitch());
    d.field(LayerField.WIDTH, "width", map.width());
    d.field(LayerField.HEIGHT, "height", map.height());
    int perBlock = p.layer().in().channels() * SignGenerator.PHI;
    d.field(LayerField.SEED, "base", base & 0xffffffffL);
    d.field(LayerField.BLOCK_STEP, "block step", perBlock & 0xffffffffL);
    d.field(LayerField.GROUP_STEP, "group step", tco / SignGenerator.GROUP * perBlock & 0xffffffffL);
    d.field(LayerField.KIND, "kind of mask", p.order().kind().code());
    d.field(LayerField.PASSES, "passes over channels", p.passes());
    d.field(LayerField.LAST_PASSES, "passes over the last channels", p.lastPasses());
    d.field(LayerField.SPREAD, "spread", p.spread() ? 1 : 0);
    return d.words;
  }

  private void field(LayerField field, String name, long value) {
    if (value < 0 || value >>> field.width() != 0) throw new PlanException(name + " = " + value + " does not fit " + field.width() + " bits of the descriptor");
    field.put(words, value);
  }
}
