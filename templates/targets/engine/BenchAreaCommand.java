// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.array.array.PlainArray;
import blocks.engine.engine.Engine;
import blocks.stream.select.SelectRegister;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.ToolException;
import kakure.eda.Liberty;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code kakure bench-area}: area of an element of the array, free and one of 4, with its share of adder tree, 24-bit accumulator, shadow and enable, beside that of an int8 multiply-accumulate of the
 * same structure; and how much of the cells of an engine of 4 x 4 x 8 are elements. Cells without wires. {@code scripts/bench-area.sh} calls it.
 */
@Command(name = "bench-area", hidden = true, header = "Area of an element of the array over an int8 multiply-accumulate: lines \"figure NAME VALUE UNIT\".")
final class BenchAreaCommand implements Runnable {
  private static final String INT8 = "int8.v";
  private static final int CHANNELS = 16;
  private static final int GROUP = 4;

  @Parameters(paramLabel = "LIBERTY", arity = "0..1", description = "The library; an open one that is there if not given.")
  private Path liberty;

  @Override
  public void run() {
    var file = Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or give one as argument"));
    var library = Liberty.read(file);
    double int8 = area("int8", int8(), library);
    double free = area(new PlainArray(CHANNELS, 1, 1, 1), library);
    double oneof = area(new PlainArray(GROUP * CHANNELS, 1, 1, 1, GROUP), library);
    Terminal.clear();
    System.out.printf(Locale.ROOT, "%s, one pixel, one output channel: area, and per element%n", library.file().getFileName());
    System.out.printf(Locale.ROOT, "  int8 multiply-accumulate, 16 channels %9.0f %8.1f%n", int8, int8 / CHANNELS);
    System.out.printf(Locale.ROOT, "  free, 16 channels                     %9.0f %8.1f%n", free, free / CHANNELS);
    System.out.printf(Locale.ROOT, "  one of 4, 64 channels                 %9.0f %8.1f%n", oneof, oneof / (GROUP * CHANNELS));
    System.out.printf(Locale.ROOT, "figure free.area_ratio %.3f ratio%n", free / int8);
    System.out.printf(Locale.ROOT, "figure oneof4.area_ratio %.3f ratio%n", oneof / GROUP / int8);
    System.out.printf(Locale.ROOT, "figure oneof4.area_over_free %.2f ratio%n", oneof / free);
    share("asic.usual_element_share", ElementShare.USUAL, library, free / CHANNELS);
    share("asic.element_share", ElementShare.SMALL, library, free / CHANNELS);
  }

  private static void share(String figure, Engine engine, Liberty library, double element) {
    Terminal.progress("synthesis of " + engine.moduleName());
    var s = ElementShare.of(engine, library, Home.work().resolve("area"));
    Terminal.clear();
    System.out.printf(Locale.ROOT, "  %s: array %.0f of %.0f%n", engine.moduleName(), s.array(), s.all());
    System.out.printf(Locale.ROOT, "figure %s %.3f ratio%n", figure, s.share());
    System.out.printf(Locale.ROOT, "figure %s_alone %.3f ratio%n", figure, s.alone(element));
  }

  /** An array of one pixel and one output channel. The register that drains it is shared by all output channels of an array: a wire stands in its place. */
  private static double area(PlainArray array, Liberty library) {
    var netlist = Netlist.elaborate(array);
    var files = new TreeMap<>(Emitter.emit(netlist, EmitOptions.defaults()));
    files.keySet().removeIf(name -> !name.endsWith(".v"));
    for (var d : netlist.modules()) {
      if (!(d.block().orElse(null) instanceof SelectRegister)) continue;
      files.put(d.name() + ".v", "module " + d.name() + " (input wire clk_i, input wire en_i, input wire [0:0] sel_i, input wire [31:0] x_0_i, output wire [31:0] y_o);\n  assign y_o = x_0_i;\nendmodule\n");
    }
    return area(array.moduleName(), files, library);
  }

  private static Map<String, String> int8() {
    try {
      return Map.of(INT8, Files.readString(Home.root().resolve("testbench/bench").resolve(INT8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double area(String top, Map<String, String> files, Liberty library) {
    Terminal.progress("synthesis of " + top);
    try {
      var dir = Files.createDirectories(Home.work().resolve("area").resolve(top));
      for (var file : files.entrySet()) Files.writeString(dir.resolve(file.getKey()), file.getValue());
      return new Synthesis(new Yosys(dir), library).map(top, List.copyOf(files.keySet()), List.of()).area();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
