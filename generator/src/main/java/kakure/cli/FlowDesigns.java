// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kakure.Turn;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Handed;
import kakure.flow.Wish;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.network.onnx.OnnxReader;
import kakure.target.Plan;

/** Designs on their way to a flow, and where they lie meanwhile. */
final class FlowDesigns {
  private static final String LOADER = "serialloader";

  private FlowDesigns() {}

  /** The directory of a design in a flow, apart for every part; what was synthesised there before is found again. Runs that want the same take turns. */
  static Turn turn(Flow flow, Wish wish, String top) {
    var folder = Home.work().resolve("flow").resolve(flow.name()).resolve(wish.part().orElse("any")).resolve(top);
    try {
      var turn = Turn.at(folder, () -> System.err.println("kakure: " + top + " is in --to " + flow.name() + " already, by another run: waiting for it"));
      create(folder);
      return turn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a design takes of a part. */
  static Fill fill(Flow flow, Wish wish, Handed design) {
    try (var turn = turn(flow, wish, design.design().top())) {
      return flow.fill(design, wish, turn.folder(), Terminal::progress);
    }
  }

  /** Hardware of a plan, emitted below the cache. */
  static Handed handed(Plan plan) {
    return handed(plan.top(), Map.of(), plan.onePort());
  }

  /** The same of any block. @param beside further files by name */
  static Handed handed(Block top, Map<String, String> beside, Set<String> onePort) {
    var netlist = Netlist.elaborate(top);
    var files = new LinkedHashMap<>(Emitter.emit(netlist, EmitOptions.defaults()));
    files.putAll(beside);
    var folder = Home.work().resolve("flow").resolve("rtl").resolve(netlist.top().name());
    create(folder.getParent());
    Output.write(folder, files);
    return Handed.read(folder, onePort, FlowDesigns::loader);
  }

  /** The library's loader. */
  static Map<String, String> loader(List<Integer> words, int answer) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("words", words.stream().map(String::valueOf).collect(Collectors.joining("x")));
    parameters.put("answer", String.valueOf(answer));
    var netlist = Netlist.elaborate(Libraries.configure(Libraries.block(LOADER), parameters));
    var files = new LinkedHashMap<>(Emitter.emit(netlist, EmitOptions.defaults()));
    files.keySet().removeIf(name -> !name.endsWith(".v"));
    return files;
  }

  /** Values of an image of a model. */
  static int pixels(Path model) {
    return OnnxReader.read(model).input().elements();
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
