// SPDX-License-Identifier: Apache-2.0
package kakure.flow.area;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.cosim.Port;
import kakure.eda.Stage;
import kakure.eda.Statistics;
import kakure.eda.Tool;
import kakure.emit.Json;
import kakure.flow.Board;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Flows;
import kakure.flow.Handed;
import kakure.flow.Made;
import kakure.flow.Wish;

/**
 * {@code --to xilinx7}, {@code ultrascale}, {@code ecp5}, {@code gowin}: what a design takes of a chip, by yosys, and the Verilog with a project of the vendor's tool, which places it and knows the clock. Pins are left to the board.
 *
 * @param family of the chips
 */
public record AreaFlow(Family family) implements Flow {
  private static final Tool YOSYS = Tool.named("yosys");
  private static final int LIMIT_S = 4 * 3600;
  private static final String NETLIST = "synthesis.json";
  /** What the project asks for where the user names no clock. */
  private static final double USUAL_MHZ = 100;

  /** All of them. */
  public static List<Flow> all() {
    return Arrays.stream(Family.values()).<Flow>map(AreaFlow::new).toList();
  }

  @Override
  public String name() {
    return family.text;
  }

  @Override
  public String summary() {
    return "area by yosys, and a project of " + family.tool;
  }

  @Override
  public List<Tool> tools() {
    return List.of(YOSYS);
  }

  @Override
  public List<String> parts() {
    return family.chips.stream().map(Chip::name).toList();
  }

  @Override
  public Fill fill(Handed design, Wish wish, Path work, Consumer<String> progress) {
    String top = design.design().top();
    progress.accept(top + ": synthesis");
    var script = new ArrayList<String>();
    for (var source : sources(design).entrySet()) {
      write(work.resolve(source.getKey()), source.getValue());
      script.add("read_verilog " + source.getKey());
    }
    script.add(family.command + " -top " + top);
    script.add("write_json " + NETLIST);
    write(work.resolve("synthesis.ys"), String.join("\n", script) + "\n");
    new Stage(work).run("synthesis", "yosys", YOSYS, LIMIT_S, List.of("-Q", "-T", "-s", "synthesis.ys"));
    var cells = Statistics.read(work.resolve(NETLIST), top).cells();
    var chip = chip(wish);
    return new Fill(List.of(new Fill.Use("LUT", family.luts(cells), chip.luts()), new Fill.Use("registers", family.registers(cells), chip.registers()), new Fill.Use("block memories", family.blocks(cells), chip.blocks()), new Fill.Use("multipliers", family.multipliers(cells), chip.multipliers())));
  }

  @Override
  public Made make(Handed design, Wish wish, Path work, Consumer<String> progress) {
    String top = design.design().top();
    if (wish.pins().isPresent()) throw new BadInput("--pins belongs to --to ice40: pins of " + family.tool + " go into its project");
    var fill = fill(design, wish, work, progress);
    if (!fill.fits()) throw new BadInput(top + " does not fit " + chip(wish).name() + ": " + fill.text());
    var sources = sources(design);
    var files = new LinkedHashMap<String, byte[]>();
    var names = List.copyOf(sources.keySet());
    sources.forEach((name, text) -> files.put(name, bytes(text)));
    files.put("project.tcl", bytes("# " + top + " on " + chip(wish).ordered() + ", for " + family.tool + ".\n" + family.project(chip(wish), top, names)));
    String clock = design.design().clock().map(Port::name).map(name -> String.format(Locale.ROOT, "create_clock -name %s -period %.3f [get_ports %s]%n", name, 1000 / wish.mhz().orElse(USUAL_MHZ), name)).orElse("");
    files.put(family.tool.equals("Vivado") ? "clock.xdc" : "clock.sdc", bytes(clock));
    files.put("design.json", bytes(Json.write(Board.of(design, Integer.MAX_VALUE).json(names))));
    var figures = new LinkedHashMap<String, Object>();
    figures.put("part", chip(wish).name());
    figures.put("ordered", chip(wish).ordered());
    figures.put("yosys", Optional.ofNullable(YOSYS.installed()).orElse("?"));
    return new Made(files, fill, figures, Optional.empty());
  }

  private Chip chip(Wish wish) {
    return family.chip(Flows.part(this, wish.part().orElse(parts().get(0))));
  }

  /** All modules, memories too: these chips have look-up tables for small ones, and yosys finds blocks for large ones. */
  private static Map<String, String> sources(Handed design) {
    var texts = new LinkedHashMap<String, String>();
    for (Path file : design.design().files()) {
      try {
        texts.put(file.getFileName().toString(), Files.readString(file));
      } catch (IOException e) {
        throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
      }
    }
    return texts;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
