// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kakure.BadInput;

/** Words, strings and signs of a Liberty file. A position moves on with every call that does not throw. */
final class LibertyTokens {
  private static final int SHOWN = 40;

  private final Path file;
  private final String text;
  private int at;
  private int line = 1;

  LibertyTokens(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  Path file() {
    return file;
  }

  /** Line of the next token, from 1. */
  int line() {
    skip();
    return line;
  }

  boolean end() {
    skip();
    return at == text.length();
  }

  /** Takes a sign if it comes next. */
  boolean take(char sign) {
    skip();
    if (at == text.length() || text.charAt(at) != sign) return false;
    at++;
    return true;
  }

  /** A word or a string. */
  String word(String what) {
    skip();
    if (at < text.length() && text.charAt(at) == '"') return string();
    int from = at;
    boolean range = false; // of bits, whose colon is part of the word: A_DOUT[63:0]
    for (; at < text.length() && (inWord(text.charAt(at)) || range && text.charAt(at) == ':'); at++) range = text.charAt(at) == '[' || range && text.charAt(at) != ']';
    if (from == at) throw error(line, what + " is expected, not " + (at == text.length() ? "the file's end" : "\"" + shown(text.charAt(at)) + "\""));
    return text.substring(from, at);
  }

  /** What follows a colon up to the semicolon; where that is missing, up to the line's end. */
  String value() {
    skip();
    if (at < text.length() && text.charAt(at) == '"') {
      var value = string();
      take(';');
      return value;
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != ';' && text.charAt(at) != '\n' && text.charAt(at) != '}') at++;
    if (from == at) throw error(line, "a value is expected");
    var value = text.substring(from, at).strip();
    take(';');
    return value;
  }

  /** Words between parentheses, apart by commas or spaces. */
  List<String> arguments() {
    int begin = line;
    if (!take('(')) throw error(line, "\"(\" or \":\" is expected");
    var words = new ArrayList<String>();
    while (!take(')')) {
      if (take(',')) continue;
      if (end()) throw error(begin, "\"(\" is not closed");
      words.add(word("an argument"));
    }
    return words;
  }

  private String string() {
    int begin = line;
    var value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '"');
      if (escaped) at++;
      if (text.charAt(at) == '\n') line++;
      value.append(text.charAt(at));
    }
    if (at == text.length()) throw error(begin, "a string is not closed");
    at++;
    return value.toString();
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') line++;
      if (Character.isWhitespace(c) || c == '\\') at++;
      else if (text.startsWith("/*", at)) comment();
      else if (text.startsWith("//", at)) at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
      else return;
    }
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    if (end < 0) throw error(line, "a comment is not closed");
    for (; at < end + 2; at++) if (text.charAt(at) == '\n') line++;
  }

  private static boolean inWord(char c) {
    return !Character.isWhitespace(c) && "(){}:;,\"\\".indexOf(c) < 0 && c > ' ';
  }

  private static String shown(char c) {
    return c < ' ' || c > '~' ? "?" : String.valueOf(c);
  }

  /** A finite number. @param what it is, for the message */
  double number(int where, String what, String written) {
    double value;
    try {
      value = Double.parseDouble(written);
    } catch (NumberFormatException e) {
      throw error(where, what + " is \"" + written + "\", no number");
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) throw error(where, what + " is " + written + ", which is negative or has no end");
    return value;
  }

  BadInput error(int where, String what) {
    var plain = what.length() > 4 * SHOWN ? what.substring(0, 4 * SHOWN) + "..." : what;
    return new BadInput(file + ":" + where + ": " + plain.replaceAll("[\\p{IsControl}\\p{Cf}]", "?"));
  }
}
