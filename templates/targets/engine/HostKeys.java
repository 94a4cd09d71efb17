// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.network.Intake;
import kakure.network.Shape;
import kakure.network.Window;

/** What a host must know to take beats of {@code out} apart: the array, where each layer's result lies, and what becomes of the last one's sums. docs/host.md says how. */
final class HostKeys {
  private HostKeys() {}

  static Map<String, Object> of(EnginePlan plan) {
    var e = plan.engine();
    var array = new LinkedHashMap<String, Object>();
    array.put("tci", e.tci());
    array.put("pixels", e.pixels());
    array.put("tco", e.tco());
    array.put("drain", e.drain());
    var input = new LinkedHashMap<String, Object>();
    input.put("channels", plan.network().input().channels());
    input.put("height", plan.network().input().height());
    input.put("width", plan.network().input().width());
    input.put("spread", plan.spread().group());
    place(input, plan.image());
    var layers = new ArrayList<Object>();
    boolean anywhere = e.residual() || plan.layers().stream().anyMatch(p -> p.layer().isPart());
    for (var p : plan.layers()) layers.add(layer(plan, p, anywhere));
    var readout = new LinkedHashMap<String, Object>();
    readout.put("scale", Arrays.stream(plan.network().readout().scale()).boxed().toList());
    readout.put("bias", Arrays.stream(plan.network().readout().bias()).boxed().toList());
    var keys = new LinkedHashMap<String, Object>();
    keys.put("array", array);
    keys.put("input", input);
    var intake = plan.network().intake();
    if (!intake.sameLevels()) keys.put("levels", levels(intake));
    intake.fold().ifPresent(w -> keys.put("fold", fold(intake.picture(), w)));
    keys.put("layers", layers);
    keys.put("readout", readout);
    return keys;
  }

  /** @param anywhere whether results may lie anywhere in a memory */
  private static Map<String, Object> layer(EnginePlan plan, LayerPlan p, boolean anywhere) {
    var result = p.layer().result();
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", p.layer().name());
    keys.put("channels", result.channels());
    keys.put("height", result.height());
    keys.put("width", result.width());
    keys.put("pooled", p.layer().pools());
    keys.put("sums", p.layer().last());
    keys.put("sweepPitch", p.window().pitch());
    place(keys, p.out());
    if (p.layer().isPart()) keys.put("firstChannel", p.layer().part().first());
    if (p.layer().part().onePlane()) keys.put("plane", p.layer().part().plane());
    plan.order(p.layer()).ifPresent(order -> keys.put("order", order));
    if (anywhere) keys.put("firstRow", p.where().base());
    if (!p.told()) keys.put("told", false);
    return keys;
  }

  private static void place(Map<String, Object> keys, Placement place) {
    keys.put("pitch", place.pitch());
    keys.put("groupRows", place.groupRows());
    keys.put("planeRows", place.planes() ? place.planeRows() : 0);
  }

  /** The pixel of each byte of a picture. */
  private static List<Integer> levels(Intake intake) {
    var levels = new ArrayList<Integer>();
    for (byte level : intake.levels()) levels.add(level & 255);
    return levels;
  }

  /** How a picture is laid out anew as the image that is sent. */
  private static Map<String, Object> fold(Shape picture, Window w) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("channels", picture.channels());
    keys.put("height", picture.height());
    keys.put("width", picture.width());
    keys.put("kernelHeight", w.kernelHeight());
    keys.put("kernelWidth", w.kernelWidth());
    keys.put("stride", w.stride());
    keys.put("padTop", w.padTop());
    keys.put("padLeft", w.padLeft());
    return keys;
  }
}
