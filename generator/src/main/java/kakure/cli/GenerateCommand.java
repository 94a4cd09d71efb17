// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.Sha256;
import kakure.console.JsonOption;
import kakure.data.Wish;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Json;
import kakure.emit.Output;
import kakure.host.HostFiles;
import kakure.host.TestImage;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.network.Network;
import kakure.network.onnx.OnnxReader;
import kakure.target.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kakure generate}: the Verilog of hardware that holds a model, or of a block. */
@Command(name = "generate", header = "Write Verilog, with its file lists, design.json, macros.json and memories.json; of a model, what a host sends and a test bench, too.")
final class GenerateCommand implements Runnable, TargetOptions.User {
  @Parameters(paramLabel = "MODEL|BLOCK", description = "An ONNX file, for hardware that runs it, or a block's name.")
  private String design;

  @Mixin
  private TargetOptions options;

  @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "Where to write; rtl-out/<design> if not given.")
  private Path output;

  @Option(names = "--reset", paramLabel = "STYLE", description = "How resets act: sync, at the clock's edge, or async, at once (${DEFAULT-VALUE}).")
  private Reset reset = Reset.sync;

  @Option(names = "--image", paramLabel = "FILE", description = "Of a model: the picture that the test bench in DIR/host runs, PNG or JPEG of the model's size; pixels made from a fixed seed if not given.")
  private Path image;

  @Mixin
  private BitsOption bits;

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
    Optional<Host> host = model() ? Optional.of(host()) : Optional.empty();
    Block outer = host.isPresent() ? options.target().around(host.get().plan.top(), options.given()) : block();
    var streams = host.map(h -> Aside.start("kakure-host", () -> HostFiles.of(h.plan, outer, h.image))); // the golden model runs beside the emitter
    Netlist netlist = Netlist.elaborate(outer);
    var files = new LinkedHashMap<>(Emitter.emit(netlist, new EmitOptions(reset == Reset.async, source(), host.map(h -> h.plan.onePort()).orElse(Set.of()))));
    host.ifPresent(h -> files.putAll(options.target().beside(outer)));
    host.ifPresent(h -> files.put("plan.json", Json.write(plan(h.plan))));
    String top = netlist.top().name();
    Path folder = output == null ? Path.of("rtl-out", top) : output;
    Map<String, byte[]> sent = streams.map(Aside::get).orElse(Map.of());
    Output.hand(folder, files, sent);
    netlist.notes().forEach(note -> System.err.println("kakure: a check was skipped: " + note));
    double seconds = (System.nanoTime() - begin) / 1e9;
    long modules = files.keySet().stream().filter(name -> name.endsWith(".v")).count();
    System.out.printf(Locale.ROOT, "%s: %d modules in %.2f s, top %s%n", folder, modules, seconds, top);
    if (!sent.isEmpty()) System.out.println(said(folder, sent));
    var result = new LinkedHashMap<String, Object>();
    result.put("directory", folder.toString());
    result.put("top", top);
    result.put("modules", modules);
    result.put("bytes", files.values().stream().mapToLong(String::length).sum());
    result.put("seconds", seconds);
    if (!sent.isEmpty()) result.put("host", folder.resolve(HostFiles.FOLDER).toString());
    json.write(result);
  }

  /** What {@code plan} says, with the words that make this design again wherever the model and its picture lie. */
  private Map<String, Object> plan(Plan plan) {
    var keys = PlanText.keys(plan);
    var words = new ArrayList<>(List.of("kakure", "generate", Path.of(design).getFileName().toString()));
    words.addAll(options.words());
    if (bits.given()) words.addAll(List.of("--bits", bits.text()));
    if (image != null) words.addAll(List.of("--image", image.getFileName().toString()));
    if (reset == Reset.async) words.addAll(List.of("--reset", "async"));
    keys.put("command", words.stream().map(GenerateCommand::quoted).collect(Collectors.joining(" ")));
    return keys;
  }

  /** A word as a shell takes it. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static String said(Path folder, Map<String, byte[]> streams) {
    boolean bench = streams.keySet().stream().anyMatch(name -> name.endsWith(".v"));
    return folder.resolve(HostFiles.FOLDER) + ": the streams as files" + (bench ? ", and a test bench: sh " + folder.resolve(HostFiles.FOLDER).resolve("run.sh") : "; no test bench, as the answer would be too long");
  }

  private Block block() {
    if (image != null) throw new BadInput("--image goes with a model, not with a block");
    if (bits.given()) throw new BadInput("--bits goes with a model, not with a block");
    return error.configure(Libraries.block(design), options.ofBlock());
  }

  /** A model on its hardware, and the image that the test bench runs. */
  private record Host(Plan plan, TestImage image) {}

  private Host host() {
    if (error.given()) throw new BadInput("--max-error goes with a block that approximates, not with a model");
    Network network = bits.of(OnnxReader.read(Path.of(design)));
    Plan plan = options.target().plan(network, options.top(network), options.given()); // refuses a model that the hardware does not hold
    return new Host(plan, image == null ? TestImage.made(network.input().elements()) : new TestImage(RunImages.picture(network, image, Wish.of(null, null)), image.getFileName().toString()));
  }

  /** The model by name and content: the same bytes wherever it lies. */
  private Map<String, String> source() {
    if (!model()) return Map.of();
    try {
      Path file = Path.of(design);
      var source = new TreeMap<>(Map.of("model", file.getFileName().toString(), "modelSha256", Sha256.hex(Files.readAllBytes(file))));
      if (bits.given()) source.put("bits", bits.text());
      return source;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A block's name means the block, whatever lies in the working folder. */
  private boolean model() {
    return design.endsWith(".onnx") || design.contains(File.separator) || Libraries.find(design).isEmpty() && Files.isRegularFile(Path.of(design));
  }
}
