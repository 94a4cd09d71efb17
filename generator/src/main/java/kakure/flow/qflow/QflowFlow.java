// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.eda.Tool;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Flows;
import kakure.flow.Handed;
import kakure.flow.Made;
import kakure.flow.Wish;

/** {@code --to qflow}: a layout of standard cells, placed, routed and checked by what Debian packages: qflow with graywolf, qrouter, magic and netgen. */
public final class QflowFlow implements Flow {
  static final Tool YOSYS = Tool.named("yosys"), QFLOW = Tool.named("qflow");
  /** Cells of the largest design that is taken: none above was seen through routing. */
  static final int MOST_CELLS = 12_000;

  @Override
  public String name() {
    return "qflow";
  }

  @Override
  public String summary() {
    return "a layout of standard cells, placed, routed and checked: qflow, magic, netgen; GDSII, DEF, a drawing (--part osu018)";
  }

  @Override
  public List<Tool> tools() {
    return List.of(YOSYS, QFLOW);
  }

  @Override
  public List<String> parts() {
    return Technology.NAMES;
  }

  @Override
  public boolean takesCells() {
    return true;
  }

  @Override
  public Fill fill(Handed design, Wish wish, Path work, Consumer<String> progress) {
    return fill(design, mapped(design, wish, work, progress));
  }

  @Override
  public Made make(Handed design, Wish wish, Path work, Consumer<String> progress) {
    return new Chip(design, wish, technology(wish), work, progress).make();
  }

  /** What is refused without any synthesis comes first. */
  private Mapped mapped(Handed design, Wish wish, Path work, Consumer<String> progress) {
    var technology = technology(wish);
    refuse(design, wish);
    return Mapped.of(design, technology, work.resolve("map"), progress);
  }

  static void refuse(Handed design, Wish wish) {
    if (wish.pins().isPresent()) throw new BadInput("--pins: --to qflow chooses itself where pins lie");
    Gating.refuse(design.design());
    Memories.refuseLarge(design.design().top(), design.memories());
  }

  static Fill fill(Handed design, Mapped mapped) {
    long bits = Memories.bits(design.memories());
    boolean outside = Memories.outside(design.memories());
    return new Fill(List.of(new Fill.Use("cells", mapped.gates().gates().size(), MOST_CELLS), new Fill.Use(outside ? "memory bits (" + bits + " stand beside it)" : "memory bits", outside ? 0 : bits, Memories.MOST_BITS)));
  }

  private Technology technology(Wish wish) {
    return Technology.named(Flows.part(this, wish.part().orElse(parts().get(0))));
  }
}
