// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.BadInput;
import kakure.engine.Planner;
import kakure.network.Network;
import kakure.network.onnx.OnnxReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure plan}: what an engine will need for a network, layer by layer, before anything is generated. */
@Command(name = "plan", header = "Predict cycles, utilisation, buffers and mask bits of a network; --array all ranks every split.")
final class PlanCommand implements Runnable {
  private static final int ELEMENTS = 4096;

  @Parameters(paramLabel = "MODEL", description = "The hidden network, an ONNX file.")
  private Path model;

  @Mixin
  private EngineOptions options;

  @Option(names = "--kinds", description = "What each kind of mask would cost and gain: these layers under random masks.")
  private boolean kinds;

  @Mixin
  private JsonOption json;

  /** A split of the elements, and the network's plan on it or why there is none. */
  private record Split(String array, PlanText plan, String refusal) {
    long cycles() {
      return plan == null ? Long.MAX_VALUE : plan.schedule().total();
    }
  }

  @Override
  public void run() {
    json.check();
    Network network = OnnxReader.read(model);
    if (kinds) {
      json.write(Map.of("kinds", new KindsTable(network, options).print()));
      return;
    }
    if ("all".equals(options.array)) {
      rank(network);
      return;
    }
    var plan = PlanText.of(Planner.plan(network, options.engine()));
    System.out.print(plan.table() + plan.summary());
    json.write(plan.keys());
  }

  private void rank(Network network) {
    List<Split> splits = new ArrayList<>();
    for (String array : splits()) {
      Terminal.progress("planning " + array);
      splits.add(split(network, array));
    }
    Terminal.clear();
    splits.sort(Comparator.comparingLong(Split::cycles));
    var table = new Table("array", ">cycles per image", ">utilised", "remark");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Split split : splits) {
      var row = new LinkedHashMap<String, Object>();
      row.put("array", split.array());
      if (split.plan() == null) {
        table.row(split.array(), "-", "-", split.refusal());
        row.put("refusal", split.refusal());
      } else {
        table.row(split.array(), split.cycles(), PlanText.percent(split.plan().utilisation()), "");
        row.put("cyclesPerImage", split.cycles());
        row.put("utilisation", split.plan().utilisation());
      }
      rows.add(row);
    }
    System.out.print(table.text());
    json.write(Map.of("splits", rows));
  }

  /** Every way to write the number of elements as input channels x pixels x output channels that an engine can have. */
  private static List<String> splits() {
    List<String> splits = new ArrayList<>();
    for (int tci = 1; tci <= 256; tci++) {
      for (int pixels = 1; pixels <= 64 && tci * pixels <= ELEMENTS; pixels++) {
        int tco = ELEMENTS / (tci * pixels);
        if (tco <= 256 && tci * pixels * tco == ELEMENTS) {
          splits.add(tci + "x" + pixels + "x" + tco);
        }
      }
    }
    return splits;
  }

  private Split split(Network network, String array) {
    try {
      return new Split(array, PlanText.of(Planner.plan(network, options.engine(array))), "");
    } catch (BadInput | IllegalArgumentException e) {
      return new Split(array, null, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
