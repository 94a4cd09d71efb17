// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import kakure.eda.LibertyMemory;

/**
 * A memory of a library, with one port: {@code A_CLK}, {@code A_MEN} (it does anything), {@code A_WEN} and {@code A_REN} (it writes, it reads), {@code A_ADDR}, {@code A_DIN}, {@code A_BM} (bits that are written) and {@code A_DOUT},
 * which keeps what was read last. {@code A_DLY} and the pins of a self-test are tied.
 *
 * @param cell what its Liberty file says of it
 * @param liberty the file
 * @param verilog its model, if it was found
 * @param lef its outline, if it was found
 * @param gds its layout, if it was found
 */
public record SramMacro(LibertyMemory cell, Path liberty, Optional<Path> verilog, Optional<Path> lef, Optional<Path> gds) {
  private static final List<String> CONTROL = List.of("A_CLK", "A_MEN", "A_WEN", "A_REN");
  /** Levels of pins that a design does not drive. The delay pin is to be 1, as the data sheets of IHP's memories say. */
  private static final Map<String, String> TIES = ties();

  private static Map<String, String> ties() {
    var ties = new LinkedHashMap<String, String>();
    ties.put("A_DLY", "1");
    for (var pin : List.of("CLK", "EN", "MEN", "WEN", "REN", "ADDR", "DIN", "BM")) ties.put("A_BIST_" + pin, "0");
    return ties;
  }

  /** Its name. */
  public String name() {
    return cell.cell();
  }

  /** Whether bits of a word can be written apart. */
  public boolean masked() {
    return cell.pins().containsKey("A_BM");
  }

  /** Pins that are tied, with the level of each of their bits, in the file's order. */
  Map<String, String> tied() {
    var tied = new LinkedHashMap<String, String>();
    cell.pins().keySet().stream().filter(TIES::containsKey).forEach(pin -> tied.put(pin, TIES.get(pin)));
    return tied;
  }

  /** Femtojoules of a cycle in which it reads a word; nothing where its Liberty file does not tell. Pins of address and data, which take little beside the clock's, are not in it. */
  public OptionalDouble read() {
    return cycle(false);
  }

  /** Femtojoules of a cycle in which it writes a word, or bits of one. */
  public OptionalDouble write() {
    return cycle(true);
  }

  private OptionalDouble cycle(boolean writes) {
    var levels = new LinkedHashMap<String, Boolean>();
    tied().forEach((pin, level) -> levels.put(pin, level.equals("1")));
    levels.put("A_MEN", true);
    levels.put("A_WEN", writes);
    levels.put("A_REN", !writes);
    return cell.cycle("A_CLK", levels);
  }

  /** What its pins have that is not understood; empty where it can be used. */
  static String strange(LibertyMemory cell) {
    for (var pin : CONTROL) if (!is(cell, pin, true, 1)) return "no input " + pin;
    if (!is(cell, "A_ADDR", true, cell.addressBits())) return "no input A_ADDR of " + cell.addressBits() + " bits";
    if (!is(cell, "A_DIN", true, cell.width())) return "no input A_DIN of " + cell.width() + " bits";
    if (!is(cell, "A_DOUT", false, cell.width())) return "no output A_DOUT of " + cell.width() + " bits";
    if (cell.pins().containsKey("A_BM") && !is(cell, "A_BM", true, cell.width())) return "no input A_BM of " + cell.width() + " bits";
    var known = Stream.concat(CONTROL.stream(), Stream.of("A_ADDR", "A_DIN", "A_DOUT", "A_BM")).toList();
    return cell.pins().keySet().stream().filter(p -> !known.contains(p) && !TIES.containsKey(p)).findFirst().map(p -> "a pin " + p).orElse("");
  }

  private static boolean is(LibertyMemory cell, String pin, boolean input, int width) {
    return new LibertyMemory.Pin(input, width).equals(cell.pins().get(pin));
  }

  /** All files that were found. */
  public List<Path> files() {
    return Stream.of(Optional.of(liberty), verilog, lef, gds).flatMap(Optional::stream).toList();
  }
}
