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
  /** Of these two the units that are as wide as the usual macro's: on them the sides are compared. */
  private static final int AS_WIDE = 8;
  private static final String WEIGHTS = "weights", ACTIVATIONS = "activations";

  private final CimTarget target;

  StoreStudy(CimTarget target) {
    this.target = target;
  }

  @Override
  public String option() {
    return "--store";
  }

  @Override
  public List<String> words() {
    return List.of(WEIGHTS, ACTIVATIONS);
  }

  @Override
  public String description() {
    return "Which side the cells should hold, weights or activations: what of either is empty, and which is better, layer by layer, on the images of " + CimTarget.CALIBRATE + "; a word behind it says from whose side.";
  }

  @Override
  public Answer answer(Network network, Given given, Consumer<String> progress) {
    var path = given.option(CimTarget.CALIBRATE).orElseThrow(() -> new BadInput(option() + " is judged by activations: give " + CimTarget.CALIBRATE + " PATH"));
    progress.accept("placing " + network.name());
    var plan = (CimPlan) target.plan(network, target.top(given, network), given);
    var gates = Calibration.neighbours(path, network, CimTarget.unplaced(network));
    var from = given.option(option()).orElse(ACTIVATIONS);
    var cells = new ArrayList<List<String>>();
    var rows = new ArrayList<Map<String, Object>>();
    for (var layer : plan.layers()) {
      progress.accept("both sides of " + layer.node().name());
      var sides = StoreSides.of(layer.mapping(), gates.get(layer.node().name()), plan.top().phases(), PIXELS);
      var one = sides.activations().get(0);
      var eight = sides.activations().get(1);
      cells.add(List.of(sides.layer(), share(sides.weightsOff()), share(sides.weightsSkipped()), share(one.planeOff()), share(one.off()), share(eight.planeOff()), share(eight.off()), share(sides.pulsesStopped()),
          String.format(Locale.ROOT, "%+.3f", from.equals(WEIGHTS) ? -sides.ahead(AS_WIDE) : sides.ahead(AS_WIDE)), better(sides)));
      rows.add(row(sides));
    }
    return new Answer(List.of("layer", ">weights: off", ">skipped", ">activations: plane off", ">all planes", ">8 pixels: plane", ">all", ">zero weights", ">" + from + " ahead", "better"), cells, "sides", rows);
  }

  /** The side of which a larger share of unit-bits needs no charge, in units of the same width; weights if none, as they are written once. */
  private static String better(StoreSides sides) {
    return sides.ahead(AS_WIDE) > 0 ? ACTIVATIONS : WEIGHTS;
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
    row.put("activationsAhead", s.ahead(AS_WIDE));
    row.put("better", better(s));
    return row;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
