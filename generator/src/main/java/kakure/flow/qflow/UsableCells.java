// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A Liberty text in which synthesis leaves out what a core cannot take: pads, which ABC reads as strong buffers, cells without a size or a function, tri-states, and functions that ABC reads otherwise than the library's own tools. */
final class UsableCells {
  private static final Pattern CELL = Pattern.compile("(?m)^[ \\t]*cell[ \\t]*\\([ \\t]*\"?(\\w+)\"?[ \\t]*\\)[ \\t]*\\{");
  private static final Pattern FUNCTION = Pattern.compile("\\bfunction\\s*:\\s*\"([^\"]*)\"");

  private UsableCells() {}

  /** The text with {@code dont_use} in every cell that is not to be used. @param lef which cells stand in rows */
  static String of(String liberty, Lef lef) {
    var text = new StringBuilder();
    int from = 0;
    var cells = CELL.matcher(liberty).results().toList();
    for (int i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      String inside = liberty.substring(cell.end(), i + 1 < cells.size() ? cells.get(i + 1).start() : liberty.length());
      text.append(liberty, from, cell.end());
      from = cell.end();
      if (!usable(cell.group(1), inside, lef)) text.append(" dont_use : true;");
    }
    return text.append(liberty, from, liberty.length()).toString();
  }

  private static boolean usable(String name, String inside, Lef lef) {
    var size = lef.cells().get(name);
    return size != null && size.core() && !inside.contains("three_state") && FUNCTION.matcher(inside).find() && FUNCTION.matcher(inside).results().noneMatch(m -> ambiguous(m.group(1)));
  }

  /** Whether an exclusive or stands beside another operator without parentheses: {@code A & B ^ C} is (A & B) ^ C to ABC, A & (B ^ C) to yosys and OpenSTA. */
  static boolean ambiguous(String function) {
    return ambiguous(function, new int[1]);
  }

  private static boolean ambiguous(String f, int[] at) {
    Set<Character> operators = new TreeSet<>();
    boolean operand = false, wrong = false;
    for (; at[0] < f.length() && f.charAt(at[0]) != ')'; at[0]++) {
      char c = f.charAt(at[0]);
      if (c == '^' || c == '&' || c == '*' || c == '+' || c == '|') {
        operators.add(c == '^' ? '^' : '.');
        operand = false;
      } else if (c == '(' || Character.isLetterOrDigit(c) || c == '_') {
        if (operand) operators.add('.'); // a blank alone is an and
        operand = true;
        if (c == '(') {
          at[0]++;
          wrong |= ambiguous(f, at);
        } else {
          while (at[0] + 1 < f.length() && (Character.isLetterOrDigit(f.charAt(at[0] + 1)) || f.charAt(at[0] + 1) == '_')) at[0]++;
        }
      } else if (c == '!') {
        if (operand) operators.add('.');
        operand = false;
      }
    }
    return wrong || operators.size() > 1;
  }
}
