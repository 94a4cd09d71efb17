// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.List;
import java.util.Map;

/** A format: what a kind of tool reads of a design. Texts name the Verilog beside them. */
interface Description {
  /** As the user says it behind {@code --to}. */
  String name();

  /** One line: which file, for whom. */
  String summary();

  /** The texts by their file names. @throws kakure.BadInput where the design has nothing to say in this format */
  Map<String, String> texts(Described d);

  /** What the user types next, in the folder that was written. */
  String next(Described d);

  /** Whether it is of a chip, whose memories are macros that the user names. */
  default boolean macros() {
    return false;
  }

  /** What the user must know beside the texts. */
  default List<String> notes(Described d) {
    return List.of();
  }

  /** Whether its texts name a part of the vendor. */
  default boolean parts() {
    return false;
  }
}
