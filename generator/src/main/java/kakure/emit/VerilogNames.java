// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kakure.CheckFailed;

/**
 * The names of one emitted Verilog file, in the order of the text: ports, wires, registers, constants, functions, instances and named blocks.
 *
 * <p>What is read is the Verilog that templates are allowed: no escaped names, no hierarchical ones, no macros with code. A name that two blocks declare counts from the
 * first on; that it is known where it is used is for a linter to say.
 */
public final class VerilogNames {
  private static final Pattern TOKEN = Pattern.compile(
      "//[^\n]*|/\\*.*?\\*/|\"[^\"\n]*\"|\\(\\*[^)]*?\\*\\)|`[A-Za-z_]\\w*(?:[ \t]+[^\n]*)?|\\d*'[sS]?[bBdDhHoO]\\w+|\\.\\s*\\w+|\\$\\w+|\\d\\w*|[A-Za-z_]\\w*|\n|\\S", Pattern.DOTALL);

  private static final Set<String> DECLARING = new LinkedHashSet<>(List.of("input", "output", "inout", "wire", "reg", "integer", "genvar", "localparam", "parameter", "module", "function", "task"));

  private static final Set<String> OTHER = new LinkedHashSet<>(List.of("signed", "automatic", "always", "assign", "begin", "case", "casez", "default", "else", "end", "endcase", "endfunction", "endgenerate",
      "endmodule", "endtask", "for", "generate", "if", "initial", "negedge", "posedge", "or", "and", "not", "while", "assert", "assume", "cover"));

  private final Set<String> declared = new LinkedHashSet<>();
  private final Map<String, String> spelled = new LinkedHashMap<>();
  private final List<String> early = new ArrayList<>();
  private final List<String> clashes = new ArrayList<>();

  private record Token(String text, int line) {
    boolean name() {
      return Character.isLetter(text.charAt(0)) || text.charAt(0) == '_';
    }
  }

  private VerilogNames(String text) {
    var tokens = tokens(text);
    boolean declaring = false;
    boolean expected = false;
    int depth = 0;
    int declaredAt = 0;
    for (int i = 0; i < tokens.size(); i++) {
      var t = tokens.get(i);
      switch (t.text) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> depth--;
        default -> { }
      }
      if (DECLARING.contains(t.text)) {
        declaring = true;
        expected = true;
        declaredAt = depth;
      } else if (t.text.equals(";") || depth < declaredAt) {
        declaring = false;
        declaredAt = 0;
      } else if (depth == declaredAt && t.text.equals(",")) {
        expected = declaring;
      } else if (t.name() && !OTHER.contains(t.text)) {
        if (declaring && expected && depth == declaredAt) {
          declare(t);
          expected = false;
        } else if (i > 1 && tokens.get(i - 1).text.equals(":") && tokens.get(i - 2).text.equals("begin")) {
          declare(t);
        } else if (!declaring && depth == 0 && i + 2 < tokens.size() && tokens.get(i + 1).name() && tokens.get(i + 2).text.equals("(") && !OTHER.contains(tokens.get(i + 1).text)) {
          declare(tokens.get(++i)); // MODULE u_name (
        } else if (!declared.contains(t.text)) {
          early.add("line " + t.line + ": " + t.text);
        }
      }
    }
  }

  /** Reads a file. */
  public static VerilogNames of(String verilog) {
    return new VerilogNames(verilog);
  }

  /** Layout and netlist tools that do not tell cases apart take such a pair for one name. */
  static void refuseClashes(String template, String verilog) {
    if (!mayClash(verilog)) return;
    var clashes = of(verilog).clashes;
    if (clashes.isEmpty()) return;
    throw new CheckFailed("template " + template + " declares names that differ in case only, " + clashes.get(0)
        + "\n  why: tools for netlists and layouts, which do not tell cases apart, take them for one\n  do:  rename one of them");
  }

  /** Whether any two words outside of comments differ in case only. Most files have none, and every file is asked at every start of the tool: reading it by the grammar takes ten times as long. */
  private static boolean mayClash(String text) {
    var words = new LinkedHashMap<String, String>();
    for (int i = 0, n = text.length(); i < n;) {
      char c = text.charAt(i);
      if (c == '/' && i + 1 < n && text.charAt(i + 1) == '/') {
        i = Math.max(i, text.indexOf('\n', i));
        if (i < 0 || text.charAt(i) != '\n') return false; // the last line
      } else if (Character.isLetter(c) || c == '_') {
        int from = i;
        while (i < n && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) i++;
        var word = text.substring(from, i);
        var other = words.putIfAbsent(word.toLowerCase(Locale.ROOT), word);
        if (other != null && !other.equals(word)) return true;
      } else {
        i++;
      }
    }
    return false;
  }

  /** Names that are used before they are declared, or are not declared, each as {@code line N: name}. */
  public List<String> early() {
    return List.copyOf(early);
  }

  /** Names that differ from an earlier one in case only, each as {@code line N: name and other}. */
  public List<String> clashes() {
    return List.copyOf(clashes);
  }

  private void declare(Token t) {
    if (!declared.add(t.text)) return;
    var other = spelled.putIfAbsent(t.text.toLowerCase(Locale.ROOT), t.text);
    if (other != null) clashes.add("line " + t.line + ": " + t.text + " and " + other);
  }

  private static List<Token> tokens(String text) {
    var tokens = new ArrayList<Token>();
    int line = 1;
    for (var m = TOKEN.matcher(text); m.find();) {
      var t = m.group();
      boolean skipped = t.startsWith("//") || t.startsWith("/*") || t.startsWith("(*") || t.startsWith("`") || t.startsWith("$") || t.startsWith("\"") || t.isBlank()
          || t.startsWith(".") || Character.isDigit(t.charAt(0)) || t.charAt(0) == '\'';
      if (!skipped) tokens.add(new Token(t, line));
      line += (int) t.chars().filter(c -> c == '\n').count();
    }
    return tokens;
  }
}
