// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tree of buffers in the place of one net to all registers, which qflow does not make: the router would lay that net first, over the whole layout, and lose it to later ones. Each buffer leads to as many pins as any of its level, and all
 * registers lie as deep. Registers that follow one another in the netlist, mostly those of one word, share a buffer, and placement draws them together.
 *
 * @param clock port
 * @param pins of registers that it leads to
 * @param levels of buffers in between; 0 where it is one net
 * @param gates the netlist with its buffers
 */
record ClockTree(String clock, int pins, int levels, Gates gates) {
  /** Pins that a clock has as one net, at most. */
  static final int ONE_NET = 64;
  /** Pins of one buffer, at most. */
  private static final int PINS = 16;

  /** @param clock a port; few pins stay one net */
  static ClockTree of(Gates gates, String clock, Technology.Buffer buffer) {
    return new Grown(gates, clock, buffer).tree();
  }

  /** What a reader of the figures must know. */
  String text() {
    return levels == 0 ? clock + " leads to " + pins + " pins as one net" : clock + " leads to " + pins + " pins through " + (levels == 1 ? "a level" : levels + " levels") + " of buffers; where these lie is left to placement, and nothing balances their wires";
  }

  /** A pin of a gate. @param gate by its place in the list, @param name of the pin */
  private record Pin(int gate, String name) {}

  /** A netlist whose clock is being spread. */
  private static final class Grown {
    private final Gates from;
    private final String clock;
    private final Technology.Buffer buffer;
    private final List<Gates.Gate> gates;
    private final Map<String, Integer> numbers;
    private final String stem;
    private int nets;

    Grown(Gates from, String clock, Technology.Buffer buffer) {
      this.from = from;
      this.clock = clock;
      this.buffer = buffer;
      this.gates = new ArrayList<>(from.gates());
      this.numbers = new TreeMap<>(from.types());
      String free = clock + "_t";
      while (taken(free)) free += "t";
      this.stem = free;
    }

    private boolean taken(String prefix) {
      String small = prefix.toLowerCase(Locale.ROOT);
      return from.connections().values().stream().anyMatch(net -> net.toLowerCase(Locale.ROOT).startsWith(small));
    }

    ClockTree tree() {
      var pins = new ArrayList<Pin>();
      for (int g = 0; g < gates.size(); g++) for (var pin : gates.get(g).nets().entrySet()) if (pin.getValue().equals(clock)) pins.add(new Pin(g, pin.getKey()));
      int all = pins.size(), levels = 0;
      if (all <= ONE_NET) return new ClockTree(clock, all, 0, from);
      for (; pins.size() > PINS; levels++) pins = level(pins);
      return new ClockTree(clock, all, levels, new Gates(from.top(), from.ports(), gates));
    }

    /** Buffers in front of pins, evenly shared. @return the buffers' own */
    private ArrayList<Pin> level(List<Pin> pins) {
      int buffers = (pins.size() + PINS - 1) / PINS;
      var inputs = new ArrayList<Pin>();
      for (int b = 0; b < buffers; b++) {
        String net = stem + nets++;
        for (var pin : pins.subList(pins.size() * b / buffers, pins.size() * (b + 1) / buffers)) lead(pin, net);
        inputs.add(new Pin(gates.size(), buffer.in()));
        var ends = new LinkedHashMap<String, String>();
        ends.put(buffer.in(), clock);
        ends.put(buffer.out(), net);
        gates.add(new Gates.Gate(buffer.cell() + "_" + numbers.merge(buffer.cell(), 1, Integer::sum), buffer.cell(), ends));
      }
      return inputs;
    }

    private void lead(Pin pin, String net) {
      var was = gates.get(pin.gate);
      var ends = new LinkedHashMap<>(was.nets());
      ends.put(pin.name, net);
      gates.set(pin.gate, new Gates.Gate(was.name(), was.type(), ends));
    }
  }
}
