// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.Sha256;
import kakure.Version;
import kakure.sweep.Axes;
import kakure.sweep.Point;
import kakure.sweep.Sheet;
import kakure.sweep.Sweep;

/**
 * Makes the points of a sweep from what the user gave.
 *
 * @param options target, its options and parameters, each with the values that it takes in turn
 * @param data images, if points are run, and how many
 * @param liberty library, if areas are wanted
 */
record SweepSheet(TargetOptions options, Optional<Path> data, Optional<Integer> count, Optional<Path> liberty) {
  private static final long MOST_BYTES = 1L << 30;
  private static final String MODEL = "model", MASKS = "masks", BITS = "bits", CLOCK = "clock, MHz";

  Sweep of(Path folder, List<Path> models, String masks, Optional<List<String>> bits, Optional<String> clocks) {
    var axes = new Axes();
    axes.add(MODEL, models.stream().map(Path::toString).toList());
    var given = options.given();
    given.options().forEach(axes::add);
    given.parameters().forEach(axes::add);
    axes.add(MASKS, masks);
    bits.ifPresent(list -> axes.add(BITS, list));
    clocks.ifPresent(list -> axes.add(CLOCK, list));
    var hashes = new HashMap<String, String>();
    for (var model : models) hashes.put(model.toString().strip(), hash(model));
    var points = new ArrayList<Point>();
    var names = new LinkedHashSet<String>();
    for (var chosen : axes.combinations()) points.add(point(chosen, axes.varied(), names, hashes));
    var shown = new LinkedHashSet<>(List.of(MODEL));
    shown.addAll(axes.varied());
    return new Sweep(folder, List.copyOf(shown), new Sheet(points));
  }

  private Point point(Map<String, String> chosen, List<String> varied, LinkedHashSet<String> names, Map<String, String> hashes) {
    var words = new ArrayList<>(options.targetWords());
    options.given().options().keySet().forEach(o -> words.addAll(options.isFlag(o) ? List.of(o) : List.of(o, chosen.get(o))));
    options.given().parameters().keySet().forEach(p -> words.addAll(List.of("--set", p + "=" + chosen.get(p))));
    if (!chosen.get(MASKS).equals("own")) words.addAll(List.of("--masks", chosen.get(MASKS)));
    if (chosen.containsKey(BITS)) words.addAll(List.of("--bits", chosen.get(BITS)));
    String model = Path.of(chosen.get(MODEL)).toAbsolutePath().normalize().toString();
    var plan = new ArrayList<>(List.of("plan", model));
    plan.addAll(words);
    liberty.ifPresent(file -> plan.addAll(List.of("--liberty", file.toAbsolutePath().normalize().toString())));
    var run = new ArrayList<String>();
    data.ifPresent(images -> {
      run.addAll(List.of("run", model));
      run.addAll(words);
      run.addAll(List.of("--data", images.toAbsolutePath().normalize().toString(), "--jobs", "1"));
      count.ifPresent(n -> run.addAll(List.of("--count", n.toString())));
    });
    var clock = chosen.containsKey(CLOCK) ? OptionalDouble.of(megahertz(chosen.get(CLOCK))) : OptionalDouble.empty();
    String key = Sha256.hex((Version.GENERATOR + "\n" + hashes.get(chosen.get(MODEL)) + "\n" + plan + "\n" + run).getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    var shown = new LinkedHashMap<>(chosen);
    shown.put(MODEL, Path.of(chosen.get(MODEL)).getFileName().toString().replaceFirst("\\.onnx$", ""));
    return new Point(name(shown, varied, names), shown, plan, run, clock, key);
  }

  /** The model's name and what varies, in letters that any file system takes; numbered where two would be one. */
  private static String name(Map<String, String> chosen, List<String> varied, LinkedHashSet<String> names) {
    String name = chosen.entrySet().stream().filter(c -> c.getKey().equals(MODEL) || varied.contains(c.getKey())).map(c -> c.getValue().replaceAll("[^A-Za-z0-9.]+", "-")).collect(Collectors.joining("_"));
    String one = name.substring(0, Math.min(name.length(), 100));
    for (int i = 2; !names.add(one); i++) one = name.substring(0, Math.min(name.length(), 100)) + "_" + i;
    return one;
  }

  private static double megahertz(String text) {
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && value <= 1e5) return value;
    } catch (NumberFormatException e) {
      throw new BadInput("--clock " + text + ": no number; give MHz, as 100 or 250.5", e);
    }
    throw new BadInput("--clock " + text + ": must be more than 0 and at most 100000 MHz");
  }

  private static String hash(Path model) {
    try {
      if (Files.size(model) > MOST_BYTES) throw new BadInput(model + ": larger than " + MOST_BYTES + " bytes");
      return Sha256.hex(Files.readAllBytes(model));
    } catch (IOException e) {
      throw new BadInput(model + " cannot be read: " + (Files.exists(model) ? e.getMessage() : "there is no such file"), e);
    }
  }
}
