// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import kakure.spec.Word;

/** The fields of a descriptor, and the word that they make: {@link LayerSequencer#WORDS} parts of 64 bits. Rows, addresses and counts of taps use as many low bits as the engine has. */
public final class LayerField {
  private static final Word.Builder OF = new Word.Builder("descriptor");

  // What each field means is its last argument, which the page prints.
  public static final Word.Field OP = OF.unsigned("op", 4, "what to do: 0 end, 1 load, 2 layer");
  public static final Word.Field EMIT = OF.unsigned("emit", 1, "1: rows that are written leave the engine, too");
  public static final Word.Field SOURCE = OF.unsigned("src", 1, "activation memory that is read; the other one is written");
  public static final Word.Field MODE = OF.unsigned("mode", 2, "write mode of the drain");
  public static final Word.Field TERMS = OF.unsigned("terms", 8, "beats of the array that make one of the result, less one; read by an engine of terms only");
  public static final Word.Field LAYER = OF.at(16).unsigned("layer", 16, "number that the report repeats");
  public static final Word.Field GROUPS = OF.unsigned("groups", 16, "groups of input channels; of a load the same as chunks");
  public static final Word.Field TAP_BASE = OF.unsigned("tap_base", 16, "address of the first tap");

  public static final Word.Field TILES = OF.unsigned("tiles", 16, "tiles of a group; rows of an image's channel group");
  public static final Word.Field COUT = OF.unsigned("cout", 16, "output channels");
  public static final Word.Field CHANNELS = OF.unsigned("channels", 16, "input channels");
  public static final Word.Field CHUNKS = OF.unsigned("chunks", 16, "runs of drain channels of an image");

  public static final Word.Field SOURCE_BASE = OF.unsigned("src_base", 16, "first row that is read; where counts are narrow, weights have one plane and nothing is read back, 0");
  public static final Word.Field SOURCE_ROWS = OF.unsigned("src_rows", 16, "rows of a group of input channels; of a load the same as rows");
  public static final Word.Field BASE = OF.unsigned("base", 16, "first row that is written; likewise");
  public static final Word.Field ROWS = OF.unsigned("rows", 16, "rows of a group of channels that is written");

  public static final Word.Field PLANE = OF.unsigned("plane", 16, "rows of a parity plane that is written");
  public static final Word.Field LINE_ROWS = OF.unsigned("line_rows", 16, "pixels from line to line of what is written by pairs: whole rows");
  public static final Word.Field PITCH = OF.unsigned("pitch", 10, "pixels from line to line of the sweep");
  public static final Word.Field LINE_REM = OF.at(3 * 64 + 48).unsigned("line_rem", 6, "the rest of line_rows, in pixels");
  public static final Word.Field LAST_LANE = OF.unsigned("last_lane", 8, "place of the last input channel in its group; read by an engine of planes only");

  public static final Word.Field STEP_X = OF.at(4 * 64).unsigned("step_x", 10, "pixels of a tile modulo the pitch");
  public static final Word.Field STEP_Y = OF.at(4 * 64 + 16).unsigned("step_y", 10, "pixels of a tile divided by the pitch");
  public static final Word.Field WIDTH = OF.at(4 * 64 + 32).unsigned("width", 10, "columns that are written");
  public static final Word.Field HEIGHT = OF.at(4 * 64 + 48).unsigned("height", 10, "lines that are written");

  public static final Word.Field SEED = OF.at(5 * 64).unsigned("seed", 32, "the layer's base, from which its signs follow");
  public static final Word.Field BLOCK_STEP = OF.unsigned("cphi", 32, "input channels times PHI: from one block of 32 output channels to the next; where counts are narrow and tco is a proper divisor of 32, from the last group of input channels back to the first");

  public static final Word.Field GROUP_STEP = OF.unsigned("group_phi", 32, "tco div 32 times cphi; there from the last group of input channels to the next block of 32 output channels");
  public static final Word.Field KIND = OF.unsigned("kind", 4, "kind of the layer's mask stream, as its header says it");
  public static final Word.Field PASSES = OF.unsigned("passes", 4, "passes over a group of input channels: one, or where channels take turns as many as they are");
  public static final Word.Field LAST_PASSES = OF.unsigned("last_passes", 4, "passes over the last group of input channels");
  public static final Word.Field SPREAD = OF.unsigned("spread", 1, "1: the channels lie spread, one per group of the array");
  public static final Word.Field TAPS = OF.at(6 * 64 + 48).unsigned("taps", 15, "taps of the kernel, 1 to as many as the table has entries");

  // Read by an engine of residual networks only.
  public static final Word.Field BACK_BASE = OF.at(7 * 64).unsigned("back_base", 16, "first row that is read back");
  public static final Word.Field BACK_ROWS = OF.unsigned("back_rows", 16, "rows of a group of channels that is read back");
  public static final Word.Field BACK = OF.unsigned("back", 1, "1: rows of the memory that is written are read back, and added");
  public static final Word.Field LARGEST = OF.unsigned("largest", 1, "1: the larger of result and what is read back is written");
  public static final Word.Field SAME = OF.unsigned("same", 1, "1: the memory that is read is written, not the other one");
  public static final Word.Field FOLD = OF.unsigned("fold", 1, "1: all taps have the weights of tap 0, and of raw sums the lanes are added up");

  // Read by an engine of planes only.
  public static final Word.Field MASK_TAPS = OF.unsigned("mask_taps", 16, "taps that the mask's header says: those that have weights of their own, times planes");
  public static final Word.Field PLANES = OF.unsigned("planes", 5, "planes of weights, 1 to 31");
  public static final Word.Field DOUBLES = OF.unsigned("doubles", 5, "planes behind the first before which sums are doubled; those behind these are added as they are");
  public static final Word.Field STORED = OF.unsigned("stored", 1, "1: the mask's bits are signs, 1 of +1 and 0 of -1, and all weights are kept");

  // Read by an engine of residual networks of several pixels a row only.
  public static final Word.Field OVERLAP = OF.unsigned("overlap", 1, "1: what is pooled are windows of 3x3 in steps of two, in place of 2x2");

  /** The whole descriptor. */
  public static final Word WORD = OF.build(LayerSequencer.WORDS * 64);

  private LayerField() {}
}
