// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.Locale;
import kakure.console.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

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
    subcommands = {
      DoctorCommand.class, BlocksCommand.class, CheckCommand.class, TrainCommand.class, PlanCommand.class, GenerateCommand.class, RunCommand.class,
      BenchCheckCommand.class, BenchMutantsCommand.class
    },
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
    Terminal.adopt();
    Runtime.getRuntime().addShutdownHook(new Thread(Failures::silence));
    System.exit(execute(args));
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
    var line = new CommandLine(main);
    for (var target : Libraries.targets()) target.commands().forEach(line::addSubcommand);
    var commands = line.getSubcommands();
    TargetOptions.extend(commands.values().stream().map(CommandLine::getCommandSpec));
    PlanCommand.extend(commands.get("plan").getCommandSpec());
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
