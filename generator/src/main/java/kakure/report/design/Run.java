// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.JsonText;
import tools.jackson.databind.JsonNode;

/**
 * What {@code run --json}, or {@code plan --json}, wrote of a network on a design.
 *
 * @param measured whether hardware ran, so that cycles are measured and not only planned
 * @param array extent of the top: {@code 16x8x32}, {@code 64x8x32 in groups of 4}
 * @param rtl name of the folder whose Verilog ran; nothing where it was emitted for the run
 * @param cyclesPerImage all of them, the load included
 * @param seed of the simulation
 * @param images run, 0 of a plan
 * @param correct images whose class is right, where they had labels
 * @param compared values, @param mismatches of them
 * @param layers in order
 * @param command that wrote the design, where it is known
 * @param energy of an image, where that is told
 * @param other how its network differs from the one that the design was generated for, where it does
 */
public record Run(boolean measured, String array, Optional<String> rtl, double cyclesPerImage, Optional<String> seed, long images, Optional<Long> correct, long compared, long mismatches, List<Layer> layers, Optional<String> command,
    Optional<Energy> energy, Optional<String> other) {
  /**
   * A layer.
   *
   * @param map shapes of what it reads and writes; empty where they are not said
   * @param idealCycles of a machine of this size that wastes nothing
   * @param cycles measured, a mean of the images
   * @param waits cycles by what was waited for: {@code mask}
   * @param maskBits sent, @param entropyBits that a mask of its kind needs, @param weights they say; NaN where the hardware has no masks
   */
  public record Layer(String name, String map, double macs, double idealCycles, double plannedCycles, OptionalDouble cycles, Map<String, Double> waits, double maskBits, double entropyBits, double weights, long compared, long mismatches) {
    /** Cycles, measured where they are. */
    double time() {
      return cycles.orElse(plannedCycles);
    }

    /** Share of the elements' time that computes, 0 to 1. */
    double utilisation() {
      return time() == 0 ? 0 : idealCycles / time();
    }
  }

  /** No count of cycles or of multiply-accumulates is above. */
  private static final double MOST = 1e15;
  private static final Pattern GROUP = Pattern.compile(" in groups of (\\d{1,4})$");
  /** Keys of results that tell of more than one design. */
  private static final List<List<String>> SEVERAL = List.of(List.of("precisions", "run --bits auto"), List.of("parts", "run --also"), List.of("splits", "plan --array all"));

  /** Reads a file's text. @param file it is, for the message. @throws BadInput where it is no result of a run or a plan */
  public static Run read(String file, byte[] text) {
    JsonNode root = JsonText.read(file, text);
    if (!root.path("layers").isArray() || root.path("layers").isEmpty() || !root.path("cyclesPerImage").isNumber()) {
      for (var several : SEVERAL) if (root.has(several.get(0))) throw new BadInput(file + " is of " + several.get(1) + ", which has several designs\n  do:  give the result of one: kakure run MODEL --data PATH --json FILE, of bit-serial weights with --bits N");
      throw new BadInput(file + " has no \"layers\" and \"cyclesPerImage\"\n  do:  give what kakure run MODEL --data PATH --json FILE wrote, or kakure plan MODEL --json FILE");
    }
    double perImage = figure(file, root, "cyclesPerImage");
    var layers = new ArrayList<Layer>();
    for (JsonNode layer : root.path("layers")) layers.add(layer(file, layer));
    boolean measured = root.has("images");
    var without = layers.stream().filter(l -> l.cycles.isEmpty()).findFirst();
    if (measured && without.isPresent() && layers.stream().anyMatch(l -> l.cycles.isPresent())) throw new BadInput(file + ": layer " + without.get().name + " has no \"cycles\", which the others have: the file is damaged");
    return new Run(measured, root.path("array").asString(""), text(root, "rtl").map(Run::last), perImage, text(root, "seed"), root.path("images").asLong(0), root.has("correct") ? Optional.of(root.path("correct").asLong(0)) : Optional.empty(),
        root.path("compared").asLong(0), root.path("mismatches").asLong(0), layers, text(root, "command"), Energy.read(file, root.path("energy")), Optional.empty());
  }

  /** The same with a word on how it differs from what the design was planned with, layer by layer: an engine runs other networks, too, and other precisions. */
  public Run beside(Run plan) {
    var names = layers.stream().map(l -> l.name + " " + l.map).toList();
    String said = null;
    if (!names.equals(plan.layers.stream().map(l -> l.name + " " + l.map).toList())) said = "of another network than the design was generated for, which has the layers " + plan.layers.stream().map(Layer::name).collect(Collectors.joining(", "));
    for (int i = 0; said == null && i < layers.size(); i++) {
      double here = layers.get(i).plannedCycles, there = plan.layers.get(i).plannedCycles;
      if (here != there) said = String.format(Locale.ROOT, "of other options than the design was generated with, as --bits or --masks: layer %s is planned to take %.0f cycles here, and %.0f there", layers.get(i).name, here, there);
    }
    return new Run(measured, array, rtl, cyclesPerImage, seed, images, correct, compared, mismatches, layers, command, energy, Optional.ofNullable(said));
  }

  /** Sides of the array without what else is said of it. */
  public String extent() {
    return array.replaceFirst(" .*", "");
  }

  /** Input channels of which an element takes one; 1 where nothing is said. */
  public int group() {
    var m = GROUP.matcher(array);
    return m.find() ? Integer.parseInt(m.group(1)) : 1;
  }

  /** Name of a folder without those that it lies in. */
  private static String last(String path) {
    var parts = path.split("/");
    return parts.length == 0 ? path : parts[parts.length - 1];
  }

  private static Optional<String> text(JsonNode root, String key) {
    return root.has(key) ? Optional.of(root.path(key).asString("")) : Optional.empty();
  }

  private static Layer layer(String file, JsonNode n) {
    var waits = new LinkedHashMap<String, Double>();
    n.forEachEntry((key, value) -> {
      if (key.endsWith("Wait") && value.isNumber()) waits.put(key.substring(0, key.length() - 4), value.asDouble());
    });
    var cycles = n.has("cycles") ? OptionalDouble.of(figure(file, n, "cycles")) : OptionalDouble.empty();
    return new Layer(n.path("name").asString(""), n.path("map").asString(""), figure(file, n, "macs"), figure(file, n, "idealCycles"), figure(file, n, "plannedCycles"), cycles, waits, number(n, "maskBits"), number(n, "maskEntropyBits"), number(n, "weights"),
        n.path("compared").asLong(0), n.path("mismatches").asLong(0));
  }

  /** @throws BadInput where it is no number that could have been counted */
  private static double figure(String file, JsonNode n, String key) {
    var value = n.path(key);
    if (!value.isNumber()) throw new BadInput(file + ": " + (n.has("layers") ? "it" : "layer " + n.path("name").asString("?")) + " has no number \"" + key + "\"");
    if (!(value.asDouble() >= 0 && value.asDouble() <= MOST)) throw new BadInput(file + ": \"" + key + "\" is " + value.asDouble() + ", which nothing counts: the file is damaged");
    return value.asDouble();
  }

  private static double number(JsonNode n, String key) {
    return n.path(key).isNumber() ? n.path(key).asDouble() : Double.NaN;
  }

  /** Cycles of the layers together. */
  double layerCycles() {
    return layers.stream().mapToDouble(Layer::time).sum();
  }

  /** Share of the elements' time in the layers that computes. */
  double utilisation() {
    return layers.stream().mapToDouble(Layer::idealCycles).sum() / layerCycles();
  }
}
