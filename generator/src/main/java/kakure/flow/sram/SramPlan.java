// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.flow.Handed;
import kakure.flow.MacroChoice;
import kakure.flow.Memory;
import tools.jackson.databind.JsonNode;

/**
 * What each memory of a design is built of.
 *
 * @param tilings memories of macros
 * @param left those that become flip-flops, and why
 * @param notes what the user must know
 * @param paths of instances by module
 */
public record SramPlan(List<Tiling> tilings, List<Left> left, List<String> notes, Map<String, List<String>> paths) {
  /** Folder of wrappers and macros beside the design. */
  public static final String FOLDER = "macros";

  /** A memory without macros. @param why the end of a sentence */
  public record Left(Memory memory, String why) {}

  /**
   * Chooses.
   *
   * @param root of the design's {@code design.json}
   * @throws BadInput where a memory is written and read at once, or too large for macros, and the user has not said that it may become flip-flops
   */
  public static SramPlan of(Handed design, MacroChoice choice, JsonNode root) {
    refuseStrangers(design, choice);
    if (choice.files().isEmpty()) {
      var left = design.memories().stream().map(m -> new Left(m, "no --sram were given")).toList();
      return new SramPlan(List.of(), left, notes(left, List.of()), Map.of());
    }
    var library = SramLibrary.read(choice.files());
    var tilings = new ArrayList<Tiling>();
    var left = new ArrayList<Left>();
    var refused = new ArrayList<Left>();
    for (var m : design.memories()) {
      var tiling = Tiling.of(m, library.macros());
      if (tiling.filter(Tiling::empty).isPresent()) left.add(new Left(m, "too small for a macro"));
      else if (!design.onePort().contains(m.module()) && !choice.onePort().contains(m.module())) refused.add(new Left(m, "written and read at once, and the macros have one port"));
      else if (tiling.isEmpty()) refused.add(new Left(m, m.lanes() > 1 ? "no macro writes parts of a word, or too many would be needed" : "too many macros would be needed"));
      else tilings.add(tiling.get());
    }
    if (!refused.isEmpty() && !choice.flipFlops()) throw new BadInput(refusal(refused));
    left.addAll(refused);
    return new SramPlan(List.copyOf(tilings), List.copyOf(left), notes(left, library.passed()), InstancePaths.of(root, design.design().top()));
  }

  private static void refuseStrangers(Handed design, MacroChoice choice) {
    if (choice.files().isEmpty() && choice.given()) throw new BadInput("--one-port and --flip-flops say how --sram are used, of which none were given");
    var known = design.memories().stream().map(Memory::module).collect(Collectors.toCollection(TreeSet::new));
    for (var name : choice.onePort()) if (!known.contains(name)) throw new BadInput("--one-port " + name + ": " + design.design().top() + " has no such memory; it has " + (known.isEmpty() ? "none" : String.join(", ", known)));
  }

  private static String refusal(List<Left> refused) {
    var text = new StringBuilder("--sram: memories that they do not serve:");
    for (var l : refused) text.append("\n  ").append(said(l.memory)).append(": ").append(l.why);
    return text.append("\n  do:  --one-port NAME for a memory of which you know that nobody needs what is read in the cycle of a write; the hardware of a model says that itself: its engine's activations need one port with --array Nx1xM --fit --set serial=true"
        + "\n       --flip-flops to build what is left of flip-flops").toString();
  }

  private static String said(Memory m) {
    return m.module() + " (" + m.instances() + " x " + m.bits() + " bits)";
  }

  private static List<String> notes(List<Left> left, List<String> passed) {
    var notes = new ArrayList<String>();
    if (!left.isEmpty()) notes.add("flip-flops, " + left.stream().mapToLong(l -> l.memory.bits() * l.memory.instances()).sum() + " of them, in place of memories: " + left.stream().map(l -> said(l.memory) + ", " + l.why).collect(Collectors.joining("; ")));
    if (!passed.isEmpty()) notes.add("macros that were passed over: " + String.join(", ", passed));
    return List.copyOf(notes);
  }

  /** The macros that are placed, each once, by name. */
  public List<SramMacro> macros() {
    var by = new TreeMap<String, SramMacro>();
    for (var t : tilings) by.putIfAbsent(t.macro().name(), t.macro());
    return List.copyOf(by.values());
  }

  /** The name of a source of the design on the chip: a memory's model makes way for the wrapper of its macros. */
  public String onChip(String source) {
    return tilings.stream().anyMatch(t -> source.equals(t.memory().module() + ".v")) ? FOLDER + "/" + source : source;
  }

  /** Name of a macro's file beside the design. @throws BadInput where a description could not say it */
  public static String beside(Path file) {
    String name = file.getFileName().toString();
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) throw new BadInput("--sram " + file + ": a description names files by letters, digits, _, . and -");
    return FOLDER + "/" + name;
  }

  /** The file that tells tools which have no Liberty of a macro's pins. */
  public static String stub(SramMacro macro) {
    return FOLDER + "/" + macro.name() + ".vh";
  }

  /** Instances of a macro, as a flat netlist names them. */
  public List<String> instances(SramMacro macro) {
    var names = new ArrayList<String>();
    for (var t : tilings) {
      if (!t.macro().equals(macro)) continue;
      for (var path : paths.getOrDefault(t.memory().module(), List.of())) {
        for (int b = 0; b < t.banks(); b++) for (int c = 0; c < t.columns(); c++) names.add(path + "." + t.tile(b, c));
      }
    }
    return names;
  }

  /** Wrappers, files of the macros, and the list of memories {@code TOP.macros}; nothing where no macros were given. */
  public Map<String, byte[]> files(String top) {
    var files = new LinkedHashMap<String, byte[]>();
    if (tilings.isEmpty()) return files;
    for (var t : tilings) files.put(FOLDER + "/" + t.memory().module() + ".v", bytes(new Wrapper(t).text()));
    for (var macro : macros()) {
      for (var file : macro.files()) files.put(beside(file), SramLibrary.bytes(file));
      files.put(stub(macro), bytes(new Stub(macro).text()));
    }
    files.put(top + ".macros", bytes(new MacroList(this).text()));
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
