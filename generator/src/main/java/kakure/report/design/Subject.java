// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kakure.BadInput;
import kakure.JsonText;
import kakure.Sha256;
import kakure.cosim.Design;
import kakure.cosim.DesignException;
import kakure.eda.SourceNames;
import tools.jackson.databind.JsonNode;

/**
 * A design as it lies in a folder: what its {@code design.json} says of it, and how its Verilog is wired.
 *
 * @param design top, files, ports and streams
 * @param modules those that the top is made of, by name, the top last where {@code design.json} lists them
 * @param blocks what {@code design.json} knows of a module
 * @param macros roles of modules that a flow replaces
 * @param counts how often each module is in the design, by the text alone: {@link #vague}
 * @param sources Verilog files without headers, relative to the folder
 * @param generated those of them that are as {@code design.json} says {@code generate} wrote them
 * @param provenance texts by name, in the order of {@code design.json}
 */
public record Subject(Design design, Map<String, Source> modules, Map<String, BlockFacts> blocks, Map<String, String> macros, Map<String, Long> counts, List<String> sources, Set<String> generated, Map<String, String> provenance) {
  private static final long MOST_BYTES = 64L << 20;
  /** Modules within each other; no design of people is as deep. */
  private static final int MOST_DEPTH = 1000;
  private static final List<String> HEADERS = List.of("vh", "svh", "h", "inc");

  /** What a module was generated from. @param block simple name of its class; empty where it is unknown, @param parameters texts by name */
  public record BlockFacts(String block, Map<String, String> parameters) {
    /** Copies the map, in its order. */
    public BlockFacts {
      parameters = new LinkedHashMap<>(parameters);
    }
  }

  /**
   * Reads a folder.
   *
   * @throws BadInput where it has no {@code design.json}, a damaged one, Verilog without the top, or more than a page is made of
   */
  public static Subject read(Path folder) {
    Path file = folder.resolve("design.json");
    if (!Files.isRegularFile(file)) throw new BadInput(folder + " holds no design.json\n  why: a report shows a block, by its name, or a folder that 'kakure generate' wrote\n  do:  kakure generate MODEL|BLOCK -o DIR, then kakure report DIR");
    try {
      var design = Design.read(folder);
      JsonNode root = JsonText.read(file);
      var names = SourceNames.of(design).stream().filter(n -> !HEADERS.contains(n.substring(n.lastIndexOf('.') + 1))).toList();
      var texts = texts(folder, names);
      var all = SourceReader.read(texts);
      if (!all.containsKey(design.top())) throw new BadInput(file + ": no file of the design has a module " + design.top());
      var counts = counts(design.top(), all);
      all.keySet().retainAll(counts.keySet());
      var generated = new LinkedHashSet<String>();
      texts.forEach((name, text) -> {
        if (root.path("sha256").path(name).asString("").equals(Sha256.hex(text.getBytes(StandardCharsets.UTF_8)))) generated.add(name);
      });
      return new Subject(design, all, blocks(root), macros(root), counts, names, generated, provenance(root));
    } catch (DesignException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> texts(Path folder, List<String> names) throws IOException {
    long bytes = 0;
    for (var name : names) bytes += Files.size(folder.resolve(name));
    if (bytes > MOST_BYTES) throw new BadInput(folder + ": its Verilog has more than " + MOST_BYTES + " bytes");
    var texts = new LinkedHashMap<String, String>();
    for (var name : names) texts.put(name, Files.readString(folder.resolve(name)));
    return texts;
  }

  private static Map<String, BlockFacts> blocks(JsonNode root) {
    var blocks = new LinkedHashMap<String, BlockFacts>();
    root.path("modules").forEach(m -> {
      var parameters = new LinkedHashMap<String, String>();
      m.path("parameters").forEachEntry((name, value) -> parameters.put(name, value.asString("")));
      blocks.put(m.path("name").asString(""), new BlockFacts(m.path("block").asString(""), parameters));
    });
    return blocks;
  }

  private static Map<String, String> macros(JsonNode root) {
    var macros = new TreeMap<String, String>();
    root.path("macros").forEach(m -> macros.put(m.path("module").asString(""), m.path("role").asString("")));
    return macros;
  }

  private static Map<String, String> provenance(JsonNode root) {
    var texts = new LinkedHashMap<String, String>();
    root.path("provenance").forEachEntry((name, value) -> {
      if (!value.isNull()) texts.put(name, value.asString(""));
    });
    return texts;
  }

  /** Outer modules before inner ones, so that each is counted when all that hold it are. @throws BadInput where a module holds itself, or more than can be counted */
  private static Map<String, Long> counts(String top, Map<String, Source> all) {
    var order = new LinkedHashSet<String>();
    visit(top, all, order, new LinkedHashSet<>());
    var outerFirst = new ArrayList<>(order);
    Collections.reverse(outerFirst);
    var counts = new LinkedHashMap<String, Long>();
    counts.put(top, 1L);
    try {
      for (var name : outerFirst) for (var inner : all.get(name).instances()) counts.merge(inner.module(), counts.get(name), Math::addExact);
      counts.values().stream().reduce(0L, Math::addExact);
    } catch (ArithmeticException e) {
      throw new BadInput("module " + top + " has more instances in it than can be counted", e);
    }
    return counts;
  }

  private static void visit(String name, Map<String, Source> all, Set<String> done, Set<String> open) {
    if (done.contains(name)) return;
    if (!open.add(name)) throw new BadInput("module " + name + " instantiates itself, by way of " + String.join(", ", open));
    if (open.size() > MOST_DEPTH) throw new BadInput("module " + name + " lies more than " + MOST_DEPTH + " modules deep");
    for (var inner : all.get(name).instances()) visit(inner.module(), all, done, open);
    open.remove(name);
    done.add(name);
  }

  /** The top. */
  Source top() {
    return modules.get(design.top());
  }

  /** Names of all modules that the top is made of, its own among them. */
  public Set<String> names() {
    return Collections.unmodifiableSet(modules.keySet());
  }

  /** Whether there may be other numbers of instances than {@link #counts}, which takes those in loops and under conditions as one. */
  public boolean vague() {
    return modules.values().stream().anyMatch(Source::vague);
  }

  /** Whether a module's file is as it was generated. */
  public boolean generated(String module) {
    return generated.contains(modules.get(module).file());
  }

  /** How many clock ports the top has, by their names. */
  public long clocks() {
    return top().pins().stream().filter(p -> p.name().matches("(.*_)?(clk|clock|aclk)(_i|_in)?")).count();
  }

  /** All instances, the top among them. */
  public long instances() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
