// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerSequencer;
import java.math.BigInteger;
import java.util.List;
import kakure.spec.Word;

/** The data of the {@code cfg} beat that says what an engine with stores keeps. */
public final class KeepWord {
  private static final Word.Builder OF = new Word.Builder("keep");

  /** Beats of an image. */
  public static final Word.Field MASKS = OF.unsigned("masks", 32, "beats of msk that are kept, those of an image; 0: none");
  public static final Word.Field CONSTANTS = OF.unsigned("constants", 32, "beats of rqc, likewise");

  /** All of it. */
  public static final Word WORD = OF.build();

  private KeepWord() {}

  /** The beat. */
  public static List<BigInteger> beat(long masks, long constants) {
    return ConfigWord.beat(LayerSequencer.CFG_KEEP, 0, MASKS.put(masks) | CONSTANTS.put(constants));
  }
}
