// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.BadInput;
import kakure.check.LogicArea;
import kakure.console.Countdown;
import kakure.console.Home;
import kakure.console.JsonOption;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.network.Network;
import kakure.target.Given;
import kakure.target.Plan;
import kakure.target.Study;
import kakure.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kakure plan}: what the hardware will need for a network, layer by layer, before anything is generated. */
@Command(name = "plan", header = "Predict cycles, utilisation, buffers and mask bits of a network; --array all ranks every split.")
final class PlanCommand implements Runnable, TargetOptions.User {
  @Mixin
  private ModelOption model;

  @Mixin
  private TargetOptions options;

  @Option(names = "--liberty", paramLabel = "FILE", description = "Also say the area of the logic, without memories, on this library of cells.")
  private Path liberty;

  @Mixin
  private JsonOption json;

  @Spec
  private CommandSpec spec;

  /** A top, and the network's plan on it or why there is none. */
  private record Ranked(String name, Plan plan, String refusal) {
    long cycles() {
      return plan == null ? Long.MAX_VALUE : plan.plannedCycles();
    }
  }

  @Override
  public TargetOptions targetOptions() {
    return options;
  }

  /** Adds the flags of the targets' studies. */
  static void extend(CommandSpec plan) {
    if (!(plan.userObject() instanceof PlanCommand)) return;
    for (Target target : Libraries.targets()) {
      for (Study study : target.studies()) {
        if (plan.findOption(study.option()) == null) plan.addOption(option(study));
      }
    }
  }

  /** A flag; or an option that takes the word behind it only if it is one of its own, so that it may stand before the model, too. */
  private static OptionSpec option(Study study) {
    var option = OptionSpec.builder(study.option()).description(TargetOptions.plain(study.description()));
    if (study.words().isEmpty()) return option.type(boolean.class).arity("0").build();
    return option.type(String.class).arity("0..1").paramLabel(String.join("|", study.words())).parameterConsumer((args, of, command) -> {
      of.setValue(!args.isEmpty() && study.words().contains(args.peek()) ? args.pop() : "");
    }).build();
  }

  /** Whether the user asked; what takes no word of its own from the command line is not told as matched. */
  private boolean asked(Study study) {
    return study.words().isEmpty() ? spec.commandLine().getParseResult().hasMatchedOption(study.option()) : spec.findOption(study.option()).getValue() != null;
  }

  /** What the user gave, with the word behind the study's option. */
  private Given given(Study study) {
    var word = study.words().isEmpty() ? "" : spec.findOption(study.option()).getValue().toString();
    return word.isEmpty() ? options.given() : options.given().with(study.option(), word);
  }

  @Override
  public void run() {
    json.check();
    Network network = model.read();
    Target target = options.target();
    for (Study study : target.studies()) {
      if (asked(study)) {
        if (liberty != null) throw new BadInput("--liberty is of one plan: leave " + study.option() + " out");
        print(study.answer(network, given(study), Terminal::progress));
        return;
      }
    }
    refuseOthersStudies(target);
    var candidates = target.candidates(options.given());
    if (!candidates.isEmpty()) {
      if (liberty != null) throw new BadInput("--liberty is of one plan: give one --array, or 'kakure sweep' several");
      rank(network, target, candidates);
      return;
    }
    Plan plan = target.plan(network, options.top(network), options.given());
    var keys = PlanText.keys(plan);
    String area = liberty == null ? "" : area(plan, keys);
    System.out.print(PlanText.table(plan) + PlanText.summary(plan) + area);
    json.write(keys);
  }

  private String area(Plan plan, Map<String, Object> keys) {
    Terminal.progress("synthesis of " + plan.top().moduleName());
    var mapped = LogicArea.of(plan.top(), liberty, Home.work().resolve("area"));
    Terminal.clear();
    keys.put("area", mapped.area());
    keys.put("macros", mapped.macros());
    return String.format(Locale.ROOT, "area %.0f in %s's unit, %d memories left out%n", mapped.area(), liberty.getFileName(), mapped.macros());
  }

  private void refuseOthersStudies(Target target) {
    for (Target other : Libraries.targets()) {
      for (Study study : other.studies()) {
        if (asked(study)) throw new BadInput(study.option() + " is no option of --target " + target.name());
      }
    }
  }

  private void print(Study.Answer answer) {
    Terminal.clear();
    var table = new Table(answer.columns().toArray(String[]::new));
    answer.cells().forEach(row -> table.row(row.toArray()));
    System.out.print(table.text());
    json.write(Map.of(answer.key(), answer.rows()));
  }

  private void rank(Network network, Target target, List<Target.Candidate> candidates) {
    List<Ranked> ranked = new ArrayList<>();
    var countdown = new Countdown();
    for (var candidate : candidates) {
      Terminal.progress("planning " + candidate.name() + ", " + (ranked.size() + 1) + " of " + candidates.size() + countdown.left(ranked.size(), candidates.size()));
      ranked.add(plan(network, target, candidate));
    }
    Terminal.clear();
    var refusals = ranked.stream().map(r -> r.plan() == null ? r.refusal().replace(r.name(), "all") : "").distinct().toList();
    if (refusals.size() == 1 && !refusals.get(0).isEmpty()) throw new BadInput(refusals.get(0)); // it is not the splits that are wrong
    ranked.sort(Comparator.comparingLong(Ranked::cycles));
    var table = new Table("array", ">cycles per image", ">utilised", "remark");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Ranked one : ranked) {
      var row = new LinkedHashMap<String, Object>();
      row.put("array", one.name());
      if (one.plan() == null) {
        table.row(one.name(), "-", "-", one.refusal());
        row.put("refusal", one.refusal());
      } else {
        table.row(one.name(), one.cycles(), PlanText.percent(one.plan().utilisation()), "");
        row.put("cyclesPerImage", one.cycles());
        row.put("utilisation", one.plan().utilisation());
      }
      rows.add(row);
    }
    System.out.print(table.text());
    json.write(Map.of("splits", rows));
  }

  private static Ranked plan(Network network, Target target, Target.Candidate candidate) {
    try {
      return new Ranked(candidate.name(), target.plan(network, target.top(candidate.given(), network), candidate.given()), "");
    } catch (BadInput | IllegalArgumentException e) {
      return new Ranked(candidate.name(), null, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
