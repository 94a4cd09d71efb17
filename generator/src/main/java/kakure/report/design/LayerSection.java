// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kakure.report.Html;

/** A network's layers: a table, the time of an image, and the bits of masks beside their entropy. */
final class LayerSection {
  /** Share of the width in which a name can be read. */
  private static final double LEGIBLE = 0.03;
  private static final List<String> SHADES = List.of("s0", "s1");

  private final Run run;

  LayerSection(Run run) {
    this.run = run;
  }

  void write(StringBuilder s) {
    Parts.heading(s, "layers", "Layers");
    table(s);
    run.other().ifPresent(other -> Parts.note(s, "These figures are " + other + "."));
    if (masked()) Parts.note(s, "Mask and entropy in bits a weight.");
    if (!run.measured()) Parts.note(s, "Planned, not measured: --run FILE takes what kakure run MODEL --data PATH --json FILE wrote.");
    Parts.heading(s, "time", "An image's time");
    timeline(s);
    if (masked()) {
      Parts.heading(s, "masks", "Mask bits beside entropy");
      masks(s);
    }
  }

  private boolean masked() {
    return run.layers().stream().anyMatch(l -> Double.isFinite(l.maskBits()));
  }

  private void table(StringBuilder s) {
    boolean maps = run.layers().stream().anyMatch(l -> !l.map().isEmpty());
    var names = new ArrayList<>(List.of("layer"));
    if (maps) names.add("map");
    names.addAll(List.of("MACs", "planned"));
    if (run.measured()) names.addAll(List.of("measured", "ratio"));
    names.add("utilised");
    if (masked()) names.addAll(List.of("mask", "entropy"));
    if (run.measured()) names.addAll(List.of("compared", "differ"));
    var rows = new ArrayList<List<String>>();
    for (var layer : run.layers()) rows.add(row(layer.name(), layer.map(), List.of(layer), maps));
    rows.add(row("all", "", run.layers(), maps));
    Html.table(s, names, rows);
  }

  private List<String> row(String name, String map, List<Run.Layer> layers, boolean maps) {
    double planned = layers.stream().mapToDouble(Run.Layer::plannedCycles).sum(), time = layers.stream().mapToDouble(Run.Layer::time).sum();
    var cells = new ArrayList<>(List.of(name));
    if (maps) cells.add(map.replace(" x ", "×").replace("->", "→"));
    cells.add(Parts.count(layers.stream().mapToDouble(Run.Layer::macs).sum()));
    cells.add(Parts.count(planned));
    if (run.measured()) cells.addAll(List.of(Parts.count(time), String.format(Locale.ROOT, "%.3f", planned / time)));
    cells.add(Parts.percent(layers.stream().mapToDouble(Run.Layer::idealCycles).sum() / time));
    if (masked()) {
      double weights = layers.stream().mapToDouble(Run.Layer::weights).sum();
      cells.add(bits(layers.stream().mapToDouble(Run.Layer::maskBits).sum() / weights));
      cells.add(bits(layers.stream().mapToDouble(Run.Layer::entropyBits).sum() / weights));
    }
    if (run.measured()) cells.addAll(List.of(Parts.count(layers.stream().mapToDouble(Run.Layer::compared).sum()), Parts.count(layers.stream().mapToDouble(Run.Layer::mismatches).sum())));
    return cells;
  }

  private static String bits(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
  }

  /** Lanes above each other, all to the same scale of cycles: which layer, how much of the elements' time computes, and what was waited for. */
  private void timeline(StringBuilder s) {
    double all = Math.max(run.cyclesPerImage(), run.layerCycles());
    double load = all - run.layerCycles();
    s.append("<figure class=\"time\">\n");
    var bars = new StringBuilder();
    if (load > 0) bars.append(bar(0, load / all, 1, "load", "load", "load and reports: " + Parts.count(load) + " cycles"));
    each(all, load, (l, from, share, shade) -> bars.append(bar(from, share, 1, shade, l.name(), l.name() + ": " + Parts.count(l.time()) + " cycles")));
    lane(s, "layer", bars);
    var work = new StringBuilder();
    each(all, load, (l, from, share, shade) -> work.append(bar(from, share, l.utilisation(), "work", "", l.name() + ": elements at work " + Parts.percent(l.utilisation()))));
    lane(s, "elements at work", work);
    run.layers().stream().flatMap(l -> l.waits().keySet().stream()).distinct().forEach(wait -> {
      var waits = new StringBuilder();
      each(all, load, (l, from, share, shade) -> {
        double waited = l.waits().getOrDefault(wait, 0.0) / l.time();
        if (waited > 0) waits.append(bar(from, share, waited, "wait", "", l.name() + ": waits for " + said(wait) + " " + Parts.count(l.waits().get(wait)) + " cycles, " + Parts.percent(waited)));
      });
      lane(s, "waits for " + said(wait), waits);
    });
    s.append("<div class=\"lane axis\"><span></span><div>");
    for (int i = 0; i <= 4; i++) s.append("<b style=\"left:").append(Parts.length(i / 4.0)).append("\">").append(Parts.count(all * i / 4)).append("</b>");
    s.append("</div></div>\n<figcaption>").append(run.measured() ? "Measured" : "Planned").append(" cycles of an image, ").append(Parts.count(all)).append("; a bar is as high as its share of the layer's time. ")
        .append(Parts.percent(run.utilisation())).append(" of the elements' time in the layers computes.</figcaption>\n</figure>\n");
  }

  /** A wait's key as a reader says it. */
  private static String said(String wait) {
    return switch (wait) {
      case "mask" -> "masks";
      case "write" -> "the write side";
      default -> wait;
    };
  }

  /** Draws a layer's part of a lane. */
  private interface Bar {
    void draw(Run.Layer layer, double from, double share, String shade);
  }

  private void each(double all, double load, Bar bar) {
    double at = load;
    for (int i = 0; i < run.layers().size(); i++) {
      var layer = run.layers().get(i);
      bar.draw(layer, at / all, layer.time() / all, SHADES.get(i % SHADES.size()));
      at += layer.time();
    }
  }

  private static void lane(StringBuilder s, String name, StringBuilder bars) {
    s.append("<div class=\"lane\"><span>").append(Html.escape(name)).append("</span><div>").append(bars).append("</div></div>\n");
  }

  private static String bar(double from, double share, double height, String shade, String text, String title) {
    return "<i class=\"" + shade + "\" style=\"left:" + Parts.length(from) + ";width:" + Parts.length(share) + ";height:" + Parts.length(Math.min(1, height)) + "\" title=\"" + Html.escape(title) + "\">" + (share < LEGIBLE ? "" : Html.escape(text)) + "</i>";
  }

  private void masks(StringBuilder s) {
    double most = run.layers().stream().mapToDouble(l -> Math.max(l.maskBits(), l.entropyBits()) / l.weights()).filter(Double::isFinite).max().orElse(1);
    s.append("<figure class=\"bits\">\n");
    for (var l : run.layers()) {
      double mask = l.maskBits() / l.weights(), entropy = l.entropyBits() / l.weights();
      if (!Double.isFinite(mask)) continue;
      s.append("<div><span>").append(Html.escape(l.name())).append("</span><div>");
      s.append("<i class=\"s0\" style=\"width:").append(Parts.length(0.8 * mask / most)).append("\"></i><em>").append(bits(mask)).append("</em><br>");
      s.append("<i class=\"work\" style=\"width:").append(Parts.length(0.8 * entropy / most)).append("\"></i><em>").append(bits(entropy)).append("</em></div></div>\n");
    }
    s.append("<figcaption><i class=\"key s0\"></i> bits of the mask as it is sent, by weight; <i class=\"key work\"></i> its entropy, which no code goes below.</figcaption>\n</figure>\n");
  }
}
