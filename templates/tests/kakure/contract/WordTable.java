// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import java.util.List;
import kakure.spec.Word;

/** The generated tables of packed words in a page: word for word what golden functions and templates read. */
final class WordTable {
  private WordTable() {}

  /** The page with the section between {@code <!-- word NAME -->} and {@code <!-- /word -->} renewed, for every word. */
  static String renew(String page, List<Word> words) {
    for (var w : words) {
      var begin = "<!-- word " + w.name() + " -->";
      int from = page.indexOf(begin);
      int to = page.indexOf("<!-- /word -->", Math.max(from, 0));
      if (from < 0 || to < 0) throw new AssertionError("the page has no section of the word: " + begin + " and <!-- /word -->, a line each");
      page = page.substring(0, from) + begin + "\n" + print(w) + page.substring(to);
    }
    return page;
  }

  /** The page without these tables, and without those of parameters: both are as long as what they list. */
  static String without(String page) {
    return page.replaceAll("(?s)<!-- (word|parameters)\\b.*?<!-- /\\1 -->\n", "");
  }

  private static String print(Word word) {
    boolean parts = word.parts() > 1;
    var out = new StringBuilder("Word `" + word.name() + "`, " + word.width() + " bits" + (parts ? " in " + word.parts() + " parts of 64, " + word.spareParts() + " of them spare" : "") + ":\n\n| ");
    out.append(parts ? "part | " : "").append("bits | field | means |\n|").append(parts ? "---|" : "").append("---|---|---|\n");
    for (var f : word.fields()) {
      int msb = f.partLsb() + f.width() - 1;
      out.append("| ").append(parts ? f.part() + " | " : "").append(f.width() == 1 ? "" : msb + ":").append(f.partLsb()).append(" | `").append(f.name()).append("`").append(f.signed() ? ", signed" : "")
          .append(" | ").append(f.meaning()).append(" |\n");
    }
    return out.toString();
  }
}
