// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Computes points, each in processes of its own: what one runs out of takes nothing from the others.
 *
 * @param folder of the sweep
 * @param launcher the words that start Kakure
 */
public record Worker(Path folder, List<String> launcher) {
  private static final Duration LIMIT = Duration.ofDays(30);

  /** Points of one key: computed once, a result file for each. */
  public void compute(List<Point> twins) {
    var first = twins.get(0);
    var plan = single(figures(first, first.plan()));
    var run = plan.status != Result.Status.DONE || first.run().isEmpty() ? new Answer(plan.status, plan.message, new LinkedHashMap<>()) : figures(first, first.run());
    for (var p : twins) new Result(p, run.status, run.message, plan.keys, run.keys).write(folder);
  }

  /** A ranking is no point: it has no cycles of its own. */
  private static Answer single(Answer plan) {
    if (plan.status != Result.Status.DONE || plan.keys.containsKey("cyclesPerImage")) return plan;
    return new Answer(Result.Status.REFUSED, "--elements and --array all rank several designs, and a point is one: give their values with commas between them, as --array 4x4x8,8x4x8", plan.keys);
  }

  private record Answer(Result.Status status, String message, Map<String, Object> keys) {}

  private Answer figures(Point point, List<String> words) {
    Path json = null;
    try {
      json = Files.createTempFile("kakure-sweep", ".json");
      var command = new ArrayList<>(launcher);
      command.addAll(words);
      command.addAll(List.of("--json", json.toString()));
      Exec e = Exec.run(null, System.getenv().getOrDefault("PATH", ""), LIMIT, command);
      var status = Result.Status.of(e.status());
      return new Answer(status, status == Result.Status.DONE ? "" : complaint(e), Files.size(json) == 0 ? new LinkedHashMap<>() : read(json));
    } catch (ToolException e) {
      return new Answer(Result.Status.FAILED, String.valueOf(e.getMessage()), new LinkedHashMap<>());
    } catch (IOException e) {
      throw new UncheckedIOException(point.name(), e);
    } finally {
      if (json != null) json.toFile().delete();
    }
  }

  @SuppressWarnings("unchecked") // an object of JSON has keys that are texts
  private static Map<String, Object> read(Path json) throws IOException {
    return JsonMapper.shared().readValue(Files.readString(json), LinkedHashMap.class);
  }

  /** What Kakure said last, from its name on. */
  private static String complaint(Exec e) {
    var lines = e.output().lines().toList();
    int at = lines.size() - 1;
    while (at > 0 && !lines.get(at).startsWith("kakure: ")) at--;
    String said = lines.stream().skip(Math.max(0, at)).limit(6).collect(Collectors.joining("\n"));
    return said.isBlank() ? "ended with exit code " + e.status() : said.replaceFirst("^kakure: ", "");
  }
}
