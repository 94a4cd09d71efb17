// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.network.Network;
import kakure.target.Given;
import kakure.target.Study;
import targets.cim.mapper.StoreSides;

/** Which side of a layer the cells should hold, its weights or its activations: what of either is empty, on real images. */
final class StoreStudy implements Study {
  /** Pixels that share a unit where activations are stored. */
  private static final List<Integer> PIXELS = List.of(1, 8);

  private final CimTarget target;

  StoreStudy(CimTarget target) {
    this.target = target;
  }

  @Override
  public String option() {
    return "--store";
  }

  @Override
  public String description() {
    return "Which side the cells should hold, weights or activations: what of either is empty, layer by layer, on the images of " + CimTarget.CALIBRATE + ".";
  }

  @Override
  public Answer answer(Network network, Given given, Consumer<String> progress) {
    var path = given.option(CimTarget.CALIBRATE).orElseThrow(() -> new BadInput(option() + " is judged by activations: give " + CimTarget.CALIBRATE + " PATH"));
    progress.accept("placing " + network.name());
    var plan = (CimPlan) target.plan(network, target.top(given, network), given);
    var gates = Calibration.neighbours(path, network, CimTarget.unplaced(network));
    var cells = new ArrayList<List<String>>();
    var rows = new ArrayList<Map<String, Object>>();
    for (var layer : plan.layers()) {
      progress.accept("both sides of " + layer.node().name());
      var sides = StoreSides.of(layer.mapping(), gates.get(layer.node().name()), plan.top().phases(), PIXELS);
      var one = sides.activations().get(0);
      var eight = sides.activations().get(1);
      cells.add(List.of(sides.layer(), share(sides.weightsOff()), share(sides.weightsSkipped()), share(one.planeOff()), share(one.off()), share(eight.planeOff()), share(eight.off()), share(sides.pulsesStopped())));
      rows.add(row(sides));
    }
    return new Answer(List.of("layer", ">weights: off", ">skipped", ">activations: plane off", ">all planes", ">8 pixels: plane", ">all", ">zero weights"), cells, "sides", rows);
  }

  private static Map<String, Object> row(StoreSides s) {
    var row = new LinkedHashMap<String, Object>();
    row.put("layer", s.layer());
    row.put("weightsOff", s.weightsOff());
    row.put("weightsSkipped", s.weightsSkipped());
    for (var stored : s.activations()) {
      row.put("planeOff" + stored.pixels(), stored.planeOff());
      row.put("activationsOff" + stored.pixels(), stored.off());
    }
    row.put("zeroWeights", s.pulsesStopped());
    row.put("rowsWrittenOnce", s.weightsWritten());
    row.put("columnsWrittenEach", s.activationsWritten());
    return row;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
