// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure generate}: writes the Verilog of a block. */
@Command(name = "generate", header = "Write the Verilog of a block, with its file list, design.json and memories.json.")
final class GenerateCommand implements Runnable {
  @Parameters(paramLabel = "BLOCK", description = "A block's name, as 'kakure blocks' prints it.")
  private String design;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A parameter; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where to write; rtl-out/<design> if not given.")
  private Path output;

  @Mixin
  private JsonOption json;

  @Override
  public void run() {
    json.check();
    long begin = System.nanoTime();
    Netlist netlist = Netlist.elaborate(Library.configure(Library.get(design), parameters));
    Map<String, String> files = Emitter.emit(netlist, EmitOptions.defaults());
    String top = netlist.top().name();
    Path folder = output == null ? Path.of("rtl-out", top) : output;
    Output.write(folder, files);
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
}
