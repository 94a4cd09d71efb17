// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kakure.BadInput;
import kakure.console.Terminal;
import kakure.flow.Fill;
import kakure.flow.Flow;
import kakure.flow.Largest;
import kakure.flow.Wish;
import kakure.network.Network;
import kakure.target.Given;
import kakure.target.Plan;
import kakure.target.Target;

/** Which hardware of a network goes to a part: what the user said, or the largest that fits, unless a smaller one takes fewer cycles, by synthesis. */
record FlowSearch(Flow flow, Wish wish, Network network, TargetOptions options) {
  /** How much slower than the fastest split of a size a smaller one may be. */
  private static final double SLOWER = 1.5;

  /** A size that was measured. */
  private record Measured(int elements, FlowCommand.Subject subject, Fill fill) {
    long cycles() {
      return subject.plan().orElseThrow().plannedCycles();
    }
  }

  /** @throws BadInput where nothing fits, with figures */
  FlowCommand.Subject subject() {
    var target = options.target();
    if (flow.parts().isEmpty() || !target.sizeOpen(options.given())) return chosen(target);
    var found = largest(target);
    if (found.best().isPresent()) return quickest(target, found.best().get()).subject();
    var smallest = found.next().orElseThrow(() -> new BadInput("no array that is searched takes the network as the options say\n  do:  give --array AxBxC, which says why it does not; arrays of " + Largest.SIZES.get(0) + " to " + Largest.SIZES.get(Largest.SIZES.size() - 1) + " elements are searched"));
    throw new BadInput("the network does not fit " + wish.part().orElseThrow() + " even on the smallest array, " + smallest.subject().plan().orElseThrow().extent() + ": " + smallest.fill().text() + "\n  do:  a larger --part, or a smaller network");
  }

  /** The same, but what the user named need not fit. */
  FlowCommand.Subject toFill() {
    return options.target().sizeOpen(options.given()) ? subject() : given(options, network);
  }

  /** The hardware that the user named. */
  static FlowCommand.Subject given(TargetOptions options, Network network) {
    Plan plan = options.target().plan(network, options.top(network), options.given());
    return new FlowCommand.Subject(FlowDesigns.handed(plan.top(), options.target().beside(plan.top()), plan.onePort()), Optional.of(plan));
  }

  /** What the user said; where it does not fit, the message says the largest that does. */
  private FlowCommand.Subject chosen(Target target) {
    var subject = given(options, network);
    var plan = subject.plan().orElseThrow();
    if (flow.parts().isEmpty()) return subject;
    var fill = fill(subject);
    if (fill.fits()) return subject;
    var best = largest(target).best();
    throw new BadInput("array " + plan.extent() + " does not fit " + wish.part().orElseThrow() + ": " + fill.text()
        + best.map(m -> "\n  the largest that fits: array " + m.subject().plan().orElseThrow().extent() + " with memories as small as the network allows, " + m.fill().text()).orElse("\n  none that fits was found: a larger --part, or a smaller network"));
  }

  private Largest.Found<Measured> largest(Target target) {
    return Largest.of(Largest.SIZES, n -> measure(n, plans(target, n)), m -> m.fill().fits());
  }

  /** Of the most elements that fit only slow splits may be left: smaller arrays are tried that the plan says are quicker. */
  private Measured quickest(Target target, Measured largest) {
    var best = largest;
    for (int n : Largest.SIZES.stream().filter(n -> n < largest.elements()).sorted(Comparator.reverseOrder()).toList()) {
      long cycles = best.cycles();
      best = measure(n, plans(target, n).stream().filter(p -> p.plannedCycles() < cycles).toList()).filter(m -> m.fill().fits()).orElse(best);
    }
    return best;
  }

  /** Of the splits, of which those go first that are likely to cost least, the first that is not much slower than the fastest; where it does not fit, the first of all. */
  private Optional<Measured> measure(int elements, List<Plan> plans) {
    long fastest = plans.stream().mapToLong(Plan::plannedCycles).min().orElse(0);
    var quick = plans.stream().filter(p -> p.plannedCycles() <= SLOWER * fastest).toList();
    var best = roomy(quick).or(() -> quick.stream().findFirst().map(FlowSearch::subject)).map(s -> measured(elements, s));
    if (best.isEmpty() || best.get().fill().fits()) return best;
    var others = plans.stream().filter(p -> p.plannedCycles() > SLOWER * fastest).toList();
    return roomy(others).map(s -> measured(elements, s)).filter(m -> m.fill().fits()).or(() -> best);
  }

  private static FlowCommand.Subject subject(Plan plan) {
    return new FlowCommand.Subject(FlowDesigns.handed(plan), Optional.of(plan));
  }

  /** The first whose memories alone do not rule it out. */
  private Optional<FlowCommand.Subject> roomy(List<Plan> plans) {
    return plans.stream().map(FlowSearch::subject).filter(s -> flow.least(s.handed(), wish).fits()).findFirst();
  }

  private Measured measured(int elements, FlowCommand.Subject subject) {
    return new Measured(elements, subject, fill(subject));
  }

  /** Splits of so many elements, as spare as the network allows. */
  private List<Plan> plans(Target target, int elements) {
    var spare = plans(target, target.spare(options.given()), elements);
    return spare.isEmpty() ? plans(target, options.given(), elements) : spare;
  }

  private List<Plan> plans(Target target, Given given, int elements) {
    return target.sized(given, elements).stream().map(c -> plan(target, c)).flatMap(Optional::stream).toList();
  }

  private Fill fill(FlowCommand.Subject subject) {
    return FlowDesigns.fill(flow, wish, subject.handed());
  }

  private Optional<Plan> plan(Target target, Target.Candidate candidate) {
    try {
      return Optional.of(target.plan(network, target.top(candidate.given(), network), candidate.given()));
    } catch (BadInput | IllegalArgumentException e) {
      return Optional.empty(); // a split that the network does not go on
    }
  }
}
