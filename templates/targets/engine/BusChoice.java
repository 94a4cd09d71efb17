// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.bus.onbus.Bus;
import blocks.engine.engine.Engine;
import java.util.List;
import kakure.BadInput;
import kakure.Nearest;
import kakure.kernel.Block;
import kakure.target.Given;
import kakure.target.Target.Option;

/** What {@code generate} puts around an engine: {@code --bus} and {@code --bus-width}. */
final class BusChoice {
  private static final String BUS = "--bus";
  private static final String WIDTH = "--bus-width";
  private static final int USUAL = 32;

  static final List<Option> OPTIONS = List.of(
      new Option(BUS, "NAME", "Of a model: put the engine behind a bus, with a C driver beside it: " + String.join(", ", Bus.names()) + "; the engine's own streams if not given."),
      new Option(WIDTH, "BITS", "Bits of a word of that bus, a power of two, 8 to 512, where it has words of a width of its own: axi-stream, and axi from 32 on (" + USUAL + ")."));

  private BusChoice() {}

  /** The engine on the bus that the user asked for, or alone. @throws BadInput for a bus or a width that is none */
  static Block around(Engine engine, Given given) {
    var name = given.option(BUS);
    if (name.isEmpty()) {
      if (given.option(WIDTH).isPresent()) throw new BadInput(WIDTH + " belongs to " + BUS + " NAME");
      return engine;
    }
    var bus = Bus.of(name.get()).orElseThrow(() -> new BadInput(BUS + " " + name.get() + ": there is no such bus" + Nearest.said(name.get(), Bus.names()) + "\n  do:  give one of " + String.join(", ", Bus.names())));
    if (given.option(WIDTH).isPresent() && !bus.sized()) throw new BadInput(WIDTH + " " + given.option(WIDTH).get() + ": words of " + bus.text + " have 32 bits; leave the option out");
    int width = given.option(WIDTH).map(text -> width(text, bus)).orElse(USUAL);
    try {
      return bus.around(engine, width);
    } catch (IllegalArgumentException e) {
      throw new BadInput(BUS + " " + bus.text + ", words of " + width + " bits: " + e.getMessage() + " bus words of a transaction\n  do:  " + (bus.sized() ? "give a wider " + WIDTH + ", or " : "")
          + "an array with fewer pixels or a smaller --set drain", e);
    }
  }

  private static int width(String text, Bus bus) {
    if (!text.matches("[1-9]\\d{0,3}") || Integer.bitCount(Integer.parseInt(text)) != 1 || Integer.parseInt(text) < bus.narrowest || Integer.parseInt(text) > 512) {
      throw new BadInput(WIDTH + " " + text + ": give a power of two from " + bus.narrowest + " to 512, as " + (bus == Bus.AXI ? "WDATA and RDATA of AXI4 have" : "TDATA of AXI4-Stream has") + " it");
    }
    return Integer.parseInt(text);
  }
}
