// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.network.Network;
import kakure.target.Given;
import kakure.target.Target;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The hardware that a command means: {@code --target}, {@code --set}, and the options that targets have of their own. */
final class TargetOptions {
  static final String USUAL = "engine";

  @Option(names = "--target", paramLabel = "NAME", description = "The kind of hardware, as 'kakure blocks' lists them (" + USUAL + ").")
  private String name;

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "Another parameter of the top block; may be given several times.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  private final Map<String, String> given = new LinkedHashMap<>();

  /** Adds the targets' own options to a command: one by one, as targets are not known to annotations. */
  void extend(CommandSpec command) {
    boolean generates = command.userObject() instanceof GenerateCommand;
    var options = Libraries.targets().stream().flatMap(t -> Stream.concat(t.options().stream(), generates ? t.generateOptions().stream() : Stream.of())).collect(Collectors.groupingBy(Target.Option::name, LinkedHashMap::new, Collectors.toList()));
    options.forEach((option, meanings) -> command.addOption(OptionSpec.builder(option).type(String.class).arity(meanings.get(0).isFlag() ? "0" : "1").fallbackValue("true").paramLabel(meanings.get(0).label())
        .description(meanings.stream().map(o -> plain(o.description())).distinct().toArray(String[]::new))
        .setter(new picocli.CommandLine.Model.ISetter() {
          @Override
          public <T> T set(T value) {
            if (value != null) given.put(option, value.toString());
            return value;
          }
        }).build()));
  }

  /** A text as picocli takes it for a format. */
  static String plain(String text) {
    return text.replace("%", "%%");
  }

  /** @throws BadInput if there is no such target, or if an option belongs to another one */
  Target target() {
    var target = named();
    var own = own(target);
    for (String option : given.keySet()) if (!own.contains(option)) throw new BadInput(option + " is no option of --target " + target.name() + "; it has: " + (own.isEmpty() ? "none" : String.join(", ", own)));
    return target;
  }

  /** The kind of hardware by its name alone. */
  private Target named() {
    return Libraries.target(name == null ? USUAL : name);
  }

  private static List<String> own(Target target) {
    return Stream.concat(target.options().stream(), target.generateOptions().stream()).map(Target.Option::name).toList();
  }

  /**
   * Two kinds of hardware in one run.
   *
   * @param target the one of {@code --target}
   * @param given for it
   * @param others for the other one
   */
  record Shared(Target target, Given given, Given others) {}

  /** Deals what the user gave to two kinds of hardware: an option to the one that has it, to {@code --target} where both have it; {@code --set OTHER.NAME=VALUE} to the other one. @throws BadInput for an option of neither */
  Shared shared(Target other) {
    var target = named();
    var options = new LinkedHashMap<String, String>();
    var others = new LinkedHashMap<String, String>();
    given.forEach((option, value) -> {
      if (own(target).contains(option)) options.put(option, value);
      else if (own(other).contains(option)) others.put(option, value);
      else throw new BadInput(option + " is no option of --target " + target.name() + ", nor of " + other.name());
    });
    var set = new LinkedHashMap<String, String>();
    var othersSet = new LinkedHashMap<String, String>();
    var prefix = other.name() + ".";
    parameters.forEach((parameter, value) -> {
      if (parameter.startsWith(prefix)) othersSet.put(parameter.substring(prefix.length()), value);
      else set.put(parameter, value);
    });
    return new Shared(target, new Given(options, set), new Given(others, othersSet));
  }

  /** The target as words of a command line; none where the user left it open. */
  List<String> targetWords() {
    return name == null ? List.of() : List.of("--target", name);
  }

  /** All that the user said, as words of a command line. */
  List<String> words() {
    var words = new ArrayList<>(targetWords());
    var flags = Stream.concat(target().options().stream(), target().generateOptions().stream()).filter(Target.Option::isFlag).map(Target.Option::name).toList();
    given.forEach((option, value) -> {
      words.add(option);
      if (!flags.contains(option)) words.add(value);
    });
    parameters.forEach((name, value) -> words.addAll(List.of("--set", name + "=" + value)));
    return words;
  }

  /** Whether an option of the target takes no value. */
  boolean isFlag(String option) {
    return target().options().stream().anyMatch(o -> o.name().equals(option) && o.isFlag());
  }

  /** Whether the user gave any of them. */
  boolean any() {
    return name != null || !given.isEmpty() || !parameters.isEmpty();
  }

  Given given() {
    return new Given(given, parameters);
  }

  /** @throws BadInput if a parameter is unknown or out of range */
  Block top() {
    return target().top(given());
  }

  /** The top for a network, which may say what the user left open. @throws kakure.target.PlanException if no such hardware computes it */
  Block top(Network network) {
    return top(network, Optional.empty());
  }

  /** As {@link #top(Network)}; where no option is given, the top from which the Verilog in a folder was generated. */
  Block top(Network network, Optional<Path> rtl) {
    var given = given();
    boolean open = name == null && given.options().isEmpty() && given.parameters().isEmpty();
    return (open ? rtl.flatMap(DesignFolder::in).flatMap(DesignFolder::top) : Optional.<Block>empty()).orElseGet(() -> target().top(given, network));
  }

  /** The parameters of a block that is meant by its name. @throws BadInput if options of a target are there, too */
  Map<String, String> ofBlock() {
    var words = new ArrayList<>(given.keySet());
    if (name != null) words.add(0, "--target");
    if (!words.isEmpty()) {
      throw new BadInput(String.join(" and ", words) + (words.size() == 1 ? " belongs" : " belong") + " to hardware that runs a model; a block has --set only");
    }
    return parameters;
  }

  /** A command that takes these options. */
  interface User {
    TargetOptions targetOptions();
  }

  /** Adds the targets' own options to a command that is a {@link User}. */
  static void extendUser(CommandSpec command) {
    if (command.userObject() instanceof User user) user.targetOptions().extend(command);
  }
}
