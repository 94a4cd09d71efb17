// SPDX-License-Identifier: Apache-2.0
package blocks.engine.sequencer;

import java.math.BigInteger;
import java.util.List;
import kakure.spec.Values;
import kakure.spec.Word;

/** The address of a {@code cfg} beat: what it is for, and where it goes. */
public final class ConfigWord {
  private static final Word.Builder OF = new Word.Builder("cfg address");

  /** Where the beat goes, and what it is. */
  public static final Word.Field ADDRESS = OF.unsigned("address", 14, "word of the program, entry of the tap table; not read of a start and of what is kept");
  public static final Word.Field TARGET = OF.unsigned("target", 2, "0: data is a word of the program; 1: a tap; 2: a start at the program address in data; 3: the beats that are kept, as word keep says, of an engine with stores");

  /** The whole address. */
  public static final Word WORD = OF.build();

  private ConfigWord() {}

  /** A beat: address and data. */
  public static List<BigInteger> beat(int target, int address, long data) {
    return List.of(Values.of(TARGET.put(target) | ADDRESS.put(address)), Word.number(data));
  }
}
