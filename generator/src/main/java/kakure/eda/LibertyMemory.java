// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.BadInput;

/**
 * A memory as a Liberty file tells of it: a cell with a group {@code memory}.
 *
 * @param cell its name
 * @param area in the library's unit
 * @param addressBits of a word's address; it has as many words as that counts
 * @param width bits of a word
 * @param pins by name, in the file's order, those for power left out
 */
public record LibertyMemory(String cell, double area, int addressBits, int width, Map<String, Pin> pins) {
  private static final int MOST_ADDRESS_BITS = 24, MOST_WIDTH = 1 << 16;

  /** A pin or a bus. @param input into the memory, @param width its bits */
  public record Pin(boolean input, int width) {}

  /** Copies the map. */
  public LibertyMemory {
    pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
  }

  /** Words. */
  public int words() {
    return 1 << addressBits;
  }

  /**
   * Reads a file.
   *
   * @return its memories, none where it has other cells only
   * @throws BadInput with file and line of what is wrong
   */
  public static List<LibertyMemory> read(Path file) {
    var text = Liberty.text(file);
    return text.contains("memory") ? new Reader(new LibertyTokens(file, text)).all() : List.of();
  }

  private record Reader(LibertyTokens tokens) implements LibertyGroup.Kept {
    List<LibertyMemory> all() {
      var library = LibertyGroup.library(tokens, this);
      var widths = new LinkedHashMap<String, Integer>();
      library.groups("type").forEach(t -> widths.put(t.name(), whole(t, "bit_width", MOST_WIDTH)));
      var memories = new ArrayList<LibertyMemory>();
      library.groups("cell").forEach(cell -> cell.groups("memory").findFirst().ifPresent(m -> memories.add(memory(cell, m, widths))));
      return memories;
    }

    private LibertyMemory memory(LibertyGroup cell, LibertyGroup memory, Map<String, Integer> widths) {
      var pins = new LinkedHashMap<String, Pin>();
      for (var pin : cell.groups()) {
        if (pin.kind.equals("memory")) continue;
        int width = pin.kind.equals("bus") ? widths.getOrDefault(pin.attribute("bus_type"), 0) : 1;
        if (width == 0) throw tokens.error(pin.line, "bus " + pin.name() + " is of a type that the library does not declare");
        pins.put(pin.name(), new Pin(pin.attribute("direction").equals("input"), width));
      }
      var area = cell.attribute("area");
      double size = tokens.number(cell.line, "area", area.isEmpty() ? "0" : area);
      if (!(size > 0)) throw tokens.error(cell.line, "memory " + cell.name() + " has no area, by which memories are chosen");
      return new LibertyMemory(cell.name(), size, whole(memory, "address_width", MOST_ADDRESS_BITS), whole(memory, "word_width", MOST_WIDTH), pins);
    }

    private int whole(LibertyGroup g, String attribute, int most) {
      var text = g.attribute(attribute);
      if (!text.matches("[1-9][0-9]{0,6}") || Integer.parseInt(text) > most) throw tokens.error(g.line, attribute + " of " + g.kind + " is \"" + text + "\", and 1 to " + most + " is expected");
      return Integer.parseInt(text);
    }

    @Override
    public boolean attribute(String name) {
      return switch (name) {
        case "area", "address_width", "word_width", "direction", "bus_type", "bit_width" -> true;
        default -> false;
      };
    }

    @Override
    public boolean group(String parent, String kind) {
      return switch (parent) {
        case "library" -> kind.equals("cell") || kind.equals("type");
        case "cell" -> kind.equals("memory") || kind.equals("bus") || kind.equals("pin");
        default -> false;
      };
    }
  }
}
