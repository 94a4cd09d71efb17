// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/**
 * The kept weights of a layer as lists for {@link Kernels#gather}: for each place written and each chunk of the channels read, the offsets to read and the weights.
 *
 * <p>Chunks keep what a block of pixels reads within the first-level cache. List (chunk, place) spans from {@code start[chunk places + place]} to the next start.
 */
final class Taps {
  final int[] offset;
  final float[] weight;
  final int[] start;
  final int places;
  final int chunks;
  private int end;

  Taps(int weights, int places, int chunks) {
    this.offset = new int[weights];
    this.weight = new float[weights];
    this.start = new int[places * chunks + 1];
    this.places = places;
    this.chunks = chunks;
  }

  /** Lists of the forward pass: out channel o reads offset {@code reach[c taps + t]} for each kept (o, c, t), so many (c, t) a chunk. */
  void forward(Weights s, int[] reach, int columnsPerChunk) {
    int columns = s.inputs * s.taps;
    clear();
    for (int q = 0; q < chunks; q++)
      for (int o = 0; o < places; o++) {
        int to = Math.min(columns, (q + 1) * columnsPerChunk);
        for (int k = q * columnsPerChunk; k < to; k++) if (s.kept[o * columns + k]) add(reach[k], s.value[o * columns + k]);
        close(q * places + o);
      }
  }

  /** Lists of the backward pass: in channel c reads o {@code plane + reach[i]} for each kept (o, c, taps[i]). */
  void backward(Weights s, int[] taps, int[] reach, int plane, int channelsPerChunk) {
    clear();
    for (int q = 0; q < chunks; q++)
      for (int c = 0; c < places; c++) {
        int to = Math.min(s.outputs, (q + 1) * channelsPerChunk);
        for (int o = q * channelsPerChunk; o < to; o++)
          for (int i = 0; i < taps.length; i++) {
            int w = (o * s.inputs + c) * s.taps + taps[i];
            if (s.kept[w]) add(o * plane + reach[i], s.value[w]);
          }
        close(q * places + c);
      }
  }

  private void clear() {
    end = 0;
  }

  private void add(int at, float w) {
    offset[end] = at;
    weight[end++] = w;
  }

  private void close(int list) {
    start[list + 1] = end;
  }
}
