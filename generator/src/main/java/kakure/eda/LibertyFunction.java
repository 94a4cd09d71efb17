// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayDeque;

/**
 * What an output computes, in Liberty's words: {@code !} before or {@code '} behind an operand; {@code ^}; {@code &}, {@code *} or nothing at all for AND; {@code +} or {@code |}.
 * The format ranks them in this order. Of the tools, yosys does so, ABC ranks AND before {@code ^}, and OpenSTA only where AND is a blank.
 */
final class LibertyFunction {
  private static final int XOR = 1, AND = 2;

  private LibertyFunction() {}

  /** Whether a term has both {@code ^} and AND with no brackets between them, so that tools take it for different functions. */
  static boolean unclear(String function) {
    var outer = new ArrayDeque<Integer>();
    int term = 0;
    boolean operand = false, name = false;
    for (char c : function.toCharArray()) {
      if (operand && (c == '(' || c == '!' || !name && letter(c))) term |= AND;
      if (c == '^') term |= XOR;
      if (c == '&' || c == '*') term |= AND;
      if (term == (XOR | AND)) return true;
      if (c == '(') outer.push(term);
      if (c == '(' || c == '+' || c == '|') term = 0;
      if (c == ')') term = outer.isEmpty() ? 0 : outer.pop();
      name = letter(c);
      operand = name || c == ')' || operand && (c == '\'' || Character.isWhitespace(c));
    }
    return false;
  }

  private static boolean letter(char c) {
    return !Character.isWhitespace(c) && "()!'^&*+|".indexOf(c) < 0;
  }
}
