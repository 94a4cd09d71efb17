// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kakure.BadInput;
import kakure.Sha256;
import kakure.console.JsonOption;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.onnx.OnnxReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure generate}: the Verilog of hardware that holds a model, or of a block. */
@Command(name = "generate", header = "Write Verilog, with its file lists, design.json, macros.json and memories.json.")
final class GenerateCommand implements Runnable, TargetOptions.User {
  @Parameters(paramLabel = "MODEL|BLOCK", description = "An ONNX file, for hardware that runs it, or a block's name.")
  private String design;

  @Mixin
  private TargetOptions options;

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where to write; rtl-out/<design> if not given.")
  private Path output;

  @Option(names = "--reset", paramLabel = "STYLE", description = "How resets act: sync, at the clock's edge, or async, at once (${DEFAULT-VALUE}).")
  private Reset reset = Reset.sync;

  @Mixin
  private ErrorOption error;

  @Mixin
  private JsonOption json;

  /** As the user says it. */
  private enum Reset {
    sync,
    async
  }

  @Override
  public TargetOptions targetOptions() {
    return options;
  }

  @Override
  public void run() {
    json.check();
    long begin = System.nanoTime();
    Block block = block();
    Netlist netlist = Netlist.elaborate(block);
    var files = new LinkedHashMap<>(Emitter.emit(netlist, new EmitOptions(reset == Reset.async, source())));
    if (model()) files.putAll(options.target().beside(block));
    String top = netlist.top().name();
    Path folder = output == null ? Path.of("rtl-out", top) : output;
    Output.hand(folder, files);
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
    if (!model()) return error.configure(Libraries.block(design), options.ofBlock());
    if (error.given()) throw new BadInput("--max-error goes with a block that approximates, not with a model");
    Network network = OnnxReader.read(Path.of(design));
    return options.target().plan(network, options.top(network), options.given()).top(); // refuses a model that the hardware does not hold
  }

  /** The model by name and content: the same bytes wherever it lies. */
  private Map<String, String> source() {
    if (!model()) return Map.of();
    try {
      Path file = Path.of(design);
      return new TreeMap<>(Map.of("model", file.getFileName().toString(), "modelSha256", Sha256.hex(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A block's name means the block, whatever lies in the working folder. */
  private boolean model() {
    return design.endsWith(".onnx") || design.contains(File.separator) || Libraries.find(design).isEmpty() && Files.isRegularFile(Path.of(design));
  }
}
