// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Breaks lines of Verilog that are longer than a page is wide, where a reader would: templates and expressions need not know how long the names and numbers become.
 *
 * <p>Code is broken at a statement, after a comma or before an operator, in as few brackets as possible; a comment that follows code goes above it; what begins with a
 * backtick stays, since a directive ends with its line.
 */
final class Folding {
  /** Columns of a line, at most. */
  static final int WIDTH = 120;

  private static final int CONTINUED = 4;
  /** Columns that a line has at least before it is broken, where deeper brackets give a better place. */
  private static final int LEAST = 40;
  private static final Pattern OPERATOR = Pattern.compile(" ([&|^+:-]|&&|\\|\\|) .*", Pattern.DOTALL);

  private Folding() {}

  static String fold(String verilog) {
    if (verilog.lines().allMatch(l -> l.length() <= WIDTH)) return verilog;
    var out = new StringBuilder();
    verilog.lines().forEach(l -> line(l, out));
    return out.toString();
  }

  private static void line(String line, StringBuilder out) {
    if (line.length() <= WIDTH || line.startsWith("`")) {
      out.append(line).append('\n');
      return;
    }
    int indent = line.length() - line.stripLeading().length();
    int comment = comment(line);
    if (comment >= 0) words(" ".repeat(indent) + "// ", line.substring(comment + 2).strip(), out);
    var code = comment < 0 ? line.strip() : line.substring(0, comment).strip();
    if (!code.isEmpty()) code(code, indent, out);
  }

  private static void words(String margin, String text, StringBuilder out) {
    var line = new StringBuilder(margin);
    for (var word : text.split(" ")) {
      if (line.length() > margin.length() && line.length() + word.length() >= WIDTH) {
        out.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(margin);
      }
      line.append(word).append(' ');
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static void code(String code, int indent, StringBuilder out) {
    var places = places(code);
    int from = 0;
    int margin = indent;
    while (margin + code.length() - from > WIDTH) {
      int at = best(places, from, WIDTH - margin, LEAST);
      if (at < 0) break;
      out.append(" ".repeat(margin)).append(code.substring(from, at).strip()).append('\n');
      from = at;
      margin = indent + CONTINUED;
    }
    out.append(" ".repeat(margin)).append(code.substring(from).strip()).append('\n');
  }

  /** A column where the code may be broken; the lower the rank, the better. */
  private record Place(int at, int rank) {}

  /** The last of the lowest rank that is no more than {@code room} behind {@code from}; one that leaves a short line only where there is no other. */
  private static int best(List<Place> places, int from, int room, int least) {
    Place best = null;
    for (var p : places) {
      if (p.at - from > least && p.at - from <= room && (best == null || p.rank <= best.rank)) best = p;
    }
    if (best == null) return least > 1 ? best(places, from, room, 1) : -1;
    return best.at;
  }

  private static List<Place> places(String code) {
    var places = new ArrayList<Place>();
    int depth = 0;
    boolean text = false;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c == '"') text = !text;
      if (text) continue;
      if (c == '(' || c == '[' || c == '{') depth++;
      if (c == ')' || c == ']' || c == '}') depth--;
      if (c != ' ') continue;
      boolean begun = code.startsWith(" begin", i - 6) && !code.startsWith(": ", i + 1);
      if (begun) places.add(new Place(i, -1));
      else if (code.startsWith("end", i + 1) || code.startsWith("else ", i + 1) || code.charAt(i - 1) == ';' && depth == 0) places.add(new Place(i, 0));
      else if (code.charAt(i - 1) == ',') places.add(new Place(i, 2 * depth + 1));
      else if (OPERATOR.matcher(code.substring(i, Math.min(code.length(), i + 4))).matches() && !code.startsWith("begin", i - 5)) places.add(new Place(i, 2 * depth + 1));
      else if (code.startsWith(" ? ", i)) places.add(new Place(i, 2 * depth + 2));
    }
    return places;
  }

  /** Where a comment begins, or -1. */
  private static int comment(String line) {
    boolean text = false;
    for (int i = 0; i + 1 < line.length(); i++) {
      if (line.charAt(i) == '"') text = !text;
      if (!text && line.startsWith("//", i)) return i;
    }
    return -1;
  }
}
