// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import kakure.BadInput;
import kakure.network.Network;
import kakure.network.OtherMasks;
import kakure.network.onnx.OnnxReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model that a command reads, and the masks that it is given for a question of cost. */
final class ModelOption {
  /** Kinds of masks by their words, in the order of the help. */
  private static final Map<String, UnaryOperator<Network>> KINDS = kinds();

  @Parameters(paramLabel = "MODEL", description = "The hidden network, an ONNX file.")
  private Path file;

  @Option(names = "--masks", paramLabel = "KIND", description = "Random masks in place of the model's own, for what they cost: free keeps 30%%, oneof2, oneof4 and oneof8 one of so many weights; own are the model's (${DEFAULT-VALUE}).")
  private String masks = "own";

  @Mixin
  private BitsOption bits;

  private static Map<String, UnaryOperator<Network>> kinds() {
    var kinds = new LinkedHashMap<String, UnaryOperator<Network>>();
    kinds.put("own", n -> n);
    kinds.put("free", n -> OtherMasks.free(n, OtherMasks.DENSITY, OtherMasks.SEED));
    for (int group : new int[] {2, 4, 8}) kinds.put("oneof" + group, n -> OtherMasks.oneOf(n, group, OtherMasks.SEED));
    return kinds;
  }

  /** @throws BadInput if the file cannot be read as a network or not at these bits, there is no such kind of masks, or the network has none */
  Network read() {
    check(masks);
    Network network = bits.of(OnnxReader.read(file));
    if (!masks.equals("own") && !OtherMasks.takes(network)) throw new BadInput("--masks " + masks + ": network " + network.name() + " has no hidden weights, whose masks could be others; leave it out");
    return KINDS.get(masks).apply(network);
  }

  /** Whether each image has as many bits as decide it. */
  boolean auto() {
    return bits.auto();
  }

  /** The model at all its precisions. @throws BadInput if the file cannot be read as a network, or has not what {@link AutoRun} takes */
  Network deciding() {
    if (!masks.equals("own")) throw new BadInput("--masks " + masks + ": random masks decide nothing; leave it out, or --bits auto");
    return BitsOption.deciding(OnnxReader.read(file));
  }

  /** @throws BadInput if there is no such kind of masks */
  static void check(String kind) {
    if (!KINDS.containsKey(kind)) throw new BadInput("--masks " + kind + ": must be one of " + String.join(", ", KINDS.keySet()));
  }
}
