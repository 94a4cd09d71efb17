// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kakure.console.Table;

/**
 * What an {@link AnalogStudy} found.
 *
 * @param images that were labelled
 * @param exact the point at which all sums are exact, without noise
 * @param exactRight images that it labels as the data do
 * @param scaled points without noise
 * @param noisy points of exact bits with noise
 * @param counts ones on the lines of the calibration images
 * @param patterns that layers have
 */
record AnalogResults(int images, AnalogPoint exact, int exactRight, List<Scaled> scaled, List<Noisy> noisy, LineCounts counts, Set<Integer> patterns) {
  /** Copies, patterns in order. */
  AnalogResults {
    scaled = List.copyOf(scaled);
    noisy = List.copyOf(noisy);
    patterns = new TreeSet<>(patterns);
  }

  /**
   * A number of bits and a full scale.
   *
   * @param right images labelled as the data do
   * @param same images labelled as with exact sums
   */
  record Scaled(FullScale scale, int bits, AnalogPoint point, int right, int same) {}

  /**
   * An amplitude of noise.
   *
   * @param ones root of its mean square, as it is after rounding to 1/256 ones of amplitude
   */
  record Noisy(double ones, AnalogPoint point, int right, int same) {}

  double percent(int right) {
    return 100.0 * right / images;
  }

  /** Accuracy: a row for each number of bits, a column for each full scale. */
  String bitsTable() {
    var scales = scaled.stream().map(Scaled::scale).distinct().toList();
    var columns = new ArrayList<String>(List.of(">bits"));
    scales.forEach(s -> columns.add(">" + s.word()));
    var table = new Table(columns.toArray(String[]::new));
    for (int bits : scaled.stream().map(Scaled::bits).distinct().toList()) {
      var row = new ArrayList<Object>(List.of(bits));
      for (var scale : scales) scaled.stream().filter(s -> s.bits() == bits && s.scale().equals(scale)).forEach(s -> row.add(one(percent(s.right()))));
      table.row(row.toArray());
    }
    return table.text();
  }

  /** Accuracy over noise, and how many images are labelled as without it. */
  String noiseTable() {
    var table = new Table(">noise, ones", ">amplitude / 256", ">right %", ">as without %");
    for (var n : noisy) table.row(String.format(Locale.ROOT, "%.3f", n.ones()), n.point().tile().noise(), one(percent(n.right())), one(percent(n.same())));
    return table.text();
  }

  /** What the converters of {@code auto} are, and what they cut off, pattern by pattern; empty without it. */
  String autoTable() {
    var table = new Table(">bits", ">pattern", ">full scale", ">step", ">most seen", ">clipped %");
    boolean any = false;
    for (var s : scaled) {
      if (s.scale().kind() != FullScale.Kind.AUTO) continue;
      any = true;
      for (int p : patterns) {
        var c = s.point().converter(p);
        table.row(s.bits(), p, c.fullScale(), one(c.fullScale() / (double) c.highest()), counts.largest(p), String.format(Locale.ROOT, "%.3f", 100 * counts.share(p, c.fullScale())));
      }
    }
    return any ? table.text() : "";
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** For other programs. */
  Map<String, Object> keys() {
    var keys = new LinkedHashMap<String, Object>();
    var shape = exact.tile().shape();
    keys.put("images", images);
    keys.put("segmentRows", shape.segmentRows());
    keys.put("rows", shape.rows());
    keys.put("patterns", List.copyOf(patterns));
    keys.put("exactBits", exact.tile().converterBits());
    keys.put("exactAccuracy", exactRight / (double) images);
    keys.put("exactEqualsDigital", true);
    keys.put("points", scaled.stream().map(this::keys).toList());
    keys.put("noise", noisy.stream().map(this::keys).toList());
    return keys;
  }

  private Map<String, Object> keys(Scaled s) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("bits", s.bits());
    keys.put("fullScale", s.scale().word());
    keys.put("ones", patterns.stream().map(p -> s.point().converter(p).fullScale()).toList());
    keys.put("clipped", patterns.stream().map(p -> counts.share(p, s.point().converter(p).fullScale())).toList());
    keys.put("accuracy", s.right() / (double) images);
    keys.put("asExact", s.same() / (double) images);
    return keys;
  }

  private Map<String, Object> keys(Noisy n) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("ones", n.ones());
    keys.put("amplitude", n.point().tile().noise());
    keys.put("accuracy", n.right() / (double) images);
    keys.put("asExact", n.same() / (double) images);
    return keys;
  }
}
