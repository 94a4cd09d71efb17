// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kakure.cosim.Exec;
import kakure.cosim.ToolException;

/**
 * Whether a netlist of cells does what Verilog says: both are laid on each other by the names of their registers and ports, and each pair is proven equal, by what feeds it and by induction over a few cycles.
 *
 * <p>Values before reset are no part of it. Registers of the Verilog that are always equal, of which synthesis keeps one, are one where it takes that to prove the rest. What is not proven may still be equal: registers that synthesis moved or renamed leave
 * induction without a hold.
 *
 * @param yosys where both lie
 * @param library of the cells
 */
public record Equal(Yosys yosys, Liberty library) {
  private static final String CELLS = "equal-cells.v", STATUS = "equal.txt";
  private static final Pattern FOUND = Pattern.compile("Found (\\d+) \\$equiv cells"), OPEN = Pattern.compile("Unproven \\$equiv \\S+: \\\\?(\\S+?)(_gold)?( \\[\\d+\\])? \\S+( \\[\\d+\\])?");
  /** Makes equal registers one, of one name: those of equal inputs, once enables are told apart from data. */
  private static final List<String> MERGE = List.of("opt_dff", "opt_merge", "opt_clean -purge");
  private static final String PROVEN = "Equivalence successfully proven!";

  /**
   * What came of it.
   *
   * @param ended whether it came to an end in its time
   * @param points pairs of registers, ports and pins of macros
   * @param open names that the Verilog gives those that are not proven, in yosys' order; empty where all are
   */
  public record Answer(boolean ended, int points, List<String> open) {
    /** Copies the list. */
    public Answer {
      open = List.copyOf(open);
    }

    /** Whether all is proven. */
    public boolean proven() {
      return ended && points > 0 && open.isEmpty();
    }
  }

  /**
   * Proves.
   *
   * @param top module of both
   * @param sources Verilog of its logic
   * @param macros Verilog files of modules that stay black boxes in both
   * @param netlist Verilog of cells
   * @param seconds of the processor
   * @throws ToolException where yosys is missing, or cannot read one of them
   */
  public Answer ask(String top, List<String> sources, List<String> macros, String netlist, int seconds) {
    new Synthesis(yosys, library).models(CELLS);
    var apart = ask(top, sources, macros, netlist, seconds, List.of());
    if (!apart.ended() || apart.proven()) return apart;
    var merged = ask(top, sources, macros, netlist, seconds, MERGE);
    return merged.proven() ? merged : apart;
  }

  private Answer ask(String top, List<String> sources, List<String> macros, String netlist, int seconds, List<String> first) {
    var script = new ArrayList<>(List.of("read_verilog " + String.join(" ", sources)));
    half(script, top, macros, first, "gold");
    script.addAll(List.of("read_verilog " + CELLS, "read_verilog " + netlist));
    half(script, top, macros, List.of(), "gate");
    script.addAll(List.of(
        "design -copy-from gold -as gold " + top, "design -copy-from gate -as gate " + top,
        "equiv_make gold gate equiv", "prep -flatten -top equiv", "opt_clean", "equiv_simple", "equiv_induct", "tee -q -o " + STATUS + " equiv_status"));
    Exec e = yosys.attempt("equal", script, seconds);
    if (e.status() == Exec.ENDED) return new Answer(false, 0, List.of());
    if (e.status() != 0) throw new ToolException("yosys cannot lay " + netlist + " and the Verilog of " + top + " on each other\n" + e.complaint());
    return read();
  }

  /** One of the two as bits. What lies outside of macros is compared: their pins become ports, or equiv_make would see two macros that have nothing to do with each other. */
  private static void half(List<String> script, String top, List<String> macros, List<String> first, String name) {
    if (!macros.isEmpty()) script.add("read_verilog -lib " + String.join(" ", macros));
    script.addAll(List.of("prep -flatten -top " + top, "memory_map"));
    script.addAll(first);
    if (!macros.isEmpty()) script.add("expose -evert" + macros.stream().map(file -> " t:" + file.replaceAll(".*/|\\.v$", "")).collect(Collectors.joining()));
    script.addAll(List.of("splitnets -ports", "design -stash " + name));
  }

  private Answer read() {
    try {
      return read(Files.readString(yosys.directory().resolve(STATUS)));
    } catch (IOException e) {
      throw new ToolException(STATUS + " of yosys cannot be read: " + e.getMessage(), e);
    }
  }

  /** What {@code equiv_status} prints. @throws ToolException where it says neither that all is proven nor what is not */
  static Answer read(String text) {
    var found = FOUND.matcher(text);
    var open = new LinkedHashSet<String>();
    text.lines().forEach(line -> {
      var m = OPEN.matcher(line.strip());
      if (m.matches()) open.add(m.group(1) + (m.group(3) == null ? "" : m.group(3).strip()));
    });
    if (!found.find() || open.isEmpty() != text.contains(PROVEN)) throw new ToolException("yosys' equiv_status says something else than was expected:\n" + text.strip());
    return new Answer(true, Integer.parseInt(found.group(1)), List.copyOf(open));
  }
}
