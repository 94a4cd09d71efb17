// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.engine.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How an engine is reached by a host. */
public enum Bus {
  AXI_STREAM("axi-stream", "AXI4-Lite registers, AXI4-Stream data", 8),
  AXI("axi", "AXI4-Lite registers, an AXI4 manager that moves data by descriptors in memory", 32),
  WISHBONE("wishbone", "Wishbone B4 classic, 32 bits, registers and data", 0),
  SPI("spi", "SPI, mode 0, four pins, registers and data", 0);

  /** As the user says it. */
  public final String text;

  /** For pages. */
  public final String meaning;

  /** Bits of its narrowest words, where the user chooses; 0 where nothing is to be chosen. */
  public final int narrowest;

  Bus(String text, String meaning, int narrowest) {
    this.text = text;
    this.meaning = meaning;
    this.narrowest = narrowest;
  }

  /** Whether the user chooses the width of its words. */
  public boolean sized() {
    return narrowest > 0;
  }

  /** The bus of this name. */
  public static Optional<Bus> of(String text) {
    return Arrays.stream(values()).filter(b -> b.text.equals(text)).findFirst();
  }

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(b -> b.text).toList();
  }

  /** The engine on this bus, with words of {@code width} bits where they are sized. @throws IllegalArgumentException if the width is none */
  public OnBus around(Engine engine, int width) {
    return switch (this) {
      case AXI_STREAM -> new EngineAxiStream(engine, width);
      case AXI -> new EngineAxi(engine, width, EngineAxi.USUAL_BURST);
      case WISHBONE -> new EngineWishbone(engine);
      case SPI -> new EngineSpi(engine);
    };
  }
}
