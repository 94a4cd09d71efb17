// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import blocks.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.kernel.Parameters;
import kakure.kernel.Ranges;
import picocli.CommandLine.Option;

/** The engine that a command means: {@code --array} and {@code --group} are its extent, {@code --set} changes its memories. */
final class EngineOptions {
  static final String DEFAULT = "16x8x32";
  private static final Pattern EXTENT = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})x([1-9]\\d{0,3})");

  @Option(names = "--array", paramLabel = "AxBxC", description = "Input channels x pixels x output channels of the engine (" + DEFAULT + ").")
  String array;

  @Option(names = "--group", paramLabel = "G", description = "Input channels that an element serves: 1 (the free array), 2, 4 or 8, for masks that keep one weight of G (${DEFAULT-VALUE}).")
  int group = 1;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Another parameter of the engine or block; may be given several times.")
  Map<String, String> parameters = new LinkedHashMap<>();

  /** @return the engine of {@code --array} and {@code --set} */
  Engine engine() {
    return engine(array == null ? DEFAULT : array);
  }

  /**
   * An engine of another extent with the same {@code --set}.
   *
   * @throws BadInput if the extent or a parameter is out of range
   */
  Engine engine(String extent) {
    return engine(extent, group);
  }

  /** An engine of another extent and group. */
  Engine engine(String extent, int group) {
    var match = EXTENT.matcher(extent);
    if (!match.matches()) {
      throw new BadInput("--array " + extent + ": give input channels x pixels x output channels, as in " + DEFAULT);
    }
    try {
      Engine usual = Engine.of(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3)), Ranges.oneOf("--group", group, 1, 2, 4, 8));
      var set = Parameters.of(parameters, "drain", "rows", "maskDepth", "taps", "program", "symbols", "oneof");
      return new Engine(usual.tci(), usual.pixels(), usual.tco(), set.integer("drain", usual.drain()), set.integer("rows", usual.rows()),
          set.integer("maskDepth", usual.maskDepth()), set.integer("taps", usual.taps()), set.integer("program", usual.program()),
          set.integer("symbols", usual.symbols()), group, set.integer("oneof", usual.oneof()));
    } catch (IllegalArgumentException e) {
      throw new BadInput("--array " + extent + ": " + e.getMessage(), e);
    }
  }
}
