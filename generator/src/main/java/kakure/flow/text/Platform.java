// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.Arrays;
import java.util.stream.Collectors;
import kakure.BadInput;

/**
 * A platform of OpenROAD-flow-scripts.
 *
 * <p>An SDC counts in the unit of time of the library that is read first, and {@code set_units} converts nothing: whoever writes a period must know the unit.
 */
enum Platform {
  NANGATE45("nangate45", "ns", 1), SKY130HD("sky130hd", "ns", 1), SKY130HS("sky130hs", "ns", 1), GF180("gf180", "ns", 1), IHP("ihp-sg13g2", "ns", 1),
  /** Its library counts in ps; yosys maps registers with an asynchronous reset to it wrongly. */
  ASAP7("asap7", "ps", 1000);

  /** As the flow's PLATFORM calls it, and its unit of time. */
  final String text, unit;
  private final int perNanosecond;

  Platform(String text, String unit, int perNanosecond) {
    this.text = text;
    this.unit = unit;
    this.perNanosecond = perNanosecond;
  }

  /** The platform of a name. @throws BadInput where there is none: its unit of time would be a guess */
  static Platform named(String name) {
    return Arrays.stream(values()).filter(p -> p.text.equals(name)).findFirst()
        .orElseThrow(() -> new BadInput("--part " + name + ": --to openroad knows no such platform, and not in which unit its library counts; there are " + Arrays.stream(values()).map(p -> p.text).collect(Collectors.joining(", "))));
  }

  /** A time in its unit. */
  double time(double nanoseconds) {
    return nanoseconds * perNanosecond;
  }
}
