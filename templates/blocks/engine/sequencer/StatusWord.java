// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import kakure.spec.Word;

/** Report 0 of a descriptor. */
public final class StatusWord {
  private static final Word.Builder OF = new Word.Builder("report 0");

  /** Which descriptor, and how it ended. */
  public static final Word.Field LAYER = OF.unsigned("layer", 16, "number in the descriptor");
  public static final Word.Field ERROR = OF.unsigned("error", 4, "0, or why the layer ended");
  public static final Word.Field OP = OF.at(28).unsigned("op", 4, "operation of the descriptor");

  /** The whole report. */
  public static final Word WORD = OF.build();

  private StatusWord() {}
}
