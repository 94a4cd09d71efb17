// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A layout as a drawing in SVG: placed cells by what they are, rails, wires by layer, pins, a scale. Of very many wires the longest are drawn, and that is said.
 *
 * @param def the layout
 * @param lef sizes of its cells
 * @param filler cells that only fill
 * @param note a line under the drawing
 */
record Picture(Def def, Lef lef, String filler, String note) {
  /** A file of a megabyte or so. */
  private static final int MOST_WIRES = 30_000;
  private static final int WIDTH = 900, MARGIN = 20, LEGEND = 44, LINE = 16;
  /** Layers from the lowest on: browns and blues that print apart. */
  private static final List<String> COLOURS = List.of("#2b6cb0", "#c05621", "#2f855a", "#805ad5", "#b83280", "#718096");

  /** The text of the file: the same for the same layout. */
  String svg() {
    double scale = WIDTH / def.die().width(), height = def.die().height() * scale;
    var s = new StringBuilder(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n", WIDTH + 2 * MARGIN, height + 2 * MARGIN + LEGEND + (drawn().size() < def.wires().size() ? LINE : 0), WIDTH + 2 * MARGIN));
    s.append("<title>").append(escaped(def.design())).append(", placed and routed</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    s.append(String.format(Locale.ROOT, "<g transform=\"translate(%d %.2f) scale(%.5f %.5f) translate(%.2f %.2f)\">%n", MARGIN, MARGIN + height, scale, -scale, -def.die().left(), -def.die().bottom()));
    s.append(String.format(Locale.ROOT, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#f7fafc\" stroke=\"#4a5568\" stroke-width=\"%.3f\"/>%n", def.die().left(), def.die().bottom(), def.die().width(), def.die().height(), 1 / scale));
    cells(s, scale);
    wires(s, scale);
    pins(s, scale);
    s.append("</g>\n");
    legend(s, height, scale);
    return s.append("</svg>\n").toString();
  }

  /** Registers are darkest, then logic, then what only fills. */
  private enum Kind {
    FILLER("#edf2f7"), LOGIC("#d6e4f0"), REGISTER("#f6d6ad");

    private final String colour;

    Kind(String colour) {
      this.colour = colour;
    }
  }

  private Kind kind(String type) {
    return type.equals(filler) ? Kind.FILLER : type.startsWith("DFF") || type.startsWith("LATCH") ? Kind.REGISTER : Kind.LOGIC;
  }

  private void cells(StringBuilder s, double scale) {
    var paths = new TreeMap<Kind, StringBuilder>();
    for (var cell : def.cells()) {
      var size = lef.cells().get(cell.type());
      if (size == null) continue;
      boolean lies = cell.orientation().endsWith("E") || cell.orientation().endsWith("W");
      double w = lies ? size.height() : size.width(), h = lies ? size.width() : size.height();
      paths.computeIfAbsent(kind(cell.type()), k -> new StringBuilder()).append('M').append(number(cell.x())).append(' ').append(number(cell.y())).append('h').append(number(w)).append('v').append(number(h)).append('h').append(number(-w)).append('z');
    }
    paths.forEach((kind, path) -> s.append(String.format(Locale.ROOT, "<path fill=\"%s\" stroke=\"#a0aec0\" stroke-width=\"%.3f\" d=\"%s\"/>%n", kind.colour, .4 / scale, path)));
  }

  private void wires(StringBuilder s, double scale) {
    for (boolean rails : new boolean[] {true, false}) {
      var paths = new TreeMap<String, StringBuilder>();
      drawn().stream().filter(w -> w.special() == rails).forEach(w -> {
        var path = paths.computeIfAbsent(w.layer(), l -> new StringBuilder()).append('M').append(number(w.x())).append(' ').append(number(w.y()));
        if (w.y() == w.toY()) path.append('H').append(number(w.toX()));
        else if (w.x() == w.toX()) path.append('V').append(number(w.toY()));
        else path.append('L').append(number(w.toX())).append(' ').append(number(w.toY()));
      });
      paths.forEach((layer, path) -> s.append(String.format(Locale.ROOT, "<path fill=\"none\" stroke=\"%s\" stroke-opacity=\"%s\" stroke-width=\"%.3f\" d=\"%s\"/>%n", colour(layer), rails ? ".3" : ".8", (rails ? 5 : 1) / scale, path)));
    }
  }

  /** In the layout's order. */
  private List<Def.Wire> drawn() {
    if (def.wires().size() <= MOST_WIRES) return def.wires();
    double least = def.wires().stream().sorted(Comparator.comparingDouble(Def.Wire::length).reversed()).skip(MOST_WIRES - 1).findFirst().orElseThrow().length();
    return def.wires().stream().filter(w -> w.length() >= least).limit(MOST_WIRES).toList();
  }

  private void pins(StringBuilder s, double scale) {
    double side = 5 / scale;
    var path = new StringBuilder();
    for (var pin : def.pins()) path.append('M').append(number(pin.x() - side / 2)).append(' ').append(number(pin.y() - side / 2)).append('h').append(number(side)).append('v').append(number(side)).append('h').append(number(-side)).append('z');
    s.append("<path fill=\"#1a202c\" d=\"").append(path).append("\"/>\n");
  }

  private void legend(StringBuilder s, double height, double scale) {
    double y = 2 * MARGIN + height;
    double bar = Math.pow(10, Math.floor(Math.log10(def.die().width() / 3)));
    s.append(String.format(Locale.ROOT, "<path stroke=\"#1a202c\" stroke-width=\"2\" d=\"M%d %.1fh%.2f\"/>%n<text x=\"%.1f\" y=\"%.1f\">%s um</text>%n", MARGIN, y, bar * scale, MARGIN + bar * scale + 6, y + 4, number(bar)));
    double x = MARGIN + bar * scale + 80;
    for (var layer : layers()) {
      s.append(String.format(Locale.ROOT, "<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"%s\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y - 5, colour(layer), x + 14, y + 4, escaped(layer)));
      x += 80;
    }
    int all = def.wires().size(), some = drawn().size();
    s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\">%s</text>%n", MARGIN, y + 26, escaped(note)));
    if (some < all) s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\">the longest %d of %d pieces of wire are drawn</text>%n", MARGIN, y + 26 + LINE, some, all));
  }

  private TreeSet<String> layers() {
    return def.wires().stream().map(Def.Wire::layer).collect(Collectors.toCollection(TreeSet::new));
  }

  private String colour(String layer) {
    return COLOURS.get(layers().headSet(layer).size() % COLOURS.size());
  }

  /** Hundredths of a micrometre, without zeros behind. */
  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    String text = String.format(Locale.ROOT, "%s%d", hundredths < 0 ? "-" : "", Math.abs(hundredths) / 100);
    long rest = Math.abs(hundredths) % 100;
    return rest == 0 ? text : text + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
