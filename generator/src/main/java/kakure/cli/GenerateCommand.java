// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import blocks.engine.Engine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kakure.BadInput;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.engine.Planner;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.network.onnx.OnnxReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure generate}: the Verilog of an engine that holds a model, or of a block. */
@Command(name = "generate", header = "Write Verilog, with its file list, design.json and memories.json.")
final class GenerateCommand implements Runnable {
  @Parameters(paramLabel = "MODEL|BLOCK", description = "An ONNX file, for an engine that runs it, or a block's name.")
  private String design;

  @Mixin
  private EngineOptions options;

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where to write; rtl-out/<design> if not given.")
  private Path output;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    long begin = System.nanoTime();
    Netlist netlist = Netlist.elaborate(block());
    Map<String, String> files = Emitter.emit(netlist, EmitOptions.defaults());
    String top = netlist.top().name();
    Path folder = output == null ? Path.of("rtl-out", top) : output;
    Output.write(folder, files);
    netlist.notes().forEach(note -> System.err.println("kakure: a check was skipped: " + note));
    double seconds = (System.nanoTime() - begin) / 1e9;
    long modules = files.keySet().stream().filter(name -> name.endsWith(".v")).count();
    System.out.printf(Locale.ROOT, "%s: %d modules in %.2f s, top %s%n", folder, modules, seconds, top);
    var result = new LinkedHashMap<String, Object>();
    result.put("directory", folder.toString());
    result.put("top", top);
    result.put("modules", modules);
    result.put("bytes", files.values().stream().mapToLong(String::length).sum());
    result.put("seconds", seconds);
    json.write(result);
  }

  private Block block() {
    boolean model = design.endsWith(".onnx") || design.contains(File.separator) || Files.exists(Path.of(design));
    if (!model) {
      if (options.array != null || options.group != 1) {
        throw new BadInput("--array and --group belong to an engine that runs a model; a block has --set only");
      }
      return Library.configure(Library.get(design), options.parameters);
    }
    var network = OnnxReader.read(Path.of(design));
    Engine engine = options.engine();
    Planner.plan(network, engine); // refuses a model that the engine does not hold
    return engine;
  }
}
