// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import kakure.console.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The tool's entry: {@code kakure COMMAND}. Exit codes are {@link ExitCode}'s. */
@Command(
    name = "kakure",
    header = {
      "Hardware for networks that store no weights.",
      "",
      "Takes a trained hidden network (ONNX), writes the Verilog of an accelerator that regenerates its",
      "weights on chip, simulates it cycle by cycle and compares every layer with a golden model, bit for bit.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = false,
    usageHelpWidth = 110,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:equal, or done",
      "1:hardware and golden model differ, or another check failed",
      "2:wrong input or usage",
      "3:a tool is missing, failed or died",
      "4:a fault of Kakure itself, which asks for a report"
    })
public final class Main implements Runnable {
  /** In the order of the help; those of targets follow. */
  private static final List<Class<?>> COMMANDS = List.of(
      DoctorCommand.class, BlocksCommand.class, CheckCommand.class, VerifyCommand.class, ReportCommand.class, TrainCommand.class, PlanCommand.class, GenerateCommand.class, RunCommand.class, EnergyCommand.class, SweepCommand.class, FlowCommand.class, GatesCommand.class, SimulateCommand.class, ClassPathCommand.class, CompletionCommand.class,
      BenchCheckCommand.class, BenchMutantsCommand.class, BenchPlainCommand.class, BenchSweepCommand.class, ProveCommand.class, NetlistCommand.class);

  @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
  private boolean debug;

  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "A command is missing.");
  }

  /** @param args the command and its options */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Runtime.getRuntime().addShutdownHook(new Thread(Failures::silence));
    System.exit(executeOrTell(args));
  }

  /** The Java machine would end with 1, which means a mismatch. */
  private static int executeOrTell(String... args) {
    try {
      Terminal.adopt();
      return execute(args);
    } catch (Throwable failure) {
      System.err.println("kakure: a fault of Kakure itself: " + failure);
      return ExitCode.INTERNAL;
    }
  }

  /** The command line with the one command that these words name, if they name one, else with all: to describe a command to its parser takes longer than to carry many of them out. */
  static CommandLine line(Main main, String... args) {
    var line = new CommandLine(main);
    var word = Arrays.stream(args).filter(a -> !a.startsWith("-")).findFirst().orElse("");
    var all = Stream.concat(COMMANDS.stream(), Libraries.targets().stream().flatMap(t -> t.commands().stream())).toList();
    var meant = all.stream().filter(c -> name(c).equals(word)).toList();
    (meant.isEmpty() ? all : meant).forEach(line::addSubcommand);
    for (var command : line.getSubcommands().values()) {
      TargetOptions.extendUser(command.getCommandSpec());
      PlanCommand.extend(command.getCommandSpec());
    }
    return line;
  }

  private static String name(Object command) {
    return (command instanceof Class<?> c ? c : command.getClass()).getAnnotation(Command.class).name();
  }

  /**
   * Runs one command without ending the Java machine.
   *
   * @param args the command and its options
   * @return the exit code
   */
  static int execute(String... args) {
    Failures.begin(args);
    var main = new Main();
    var line = line(main, args);
    line.setExecutionStrategy(TwoAnswers::refuse);
    line.setParameterExceptionHandler(Failures::usage);
    line.setExecutionExceptionHandler((failure, command, result) -> Failures.report(failure, command, main.debug));
    try {
      int code = line.execute(args);
      return System.out.checkError() ? ExitCode.TOOL : code;
    } catch (Error failure) { // out of memory, stack overflow: picocli passes these on
      return Failures.report(failure, line, main.debug);
    }
  }
}
