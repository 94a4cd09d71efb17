// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.List;

/** A description for a tool that makes a chip: its part is a process, and its memories are macros that the user names. */
interface ChipDescription extends Description {
  @Override
  default boolean parts() {
    return true;
  }

  @Override
  default boolean macros() {
    return true;
  }

  @Override
  default List<String> notes(Described d) {
    return d.sram().notes();
  }
}
