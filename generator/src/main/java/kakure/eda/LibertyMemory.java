// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import kakure.BadInput;

/**
 * A memory as a Liberty file tells of it: a cell with a group {@code memory}.
 *
 * @param cell its name
 * @param area in the library's unit
 * @param addressBits of a word's address; it has as many words as that counts
 * @param width bits of a word
 * @param pins by name, in the file's order, those for power left out
 * @param volts of the supply; 0 where the file gives none
 * @param clocked what a cycle takes, by the clock's pin; without pins of whose energy the file says nothing, or says it in a way that is not understood
 */
public record LibertyMemory(String cell, double area, int addressBits, int width, Map<String, Pin> pins, double volts, Map<String, List<Cycle>> clocked) {
  private static final int MOST_ADDRESS_BITS = 24, MOST_WIDTH = 1 << 16;

  /** A pin or a bus. @param input into the memory, @param width its bits */
  public record Pin(boolean input, int width) {}

  /** Internal energy of a clock's pin. @param when levels of other pins, all of which must be so, @param femtojoules of both of its edges */
  public record Cycle(Map<String, Boolean> when, double femtojoules) {
    /** Copies the map. */
    public Cycle {
      when = Collections.unmodifiableMap(new LinkedHashMap<>(when));
    }
  }

  /** Copies the maps. */
  public LibertyMemory {
    pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    clocked = Collections.unmodifiableMap(new LinkedHashMap<>(clocked));
  }

  /** Femtojoules of a cycle of a clock's pin, by the file's first condition that the levels of other pins meet; nothing where there is none. */
  public OptionalDouble cycle(String clock, Map<String, Boolean> levels) {
    return clocked.getOrDefault(clock, List.of()).stream().filter(c -> c.when.entrySet().stream().allMatch(w -> w.getValue().equals(levels.get(w.getKey())))).mapToDouble(Cycle::femtojoules).findFirst();
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

  private static final class Reader implements LibertyGroup.Kept {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?");
    private static final Pattern LITERAL = Pattern.compile("(!?)\\s*([A-Za-z_]\\w*)");

    private final LibertyTokens tokens;
    private double volts;
    /** That an energy of 1 means; 0 where the file does not tell. */
    private double femtojoules;

    Reader(LibertyTokens tokens) {
      this.tokens = tokens;
    }

    List<LibertyMemory> all() {
      var library = LibertyGroup.library(tokens, this);
      volts = positive(library.attribute("nom_voltage"));
      femtojoules = unit(library);
      var widths = new LinkedHashMap<String, Integer>();
      library.groups("type").forEach(t -> widths.put(t.name(), whole(t, "bit_width", MOST_WIDTH)));
      var memories = new ArrayList<LibertyMemory>();
      library.groups("cell").forEach(cell -> cell.groups("memory").findFirst().ifPresent(m -> memories.add(memory(cell, m, widths))));
      return memories;
    }

    private LibertyMemory memory(LibertyGroup cell, LibertyGroup memory, Map<String, Integer> widths) {
      var pins = new LinkedHashMap<String, Pin>();
      var clocked = new LinkedHashMap<String, List<Cycle>>();
      for (var pin : cell.groups()) {
        if (pin.kind.equals("memory")) continue;
        if (femtojoules > 0 && pin.attribute("clock").equals("true")) cycles(pin).ifPresent(c -> clocked.put(pin.name(), c));
        int width = pin.kind.equals("bus") ? widths.getOrDefault(pin.attribute("bus_type"), 0) : 1;
        if (width == 0) throw tokens.error(pin.line, "bus " + pin.name() + " is of a type that the library does not declare");
        pins.put(pin.name(), new Pin(pin.attribute("direction").equals("input"), width));
      }
      var area = cell.attribute("area");
      double size = tokens.number(cell.line, "area", area.isEmpty() ? "0" : area);
      if (!(size > 0)) throw tokens.error(cell.line, "memory " + cell.name() + " has no area, by which memories are chosen");
      return new LibertyMemory(cell.name(), size, whole(memory, "address_width", MOST_ADDRESS_BITS), whole(memory, "word_width", MOST_WIDTH), pins, volts, clocked);
    }

    /** Energies are in units of capacitance times volts squared. */
    private static double unit(LibertyGroup library) {
      var unit = library.list("capacitive_load_unit");
      var volt = library.attribute("voltage_unit");
      if (unit.size() != 2 || !volt.isEmpty() && !volt.equals("1V")) return 0;
      return positive(unit.get(0)) * switch (unit.get(1).toLowerCase(Locale.ROOT)) {
        case "ff" -> 1;
        case "pf" -> 1e3;
        default -> 0;
      };
    }

    private static double positive(String text) {
      return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
    }

    /** Nothing where one of the energies hangs on more than levels of pins, as on the clock's slew, or on levels other than by an AND of them. */
    private Optional<List<Cycle>> cycles(LibertyGroup pin) {
      var cycles = new ArrayList<Cycle>();
      for (var power : pin.groups("internal_power").toList()) {
        var when = when(power.attribute("when"));
        double sum = 0;
        for (var edge : List.of("rise_power", "fall_power")) {
          var values = power.groups(edge).findFirst().map(g -> g.list("values")).orElse(List.of());
          if (values.size() != 1 || !NUMBER.matcher(values.get(0).strip()).matches()) return Optional.empty();
          sum += Double.parseDouble(values.get(0).strip());
        }
        if (when.isEmpty()) return Optional.empty();
        cycles.add(new Cycle(when.get(), sum * femtojoules));
      }
      return cycles.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(cycles));
    }

    private static Optional<Map<String, Boolean>> when(String text) {
      var levels = new LinkedHashMap<String, Boolean>();
      for (var part : text.strip().split("\\s*[&*]\\s*")) {
        var m = LITERAL.matcher(part);
        if (!m.matches()) return text.isBlank() ? Optional.of(Map.of()) : Optional.empty();
        levels.put(m.group(2), m.group(1).isEmpty());
      }
      return Optional.of(levels);
    }

    private int whole(LibertyGroup g, String attribute, int most) {
      var text = g.attribute(attribute);
      if (!text.matches("[1-9][0-9]{0,6}") || Integer.parseInt(text) > most) throw tokens.error(g.line, attribute + " of " + g.kind + " is \"" + text + "\", and 1 to " + most + " is expected");
      return Integer.parseInt(text);
    }

    @Override
    public boolean attribute(String name) {
      return switch (name) {
        case "area", "address_width", "word_width", "direction", "bus_type", "bit_width", "clock", "when", "values", "nom_voltage", "voltage_unit", "capacitive_load_unit" -> true;
        default -> false;
      };
    }

    @Override
    public boolean group(String parent, String kind) {
      return switch (parent) {
        case "library" -> kind.equals("cell") || kind.equals("type");
        case "cell" -> kind.equals("memory") || kind.equals("bus") || kind.equals("pin");
        case "pin" -> kind.equals("internal_power");
        case "internal_power" -> kind.equals("rise_power") || kind.equals("fall_power");
        default -> false;
      };
    }
  }
}
