// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.emit.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a point, as {@code points/NAME.json} in the sweep's folder.
 *
 * @param point which
 * @param status how it ended
 * @param message what was said where it did not end well; empty otherwise
 * @param plan figures of the plan, as {@code kakure plan --json} writes them
 * @param run figures of the run; empty where the point was only planned, or had no end
 */
public record Result(Point point, Status status, String message, Map<String, Object> plan, Map<String, Object> run) {
  /** How a point ended. */
  public enum Status {
    /** Planned, and where it was run every layer was equal. */
    DONE,
    /** No such hardware computes the network, or the input is wrong: exit code 2. */
    REFUSED,
    /** Hardware and golden model differ: exit code 1. */
    DIFFERS,
    /** A tool is missing or died, or the point was stopped: it is done again when the sweep is resumed. */
    FAILED;

    static Status of(int code) {
      return code == 0 ? DONE : code == 1 ? DIFFERS : code == 2 ? REFUSED : FAILED;
    }

    static Status of(String word) {
      return Stream.of(values()).filter(s -> s.word().equals(word)).findFirst().orElse(FAILED);
    }

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Path file(Path folder, Point point) {
    return folder.resolve("points").resolve(point.name() + ".json");
  }

  /** Writes it into the sweep's folder. */
  void write(Path folder) {
    Staged.write(file(folder, point), Json.write(keys()));
  }

  /** The keys of its file. */
  public Map<String, Object> keys() {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("format", 1);
    keys.put("name", point.name());
    keys.put("chosen", point.chosen());
    keys.put("key", point.key());
    keys.put("command", "kakure " + ShellWords.command(point.run().isEmpty() ? point.plan() : point.run()));
    keys.put("status", status.word());
    keys.put("message", message);
    imagesPerSecond().ifPresent(rate -> keys.put("imagesPerSecond", rate));
    keys.put("plan", plan);
    keys.put("run", run);
    return keys;
  }

  /** The result that a former start left of a point, if it is of the same key and needs no second try. */
  static Optional<Result> read(Path folder, Point point) {
    return of(folder, point).filter(r -> r.status != Status.FAILED);
  }

  /** The result that is there, whatever it is; a point without one has failed. */
  static Result any(Path folder, Point point) {
    return of(folder, point).orElseGet(() -> new Result(point, Status.FAILED, "left no result", Map.of(), Map.of()));
  }

  private static Optional<Result> of(Path folder, Point point) {
    var file = file(folder, point);
    if (!Files.isRegularFile(file)) return Optional.empty();
    JsonNode json;
    try {
      json = Sheet.json(file);
    } catch (BadInput e) {
      return Optional.empty(); // damaged: done again
    }
    if (!json.path("key").asString("").equals(point.key())) return Optional.empty();
    var status = Status.of(json.path("status").asString(""));
    return Optional.of(new Result(point, status, json.path("message").asString(""), map(json.path("plan")), map(json.path("run"))));
  }

  @SuppressWarnings("unchecked") // an object of JSON has keys that are texts
  private static Map<String, Object> map(JsonNode object) {
    return JsonMapper.shared().treeToValue(object, LinkedHashMap.class);
  }

  /** A figure of the run, else of the plan; {@code elements}, {@code accuracy}, and {@code planeMacs} and {@code transferBits} of bit-serial weights, follow from others. */
  public OptionalDouble figure(String key) {
    if (key.equals("elements")) return elements();
    if (key.equals("accuracy")) return accuracy();
    if (key.equals("planeMacs") || key.equals("transferBits")) return ofPlanes(key);
    var value = run.getOrDefault(key, plan.get(key));
    return value instanceof Number n ? OptionalDouble.of(n.doubleValue()) : OptionalDouble.empty();
  }

  /** Multiply-accumulates that the hardware does in a cycle at best, by which its plan reckons ideal cycles. */
  private OptionalDouble elements() {
    if (!(plan.get("layers") instanceof List<?> layers)) return OptionalDouble.empty();
    double work = sum(layers, "planeMacs", "macs"), ideal = sum(layers, "idealCycles");
    return ideal > 0 ? OptionalDouble.of(Math.rint(work / ideal)) : OptionalDouble.empty();
  }

  /** Summed over the layers, where any of them has planes. */
  private OptionalDouble ofPlanes(String key) {
    if (!(plan.get("layers") instanceof List<?> layers) || sum(layers, "planeMacs") == 0) return OptionalDouble.empty();
    return OptionalDouble.of(key.equals("planeMacs") ? sum(layers, "planeMacs", "macs") : sum(layers, key));
  }

  /** The share of images that are right; with masks drawn at random nothing is recognised. */
  private OptionalDouble accuracy() {
    var right = figure("correct");
    var images = figure("images");
    boolean own = point.chosen().getOrDefault("masks", "own").equals("own");
    return own && right.isPresent() && images.isPresent() ? OptionalDouble.of(right.getAsDouble() / images.getAsDouble()) : OptionalDouble.empty();
  }

  /** Of each layer the first of these keys that it has. */
  private static double sum(List<?> layers, String... keys) {
    return layers.stream().mapToDouble(l -> l instanceof Map<?, ?> m ? Stream.of(keys).map(m::get).filter(Number.class::isInstance).findFirst().map(n -> ((Number) n).doubleValue()).orElse(0.0) : 0).sum();
  }

  /** Images per second of the hardware at the point's clock. */
  public OptionalDouble imagesPerSecond() {
    var cycles = figure("cyclesPerImage");
    return cycles.isEmpty() || point.clock().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(1e6 * point.clock().getAsDouble() / cycles.getAsDouble());
  }
}
