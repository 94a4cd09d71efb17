// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

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

/** {@code --to ice40}: a bitstream for a Lattice iCE40, by yosys, nextpnr and icestorm. */
public final class Ice40Flow implements Flow {
  static final Tool YOSYS = Tool.named("yosys"), NEXTPNR = Tool.named("nextpnr-ice40"), ICESTORM = Tool.named("icepack");

  @Override
  public String name() {
    return "ice40";
  }

  @Override
  public String summary() {
    return "a bitstream for a Lattice iCE40: yosys, nextpnr, icestorm";
  }

  @Override
  public List<Tool> tools() {
    return List.of(YOSYS, NEXTPNR, ICESTORM);
  }

  @Override
  public List<String> parts() {
    return Part.ALL.stream().map(Part::name).toList();
  }

  @Override
  public boolean netlist() {
    return true;
  }

  @Override
  public Fill fill(Handed design, Wish wish, Path work, Consumer<String> progress) {
    return build(design, wish, work, progress).pack();
  }

  @Override
  public Fill least(Handed design, Wish wish) {
    var part = part(wish);
    return new Fill(List.of(new Fill.Use("EBR", Memories.of(design, part).blocks(), part.blocks())));
  }

  @Override
  public Made make(Handed design, Wish wish, Path work, Consumer<String> progress) {
    var build = build(design, wish, work, progress);
    var fill = build.pack();
    if (!fill.fits()) throw new BadInput(design.design().top() + " does not fit " + build.part().name() + ": " + fill.text());
    return build.place();
  }

  private Build build(Handed design, Wish wish, Path work, Consumer<String> progress) {
    return new Build(design, wish, part(wish), work, progress);
  }

  private Part part(Wish wish) {
    return Part.named(Flows.part(this, wish.part().orElse(parts().get(0))));
  }
}
