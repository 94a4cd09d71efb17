// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kakure.cosim.ToolException;

/** Reads a DEF file, as far as {@link Def} keeps it; the rest is passed over. Time and memory are linear in the file's length, but for a sorted map. */
final class DefReader {
  private static final long MOST_BYTES = 256L << 20;

  private final Words words;
  private final List<Def.Cell> cells = new ArrayList<>();
  private final List<Def.Pin> pins = new ArrayList<>();
  private final List<Def.Wire> wires = new ArrayList<>();
  private final Map<String, String> connections = new TreeMap<>();
  private double units;
  private Def.Box die;
  private String design = "";

  private DefReader(String name, String text) {
    words = new Words(name, text);
  }

  /** @throws ToolException where the file cannot be read or says something else than it should */
  static Def read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) throw new ToolException(file + ": larger than " + MOST_BYTES + " bytes");
      return of(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Def of(String name, String text) {
    return new DefReader(name, text).read();
  }

  private Def read() {
    while (!words.end()) {
      switch (words.next()) {
        case "DESIGN" -> design = word(words.statement(), 0);
        case "UNITS" -> units = number(word(words.statement(), 2));
        case "DIEAREA" -> die = die(points(words.statement(), 0));
        case "COMPONENTS" -> section("COMPONENTS", this::component);
        case "PINS" -> section("PINS", this::pin);
        case "NETS" -> section("NETS", s -> net(s, false));
        case "SPECIALNETS" -> section("SPECIALNETS", s -> net(s, true));
        case "END" -> {
          if (words.next().equals("DESIGN")) return def();
        }
        default -> words.statement();
      }
    }
    throw words.error("the file ends before END DESIGN");
  }

  private Def def() {
    if (design.isEmpty() || die == null) throw words.error("the file has no DESIGN or no DIEAREA");
    return new Def(design, die, cells, pins, connections, wires);
  }

  private Def.Box die(List<double[]> corners) {
    if (corners.size() < 2) throw words.error("DIEAREA has fewer than two corners");
    double left = corners.get(0)[0], right = left, bottom = corners.get(0)[1], top = bottom;
    for (var c : corners) {
      left = Math.min(left, c[0]);
      right = Math.max(right, c[0]);
      bottom = Math.min(bottom, c[1]);
      top = Math.max(top, c[1]);
    }
    return new Def.Box(left, bottom, right, top);
  }

  /** What takes a statement of a section, without its dash. */
  private interface Entry {
    void take(List<String> statement);
  }

  private void section(String name, Entry entry) {
    words.statement();
    while (true) {
      String word = words.next();
      if (word.equals("END")) {
        if (!words.next().equals(name)) throw words.error("END of another section than " + name);
        return;
      }
      if (!word.equals("-")) throw words.error("a dash is expected in " + name + ", not " + word);
      var statement = words.statement();
      if (statement.isEmpty()) throw words.error("an entry of " + name + " is empty");
      entry.take(statement);
    }
  }

  private void component(List<String> s) {
    int placed = Math.max(s.indexOf("PLACED"), s.indexOf("FIXED"));
    if (placed < 0 || s.size() < placed + 6) throw words.error("cell " + s.get(0) + " is not placed");
    var at = points(s, placed).get(0);
    cells.add(new Def.Cell(s.get(0), s.get(1), at[0], at[1], s.get(placed + 5)));
  }

  private void pin(List<String> s) {
    int placed = Math.max(s.indexOf("PLACED"), s.indexOf("FIXED"));
    if (placed < 0) throw words.error("pin " + s.get(0) + " is not placed");
    var at = points(s, placed).get(0);
    pins.add(new Def.Pin(s.get(0), at[0], at[1]));
  }

  /** Pins come first, in parentheses of a cell and a pin; then wires: a layer, a width where the net is a rail's, points and vias. */
  private void net(List<String> s, boolean special) {
    int at = 1;
    for (; at + 3 < s.size() && s.get(at).equals("("); at += 4) {
      if (!s.get(at + 3).equals(")")) throw words.error("net " + s.get(0) + ": a pin has two words");
      String end = s.get(at + 1) + "/" + s.get(at + 2);
      if (connections.put(end, s.get(0)) != null) throw words.error(end + " is on two nets");
    }
    while (at < s.size()) {
      String word = s.get(at++);
      if (word.equals("ROUTED") || word.equals("FIXED") || word.equals("COVER") || word.equals("NEW")) at = wire(s, at, special && (s.get(0).equals(Technology.POWER) || s.get(0).equals(Technology.GROUND)));
    }
  }

  /** From the layer on. @return where the wire ends */
  private int wire(List<String> s, int from, boolean special) {
    if (from == s.size()) throw words.error("net " + s.get(0) + ": a wire has no layer");
    int at = from + 1;
    double[] last = null;
    while (at < s.size() && !s.get(at).equals("NEW") && !s.get(at).equals("+")) {
      if (!s.get(at).equals("(")) {
        at++; // a width, a via, a word about tapers
        continue;
      }
      if (at + 3 >= s.size()) throw words.error("net " + s.get(0) + ": a point is not closed");
      var point = point(s, at, last);
      if (last != null && (last[0] != point[0] || last[1] != point[1])) wires.add(new Def.Wire(s.get(0), s.get(from), special, last[0], last[1], point[0], point[1]));
      last = point;
      while (at < s.size() && !s.get(at).equals(")")) at++;
      at++;
    }
    return at;
  }

  /** All points behind a place in a statement. */
  private List<double[]> points(List<String> s, int from) {
    var points = new ArrayList<double[]>();
    for (int at = from; at + 3 < s.size(); at++) if (s.get(at).equals("(")) points.add(point(s, at, null));
    if (points.isEmpty()) throw words.error("a point is expected");
    return points;
  }

  /** A star is the coordinate of the point before. */
  private double[] point(List<String> s, int at, double[] before) {
    var point = new double[2];
    for (int i = 0; i < 2; i++) {
      String word = s.get(at + 1 + i);
      if (word.equals("*") && before != null) point[i] = before[i];
      else point[i] = number(word) / units();
    }
    return point;
  }

  private String word(List<String> statement, int at) {
    if (at >= statement.size()) throw words.error("a statement ends early");
    return statement.get(at);
  }

  private double units() {
    if (!(units > 0)) throw words.error("UNITS DISTANCE MICRONS comes before lengths");
    return units;
  }

  private double number(String word) {
    try {
      double value = Double.parseDouble(word);
      if (Double.isFinite(value)) return value;
    } catch (NumberFormatException e) {
      // told below
    }
    throw words.error("a number is expected, not " + word);
  }
}
