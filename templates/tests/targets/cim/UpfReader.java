// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands of a UPF file: words as Tcl has them, braces hold words together; {@code -name value} pairs, flags, and the rest. Knows nothing of who wrote it. */
record UpfReader(List<Command> commands) {
  record Command(String verb, List<String> words, Map<String, String> options) {
    String name() {
      return words.get(0);
    }

    String option(String name) {
      if (!options.containsKey(name)) throw new AssertionError(verb + " " + words + " has no -" + name);
      return options.get(name);
    }

    /** The words in a braced option. */
    List<String> list(String name) {
      return split(option(name));
    }
  }

  static UpfReader of(String text) {
    var all = new ArrayList<Command>();
    for (var line : text.split("\n")) {
      if (line.isBlank() || line.startsWith("#")) continue;
      if (line.replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "").contains("[")) throw new AssertionError("Tcl would run what stands in brackets: " + line);
      var words = split(line);
      var plain = new ArrayList<String>();
      var options = new LinkedHashMap<String, String>();
      for (int k = 1; k < words.size(); k++) {
        if (!words.get(k).startsWith("-")) plain.add(words.get(k));
        else if (k + 1 < words.size() && !words.get(k + 1).startsWith("-")) options.put(words.get(k).substring(1), words.get(++k));
        else options.put(words.get(k).substring(1), "");
      }
      all.add(new Command(words.get(0), plain, options));
    }
    return new UpfReader(all);
  }

  List<Command> all(String verb) {
    return commands.stream().filter(c -> c.verb().equals(verb)).toList();
  }

  List<Command> of(String verb, String option, String value) {
    return all(verb).stream().filter(c -> value.equals(c.options().get(option))).toList();
  }

  static List<String> split(String text) {
    var words = new ArrayList<String>();
    int depth = 0, from = -1;
    for (int k = 0; k <= text.length(); k++) {
      char c = k < text.length() ? text.charAt(k) : ' ';
      if (c == '}' && --depth < 0) throw new AssertionError("a brace too many: " + text);
      if (c == ' ' && depth == 0) {
        if (from >= 0) words.add(bare(text.substring(from, k)));
        from = -1;
      } else if (from < 0) {
        from = k;
      }
      if (c == '{') depth++;
    }
    if (depth != 0) throw new AssertionError("an open brace: " + text);
    return words;
  }

  private static String bare(String word) {
    return word.startsWith("{") && word.endsWith("}") ? word.substring(1, word.length() - 1) : word;
  }
}
