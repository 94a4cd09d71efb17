// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import kakure.CheckFailed;
import kakure.Sha256;
import kakure.cosim.Port;
import kakure.cosim.ToolException;
import kakure.eda.Stage;
import kakure.eda.Statistics;
import kakure.emit.Json;
import kakure.flow.Board;
import kakure.flow.Fill;
import kakure.flow.Handed;
import kakure.flow.Made;
import kakure.flow.Wish;

/** One design on its way to one part, in one directory. A synthesis that was done there before, of the same text by the same yosys, is not done again. */
final class Build {
  /** Hours of a processor that no design of these parts takes. */
  private static final int LIMIT_S = 4 * 3600;
  /** What is aimed at where the user names no clock: more than comes out, so that the tools do their best. */
  private static final double AIM_MHZ = 60;
  /** One of many equally good placements; a fixed one, so that the same design gives the same bitstream. */
  private static final String SEED = "1";
  private static final String NETLIST = "synthesis.json", KEY = "synthesis.key", ROUTED = "place.key", PLACED = "placed.json", REPORT = "report.json", TEXT = "board.asc", BITS = "board.bin";

  private final Part part;
  private final Wish wish;
  private final Path work;
  private final Consumer<String> progress;
  private final Board board;
  private final Memories memories;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Stage stage;

  Build(Handed handed, Wish wish, Part part, Path work, Consumer<String> progress) {
    this.part = part;
    this.wish = wish;
    this.work = work;
    this.progress = progress;
    this.board = Board.of(handed, part.pins());
    this.memories = Memories.of(handed, part);
    this.stage = new Stage(work);
    sources.putAll(memories.files());
    sources.putAll(handed.logic());
    sources.putAll(board.files());
  }

  Part part() {
    return part;
  }

  /** Synthesises and packs. @return what the design takes of the part */
  Fill pack() {
    synthesise();
    progress.accept(board.top() + ": packing");
    String log = stage.run("packing", "nextpnr-ice40", Ice40Flow.NEXTPNR, LIMIT_S, List.of("--" + part.device(), "--package", part.packaging(), "--json", NETLIST, "--pack-only"));
    var cells = Statistics.read(work.resolve(NETLIST), board.top()).cells();
    return new Fill(List.of(
        new Fill.Use("logic cells", Reports.packed(log), part.cells()), new Fill.Use("LUT4", cells.getOrDefault("SB_LUT4", 0), part.cells()), new Fill.Use("EBR", cells.getOrDefault("SB_RAM40_4K", 0), part.blocks()),
        new Fill.Use("SPRAM", cells.getOrDefault("SB_SPRAM256KA", 0), part.large()), new Fill.Use("pins", board.ports().stream().mapToInt(Port::width).sum(), part.pins())));
  }

  private void synthesise() {
    String key = key();
    if (Files.isRegularFile(work.resolve(NETLIST)) && key.equals(read(KEY))) return;
    write(KEY, "");
    progress.accept(board.top() + ": synthesis");
    var script = new ArrayList<String>();
    for (var file : sources.entrySet()) {
      write(file.getKey(), file.getValue());
      script.add("read_verilog " + file.getKey());
    }
    script.add("synth_ice40 -top " + board.top() + " -device " + (part.large() > 0 ? "u" : "hx"));
    script.add("delete t:$scopeinfo"); // newer versions leave them, and nextpnr stops at them
    script.add("write_json " + NETLIST);
    write("synthesis.ys", String.join("\n", script) + "\n");
    stage.run("synthesis", "yosys", Ice40Flow.YOSYS, LIMIT_S, List.of("-Q", "-T", "-s", "synthesis.ys"));
    write(KEY, key);
  }

  private String key() {
    var text = new StringBuilder(Optional.ofNullable(Ice40Flow.YOSYS.installed()).orElse("?")).append(part.device());
    sources.forEach((name, content) -> text.append('\n').append(name).append('\n').append(content));
    return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Places, routes, packs the bits, and writes what was placed as Verilog. */
  Made place() {
    route();
    String report = read(REPORT);
    var mhz = Reports.mhz(report);
    refuseSlow(mhz);
    progress.accept(board.top() + ": bitstream");
    stage.run("bits", "icepack", Ice40Flow.ICESTORM, LIMIT_S, List.of(TEXT, BITS));
    var icetime = Reports.icetime(stage.run("time", "icetime", Ice40Flow.ICESTORM, LIMIT_S, List.of("-t", "-d", part.device(), "-P", part.packaging(), TEXT)));
    var files = new LinkedHashMap<String, byte[]>();
    for (String name : List.of(BITS, TEXT, REPORT)) files.put(name, bytes(name));
    sources.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    progress.accept(board.top() + ": netlist for simulation");
    var netlist = folder("netlist", Placed.verilog(board, work.resolve(PLACED)), 1);
    for (String name : List.of("cells.v", "placed.v", "design.json")) files.put("netlist/" + name, bytes("netlist/" + name));
    files.put("design.json", Json.write(board.json(List.copyOf(sources.keySet()))).getBytes(StandardCharsets.UTF_8));
    return new Made(files, placed(report), figures(mhz, icetime), Optional.of(netlist), Placed.sideBySide(board, work.resolve(PLACED), Made.BOARDS).map(text -> folder("boards", text, Made.BOARDS)));
  }

  /** What was placed before, of the same netlist and by the same words, is taken again. */
  private void route() {
    String said = Sha256.hex((String.join(" ", arguments()) + wish.pins().map(Build::text).orElse("") + Ice40Flow.NEXTPNR.installed() + read(KEY)).getBytes(StandardCharsets.UTF_8));
    if (said.equals(read(ROUTED)) && Files.isRegularFile(work.resolve(PLACED))) return;
    write(ROUTED, "");
    progress.accept(board.top() + ": place and route");
    stage.run("place", "nextpnr-ice40", Ice40Flow.NEXTPNR, LIMIT_S, arguments());
    write(ROUTED, said);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> arguments() {
    var a = new ArrayList<>(List.of("--" + part.device(), "--package", part.packaging(), "--json", NETLIST, "--asc", TEXT, "--write", PLACED, "--report", REPORT, "--seed", SEED, "--timing-allow-fail",
        "--freq", String.format(Locale.ROOT, "%s", wish.mhz().orElse(AIM_MHZ))));
    if (wish.pins().isPresent()) a.addAll(List.of("--pcf", wish.pins().get().toAbsolutePath().toString()));
    a.add("--pcf-allow-unconstrained");
    return a;
  }

  /** nextpnr writes a bitstream's text also where the clock is missed; it is not handed on. */
  private void refuseSlow(OptionalDouble mhz) {
    if (wish.mhz().isEmpty() || mhz.isEmpty() || mhz.getAsDouble() >= wish.mhz().getAsDouble()) return;
    throw new CheckFailed(String.format(Locale.ROOT, "%s closes at %.2f MHz on %s, --clock wants %s%n  log: %s", board.top(), mhz.getAsDouble(), part.name(), wish.mhz().getAsDouble(), work.resolve("place.log")));
  }

  private Fill placed(String report) {
    return new Fill(List.of(
        new Fill.Use("logic cells", Reports.used(report, "ICESTORM_LC"), part.cells()), new Fill.Use("LUT4", Statistics.read(work.resolve(NETLIST), board.top()).cells().getOrDefault("SB_LUT4", 0), part.cells()),
        new Fill.Use("EBR", Reports.used(report, "ICESTORM_RAM"), part.blocks()), new Fill.Use("SPRAM", part.large() == 0 ? 0 : Reports.used(report, "ICESTORM_SPRAM"), part.large()),
        new Fill.Use("pins", Reports.used(report, "SB_IO"), part.pins())));
  }

  private Map<String, Object> figures(OptionalDouble mhz, OptionalDouble icetime) {
    var figures = new LinkedHashMap<String, Object>();
    figures.put("part", part.name());
    mhz.ifPresent(v -> figures.put(Made.MHZ, v));
    icetime.ifPresent(v -> figures.put("icetimeMhz", v));
    figures.put("loader", board.loaded());
    figures.put("largeMemories", List.copyOf(memories.large()));
    figures.put("seed", Integer.parseInt(SEED));
    figures.put("yosys", Optional.ofNullable(Ice40Flow.YOSYS.installed()).orElse("?"));
    figures.put("nextpnr", Optional.ofNullable(Ice40Flow.NEXTPNR.installed()).orElse("?"));
    return figures;
  }

  /** A folder with what was placed, which a simulator takes in the board's place. @param boards side by side */
  private Path folder(String name, String verilog, int boards) {
    var folder = work.resolve(name);
    try (var cells = Build.class.getResourceAsStream("cells.v")) {
      Files.createDirectories(folder);
      Files.write(folder.resolve("cells.v"), cells.readAllBytes());
      Files.writeString(folder.resolve("placed.v"), verilog);
      Files.writeString(folder.resolve("design.json"), Json.write(board.json(List.of("cells.v", "placed.v"), boards)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(work.resolve(name), text);
    } catch (IOException e) {
      throw new ToolException(work + " cannot be written: " + e.getMessage(), e);
    }
  }

  private String read(String name) {
    return Files.isRegularFile(work.resolve(name)) ? new String(bytes(name), StandardCharsets.UTF_8) : "";
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(work.resolve(name));
    } catch (IOException e) {
      throw new ToolException(work.resolve(name) + " cannot be read: " + e.getMessage(), e);
    }
  }
}
