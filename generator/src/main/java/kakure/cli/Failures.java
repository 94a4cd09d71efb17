// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.console.Home;
import kakure.console.Terminal;
import kakure.cosim.DesignFault;
import kakure.cosim.ToolException;
import kakure.kernel.NetlistException;
import kakure.target.PlanException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/** Turns every failure into one clear message on the error output and an exit code; the stack trace only when it was asked for. */
final class Failures {
  private static final Pattern NO_TEXT = Pattern.compile("libfontmanager|libharfbuzz|libfreetype|libfontconfig|class (java|sun)\\.(awt|font)\\.");
  private static volatile boolean silent;
  private static volatile String command = "";

  private Failures() {}

  /** Called when a command begins: its words, for a report. */
  static void begin(String... words) {
    command = "kakure " + String.join(" ", words);
  }

  /** Called when the Java machine ends: what its children's death leads to from now on is no news. */
  static void silence() {
    silent = true;
  }

  /** A wrong command line: what is wrong, what was probably meant, where the help is. */
  static int usage(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    var err = command.getErr();
    err.println("kakure: " + firstLine(failure).replace("option option", "option")); // picocli says it twice
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.INPUT;
  }

  /** A command that failed while it ran. */
  static int report(Throwable failure, CommandLine command, boolean debug) {
    if (silent) {
      return ExitCode.TOOL;
    }
    Throwable cause = failure instanceof UncheckedIOException unchecked ? unchecked.getCause() : failure;
    Terminal.clear();
    command.getErr().println("kakure: " + (cause instanceof PlanException ? file(command) : "") + message(cause));
    if (debug) {
      failure.printStackTrace(command.getErr());
    }
    return code(cause);
  }

  /** The model of a command line, as what is said of its layers is said of a file; nothing where there is none. */
  private static String file(CommandLine command) {
    for (var p : command.getCommandSpec().positionalParameters()) if (p.paramLabel().startsWith("MODEL") && p.getValue() != null) return p.getValue() + ": ";
    return "";
  }

  private static int code(Throwable failure) {
    if (failure instanceof CheckFailed || failure instanceof DesignFault) {
      return ExitCode.MISMATCH;
    }
    if (failure instanceof BadInput || failure instanceof PlanException || failure instanceof NetlistException || failure instanceof IOException io && isInput(io)) {
      return ExitCode.INPUT;
    }
    return isInternal(failure) ? ExitCode.INTERNAL : ExitCode.TOOL;
  }

  /** Whatever nobody expected: what the user, the machine and its tools may do wrong has exceptions of its own. */
  private static boolean isInternal(Throwable failure) {
    return !(failure instanceof BadInput || failure instanceof PlanException || failure instanceof NetlistException || failure instanceof CheckFailed || failure instanceof DesignFault
        || failure instanceof ToolException || failure instanceof IOException || failure instanceof OutOfMemoryError || drawsNoText(failure));
  }

  /** Libraries that a JDK without windows may lack: some packages only recommend them. */
  private static boolean drawsNoText(Throwable failure) {
    return failure instanceof LinkageError && NO_TEXT.matcher(String.valueOf(failure.getMessage())).find();
  }

  private static boolean isInput(IOException failure) {
    return failure instanceof NoSuchFileException || failure instanceof AccessDeniedException
        || failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException;
  }

  private static String message(Throwable failure) {
    if (failure instanceof BadInput || failure instanceof CheckFailed || failure instanceof ToolException
        || failure instanceof DesignFault || failure instanceof NetlistException || failure instanceof PlanException) {
      return failure.getMessage();
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (failure instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + ": exists already";
    }
    if (failure instanceof NotDirectoryException file) {
      return file.getFile() + ": is not a directory";
    }
    if (failure instanceof FileSystemException system) {
      return system.getFile() + ": " + system.getReason();
    }
    if (failure instanceof IOException io && io.getMessage() != null) {
      return "input or output failed: " + firstLine(io);
    }
    if (failure instanceof OutOfMemoryError) {
      return String.format(Locale.ROOT, "out of memory: the heap may grow to %d MiB; KAKURE_JAVA_OPTS=-Xmx8g allows more",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    if (drawsNoText(failure)) {
      return "the Java machine cannot draw text: " + firstLine(failure) + "\n  do:  apt-get install -y libharfbuzz0b libfreetype6 libfontconfig1";
    }
    return "a fault of Kakure itself, not of what you gave it: " + failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + firstLine(failure))
        + "\n  do:  please report it" + record(failure);
  }

  /** Writes what a report needs. @return where it lies, as the end of a sentence */
  private static String record(Throwable failure) {
    var text = new StringWriter();
    text.write(kakure.Version.GENERATOR + ", Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + "\n" + command + "\n");
    failure.printStackTrace(new PrintWriter(text, true));
    Path file = Home.work().resolve("fault.txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.toString());
      return ", with " + file + ", which says where it happened";
    } catch (IOException e) {
      return "; --debug shows where it happened (" + file + " could not be written: " + e.getMessage() + ")";
    }
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
