// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.sequencer.LayerSequencer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import kakure.network.Network;

/**
 * A network laid out for an engine: its program, and what every image needs on each stream.
 *
 * @param network what is computed
 * @param engine what computes it
 * @param image where the image lies, in memory 0
 * @param layers in order
 * @param taps the tap table
 */
public record EnginePlan(Network network, Engine engine, Placement image, List<LayerPlan> layers, List<Tap> taps) {
  /** Bytes of a {@code cfg} transaction: address, data. */
  private static final int CFG_BYTES = 10;
  /** Bytes of a {@code msk} transaction: whether it is a layer's last, data. */
  private static final int MSK_BYTES = 9;

  /** Transactions of {@code cfg} that load the program and the tap table, once after reset. */
  public ByteBuffer setup(boolean emitAll) {
    int words = (layers.size() + 2) * LayerSequencer.WORDS;
    var to = buffer((words + taps.size()) * CFG_BYTES);
    int address = put(to, 0, LayerProgram.load(image, imagePositions(), engine.drain()));
    for (var l : layers) address = put(to, address, LayerProgram.layer(l, engine.pixels(), engine.tco(), emitAll));
    put(to, address, LayerProgram.end());
    for (int t = 0; t < taps.size(); t++) to.putShort((short) (LayerSequencer.CFG_TAP << 14 | t)).putLong(taps.get(t).word());
    return to.flip();
  }

  private static int put(ByteBuffer to, int address, long[] words) {
    for (long w : words) to.putShort((short) (LayerSequencer.CFG_PROGRAM << 14 | address++)).putLong(w);
    return address;
  }

  /** Transaction of {@code cfg} that starts an image. */
  public ByteBuffer start() {
    return buffer(CFG_BYTES).putShort((short) (LayerSequencer.CFG_START << 14)).putLong(0).flip();
  }

  /** Transactions of {@code msk} of an image: the layers' masks, coded. */
  public ByteBuffer masks() {
    int beats = layers.stream().mapToInt(l -> l.mask().beats().length).sum();
    var to = buffer(MSK_BYTES * beats);
    for (var l : layers) {
      long[] words = l.mask().beats();
      for (int i = 0; i < words.length; i++) to.put((byte) (i == words.length - 1 ? 1 : 0)).putLong(words[i]);
    }
    return to.flip();
  }

  /** Transactions of {@code rqc} of an image: a constant per output channel, groups filled up. */
  public ByteBuffer scales() {
    int n = layers.stream().mapToInt(l -> l.outputGroups() * engine.tco()).sum();
    var to = buffer(8 * n);
    for (var l : layers) {
      for (long word : ScaleWords.of(l.layer(), l.outputGroups() * engine.tco())) to.putLong(word);
    }
    return to.flip();
  }

  /** Transactions of {@code img} of an image, given as channels x height x width bytes. */
  public ByteBuffer image(byte[] pixels) {
    if (pixels.length != network.input().elements()) throw new IllegalArgumentException("an image of " + pixels.length + " bytes, the network reads " + network.input());
    int drain = engine.drain(), lanes = engine.pixels(), channels = network.input().channels(), plane = network.input().pixels();
    int runs = imageRuns();
    var to = buffer(runs * image.groupRows() * drain * lanes);
    for (int run = 0; run < runs; run++) {
      for (int row = 0; row < image.groupRows(); row++) {
        for (int position = run * drain; position < (run + 1) * drain; position++) {
          int c = spread().channel(position);
          for (int lane = 0; lane < lanes; lane++) {
            int p = c < channels ? image.pixelAt(row, lane) : -1;
            to.put(p < 0 ? 0 : pixels[c * plane + p]);
          }
        }
      }
    }
    return to.flip();
  }

  private Spread spread() {
    return new Spread(engine.tci(), layers.get(0).spread() ? engine.group() : 1);
  }

  private int imagePositions() {
    return spread().positions(network.input().channels());
  }

  /** Runs of {@code drain} channels that bring an image in. */
  int imageRuns() {
    return (imagePositions() + engine.drain() - 1) / engine.drain();
  }

  /** Beats of {@code out} for an image when every layer emits: its rows and raw sums, and six reports for each descriptor. */
  public long beats() {
    long n = 6L * (layers.size() + 2);
    for (var l : layers) n += new WriteModel(l, engine).sent();
    return n;
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
