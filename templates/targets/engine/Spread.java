// SPDX-License-Identifier: Apache-2.0
package targets.engine;

/**
 * Which input channel lies at which position of an image's memory rows. In front of an array whose elements serve G channels each, the few channels of an image lie spread, one
 * per element, so that they are taken together: channel k tci + j (tci / G) + g at position k tci + g G + j. Any other map lies as it comes.
 *
 * @param tci positions of a row
 * @param group G; 1 where channels lie as they come
 */
record Spread(int tci, int group) {
  /** Positions that an image of this many channels reaches. */
  int positions(int channels) {
    int last = 0;
    for (int c = Math.max(0, channels - tci); c < channels; c++) last = Math.max(last, position(c));
    return last + 1;
  }

  private int position(int channel) {
    int elements = tci / group, within = channel % tci;
    return channel - within + within % elements * group + within / elements;
  }

  /** The channel at a position; it may be one that the image does not have. */
  int channel(int position) {
    int within = position % tci;
    return position - within + within % group * (tci / group) + within / group;
  }
}
