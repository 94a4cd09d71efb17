// SPDX-License-Identifier: Apache-2.0
package kakure.engine;

import blocks.drain.DrainController;
import blocks.sequencer.LayerSequencer;
import kakure.golden.SignGenerator;

/** The eight words of a descriptor, field by field as {@link LayerSequencer} reads them. */
final class Descriptor {
  private final long[] words = new long[LayerSequencer.WORDS];

  private Descriptor() {}

  /** The last descriptor of a program. */
  static long[] end() {
    return new Descriptor().words;
  }

  /** Brings an image into memory 0. */
  static long[] load(Placement image, int drain) {
    var d = new Descriptor();
    d.field("op", 0, 0, 4, LayerSequencer.OP_LOAD);
    d.field("source", 0, 5, 1, 1);
    d.field("layer", 0, 16, 16, 0xffff);
    d.field("rows of the image", 1, 0, 16, image.groupRows());
    d.field("runs of channels", 1, 48, 16, (image.shape().channels() + drain - 1) / drain);
    d.field("rows of a channel group", 2, 48, 16, image.groupRows());
    return d.words;
  }

  /** Computes a layer. */
  static long[] layer(LayerPlan p, int pixels, int tco, boolean emit) {
    var d = new Descriptor();
    int base = p.base();
    var map = p.window();
    d.field("op", 0, 0, 4, LayerSequencer.OP_LAYER);
    d.field("emit", 0, 4, 1, emit ? 1 : 0);
    d.field("source", 0, 5, 1, p.source());
    d.field("mode", 0, 6, 2, p.mode());
    d.field("taps", 0, 8, 8, p.layer().taps());
    d.field("layer", 0, 16, 16, p.layer().index());
    d.field("channel groups", 0, 32, 16, p.channelGroups());
    d.field("tap address", 0, 48, 16, p.tapBase());
    d.field("tiles", 1, 0, 16, p.tiles());
    d.field("output channels", 1, 16, 16, p.layer().out().channels());
    d.field("input channels", 1, 32, 16, p.layer().in().channels());
    d.field("rows of an input channel group", 2, 16, 16, p.in().groupRows());
    if (p.mode() != DrainController.RAW) {
      var out = p.out();
      int line = out.planes() || p.mode() == DrainController.POOL ? out.pitch() : 0;
      d.field("rows of an output channel group", 2, 48, 16, out.groupRows());
      d.field("rows of a plane", 3, 0, 16, out.planes() ? out.planeRows() : 0);
      d.field("rows of a line", 3, 16, 16, line / pixels);
      d.field("remainder of a line", 3, 48, 6, line % pixels);
    }
    d.field("pitch", 3, 32, 10, map.pitch());
    d.field("step x", 4, 0, 10, pixels % map.pitch());
    d.field("step y", 4, 16, 10, pixels / map.pitch());
    d.field("width", 4, 32, 10, map.width());
    d.field("height", 4, 48, 10, map.height());
    int perBlock = p.layer().in().channels() * SignGenerator.PHI;
    d.field("base", 5, 0, 32, base & 0xffffffffL);
    d.field("block step", 5, 32, 32, perBlock & 0xffffffffL);
    d.field("group step", 6, 0, 32, tco / SignGenerator.GROUP * perBlock & 0xffffffffL);
    return d.words;
  }

  private void field(String name, int word, int lsb, int width, long value) {
    if (value < 0 || value >>> width != 0) throw new PlanException(name + " = " + value + " does not fit " + width + " bits of the descriptor");
    words[word] |= value << lsb;
  }
}
