// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.util.ArrayList;
import java.util.List;
import kakure.cosim.ToolException;

/** The words of a DEF text, which blanks and line ends part. */
final class Words {
  private static final int SHOWN = 60;

  private final String name;
  private final String text;
  private int at;
  private int line = 1;

  Words(String name, String text) {
    this.name = name;
    this.text = text;
  }

  boolean end() {
    skip();
    return at == text.length();
  }

  /** @throws ToolException at the end of the text */
  String next() {
    if (end()) throw error("the file ends early");
    int from = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) at++;
    return text.substring(from, at);
  }

  /** The words up to the next semicolon, which is taken. */
  List<String> statement() {
    var words = new ArrayList<String>();
    while (true) {
      var word = next();
      if (word.equals(";")) return words;
      words.add(word);
    }
  }

  /** What is wrong here, to be thrown. */
  ToolException error(String what) {
    return new ToolException(name + ", line " + line + ": " + (what.length() > 4 * SHOWN ? what.substring(0, 4 * SHOWN) + "..." : what));
  }

  /** Past blanks, and comments, which begin with a word of # . */
  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n') at++;
      } else if (Character.isWhitespace(c)) {
        if (c == '\n') line++;
        at++;
      } else {
        return;
      }
    }
  }
}
