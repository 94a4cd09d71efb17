// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.eda.Tool;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Handed;
import kakure.flow.Made;
import kakure.flow.Wish;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A way that ends with a text: the design's Verilog and a description beside it. It calls no tool. */
public final class TextFlow implements Flow {
  /** Key of what the user types next. */
  public static final String NEXT = "next";

  /** Key of what the user must know, where there is anything. */
  public static final String NOTES = "notes";

  private final Description description;

  private TextFlow(Description description) {
    this.description = description;
  }

  /** One for each format. */
  public static List<Flow> all() {
    return List.<Description>of(new FileList(), new FuseSoc(), new Edam(), new Component(), new Litex(), new Bender(), new Vivado(), new Quartus(), new OpenRoad(), new LibreLane(), Found.UPF, Found.RDL).stream().<Flow>map(TextFlow::new).toList();
  }

  @Override
  public String name() {
    return description.name();
  }

  @Override
  public String summary() {
    return description.summary();
  }

  @Override
  public List<Tool> tools() {
    return List.of();
  }

  @Override
  public List<String> parts() {
    return List.of();
  }

  @Override
  public boolean anyPart() {
    return description.parts();
  }

  @Override
  public boolean macros() {
    return description.macros();
  }

  @Override
  public Fill fill(Handed design, Wish wish, Path work, Consumer<String> progress) {
    throw new BadInput("--fill: --to " + name() + " is a description, which fills no part");
  }

  @Override
  public Made make(Handed handed, Wish wish, Path work, Consumer<String> progress) {
    if (wish.pins().isPresent()) throw new BadInput("--pins: --to " + name() + " places no pins");
    var d = Described.of(handed, wish);
    var files = new LinkedHashMap<String, byte[]>();
    Path folder = handed.design().directory();
    for (var name : d.files()) files.put(name, bytes(folder.resolve(name)));
    new TreeMap<>(description.texts(d)).forEach((name, text) -> {
      if (files.put(name, text.getBytes(StandardCharsets.UTF_8)) != null) throw new BadInput("--to " + name() + " writes " + name + ", and so is a source of the design called");
    });
    if (description.macros()) d.sram().files(d.top()).forEach((name, bytes) -> {
      if (files.put(name, bytes) != null) throw new BadInput("--to " + name() + " writes " + name + ", and so is another file called");
    });
    files.put("design.json", unsealed(folder));
    var figures = new LinkedHashMap<String, Object>();
    figures.put("files", List.copyOf(new TreeMap<>(description.texts(d)).keySet()));
    figures.put(NEXT, description.next(d));
    if (!description.notes(d).isEmpty()) figures.put(NOTES, description.notes(d));
    return new Made(files, new Fill(List.of()), figures, Optional.empty());
  }

  /** The design's own {@code design.json} without the hashes of the folder that it comes from. */
  private static byte[] unsealed(Path folder) {
    var root = (ObjectNode) Described.json(folder);
    root.remove("sha256");
    return (JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
