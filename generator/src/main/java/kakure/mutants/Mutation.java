// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.util.ArrayList;
import java.util.List;

/**
 * One fault, as {@code yosys mutate} lists it: a bit of a cell's port is inverted, stuck, or inverted while another bit is 0 or 1.
 *
 * @param number 1 or more; the design has it while its selector has this value
 * @param what mode, kind of cell, port and bit, as words
 * @param source file and line of the Verilog, the innermost that is known
 */
public record Mutation(int number, String what, String source) {
  /** Reads a line of {@code mutate -list}. */
  static Mutation of(String line) {
    var words = List.of(line.trim().split(" "));
    int number = Integer.parseInt(words.get(words.indexOf("-ctrl") + 3));
    var sources = new ArrayList<String>();
    for (int i = 0; i + 1 < words.size(); i++) if (words.get(i).equals("-src")) sources.add(words.get(i + 1));
    var bit = after(words, "-ctrlbit");
    var wire = after(words, "-wire");
    var what = after(words, "-mode") + " " + kind(after(words, "-cell")) + "." + after(words, "-port") + "[" + after(words, "-portbit") + "]" + (bit.isEmpty() ? "" : " by [" + bit + "]")
        + (wire.isEmpty() ? "" : ", " + wire.substring(wire.lastIndexOf('.') + 1) + "[" + after(words, "-wirebit") + "]");
    return new Mutation(number, what, sources.isEmpty() ? "?" : innermost(sources));
  }

  private static String after(List<String> words, String option) {
    int at = words.indexOf(option);
    return at < 0 ? "" : words.get(at + 1);
  }

  /** {@code $flatten\\u_x.$procmux$12} is a procmux. */
  private static String kind(String cell) {
    var name = cell.substring(cell.lastIndexOf(".$") + 1);
    var parts = name.split("\\$");
    return parts.length > 1 ? parts[1] : name;
  }

  /** A flattened cell has the line of every instance above it as well; those are ranges of lines in other files. */
  private static String innermost(List<String> sources) {
    String best = sources.get(sources.size() - 1);
    int colon = best.indexOf(':'), dot = best.indexOf('.', colon);
    return dot < 0 ? best : best.substring(0, dot);
  }

  @Override
  public String toString() {
    return source + " " + what;
  }
}
