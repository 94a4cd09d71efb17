// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.mask.codec.MaskStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kakure.target.RunReport;

/** Why figures of a run or a plan are low: a line for each layer that leaves more than half of the elements idle, and for each whose mask takes more than a bit per weight; a bit of stored weights is one. */
final class Losses {
  private static final double LOW = .5;
  /** A cause that leaves this share or more is not worth a word where there is a greater one. */
  private static final double SLIGHT = .8;

  private Losses() {}

  /**
   * A cause.
   *
   * @param left share of the elements, or of the cycles, that it leaves at work
   * @param text what it is
   */
  record Loss(double left, String text) {}

  /** The lines, in the order of the layers. */
  static List<String> remarks(EnginePlan plan, List<RunReport.Ran> steps) {
    var lines = new ArrayList<>(Recoded.remarks(plan));
    for (int l = 0; l < plan.layers().size(); l++) {
      var p = plan.layers().get(l);
      var ran = steps.get(l);
      if (p.layer().links().identity() || p.layer().links().fold()) continue; // they move maps and sum them up: MACs say nothing of them
      if (ran.cycles() > 0 && ran.utilisation() < LOW) lines.add(line("%s, %.1f%% utilised: %s", ran.step().name(), 100 * ran.utilisation(), causes(of(p, plan.engine(), ran))));
      var bits = p.mask().statistics();
      if (bits.bits() > bits.weights() && !p.layer().planes().stored()) lines.add(line("%s, %.3f bit/weight: %s", ran.step().name(), bits.bitsPerWeight(), mask(plan, p)));
    }
    return lines;
  }

  /** What divides the elements of all cycles into those at work and the others; the shares multiply to the layer's utilisation. */
  static List<Loss> of(LayerPlan p, Engine e, RunReport.Ran ran) {
    var order = p.order();
    int channels = p.layer().in().channels();
    boolean turns = !order.kind().isOneOf() && channels > order.rows() && e.group() > 1;
    int scaled = p.layer().planes().factors().any() ? p.layer().planes().count() : 1; // a channel of the array each
    double steps = p.steps(), masks = wait(ran, "maskWait"), writes = wait(ran, "writeWait"), start = ran.cycles() - steps - masks - writes;
    return List.of(
        places(channels, order.turns(), e.tci(), "input channels" + (turns ? " (of " + e.group() + " that share an element, a free mask takes one a cycle)" : "")),
        places(p.layer().out().pixels(), p.tiles(), e.pixels(), "pixels"),
        places(p.layer().out().channels() * scaled, p.outputGroups(), e.tco(), scaled > 1 ? "output channels, of " + scaled + " planes each" : "output channels"),
        new Loss(p.layer().planes().mean() / p.layer().planes().count(), line("filters ask for %.2f of %d planes", p.layer().planes().mean(), p.layer().planes().count())),
        waiting(ran, steps, masks, "wait for masks"),
        waiting(ran, steps + masks, writes, "wait for results to be written"),
        waiting(ran, steps + masks + writes, start, ran.counters().containsKey("maskWait") ? "start and end it" : "wait, start and end it"));
  }

  private static double wait(RunReport.Ran ran, String counter) {
    return ran.counters().getOrDefault(counter, 0.0);
  }

  private static Loss places(int taken, int rounds, int there, String what) {
    return new Loss(taken / ((double) rounds * there), "fills " + taken + " of " + (rounds > 1 ? rounds + " x " : "") + there + " " + what);
  }

  /** Of the cycles that are {@code busy} or lost in this way. */
  private static Loss waiting(RunReport.Ran ran, double busy, double lost, String what) {
    return new Loss(busy / (busy + lost), line("%.0f of %.0f cycles %s", lost, ran.cycles(), what));
  }

  private static String causes(List<Loss> losses) {
    var sorted = losses.stream().sorted(Comparator.comparingDouble(Loss::left)).toList();
    double worst = sorted.get(0).left();
    return sorted.stream().filter(loss -> loss.left() < SLIGHT || loss.left() == worst).map(Loss::text).collect(Collectors.joining(", "));
  }

  private static String mask(EnginePlan plan, LayerPlan p) {
    MaskStatistics mask = p.mask().statistics();
    long header = p.mask().headerBits();
    if (p.order().kind().isOneOf()) return line("of %d bits %d are header", mask.bits(), header);
    int group = plan.engine().oneof();
    boolean few = p.layer().in().channels() < group && plan.layers().stream().anyMatch(other -> other.order().kind().isOneOf());
    long entropy = Math.round(mask.entropyPerWeight() * mask.weights());
    return (few ? "a free mask, as one of " + group + " needs " + group + " input channels; " : "")
        + line("of %d bits %d are header, %d entropy, %d code and padding", mask.bits(), header, entropy, mask.bits() - header - entropy);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
