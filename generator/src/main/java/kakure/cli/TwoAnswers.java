// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a parser takes and nobody means: a file that is to be read and written, or written twice; a parameter that is given two values. */
final class TwoAnswers {
  /** Options of files that are written. */
  private static final List<String> WRITTEN = List.of("--json", "--out", "--output");

  private TwoAnswers() {}

  /** Refuses, or runs the command. @throws ParameterException naming both answers */
  static int refuse(ParseResult result) {
    for (ParseResult at = result; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      values(at);
      files(at);
    }
    return new CommandLine.RunLast().execute(result);
  }

  /** A map keeps the last value of a name and says nothing. */
  private static void values(ParseResult at) {
    for (OptionSpec option : at.matchedOptionsSet()) {
      if (!option.typeInfo().isMap()) continue;
      var seen = new LinkedHashMap<String, String>();
      for (String word : option.originalStringValues()) {
        String name = word.substring(0, Math.max(0, word.indexOf('=')));
        String before = seen.put(name, word);
        if (before != null && !before.equals(word)) throw new ParameterException(at.commandSpec().commandLine(), option.longestName() + " " + before + " and " + option.longestName() + " " + word + ": give " + name + " once");
      }
    }
  }

  private static void files(ParseResult at) {
    Map<ArgSpec, Path> named = new LinkedHashMap<>();
    var all = new ArrayList<ArgSpec>(at.matchedOptionsSet());
    all.addAll(at.matchedPositionalsSet());
    for (ArgSpec arg : all) {
      if (arg.getValue() instanceof Path path) named.put(arg, path);
      else if (arg.isPositional() && arg.getValue() instanceof String text && text.contains(".")) path(text).ifPresent(path -> named.put(arg, path));
    }
    named.forEach((arg, path) -> named.forEach((other, second) -> {
      if (arg != other && isWritten(arg) && isSame(path, second)) throw new ParameterException(at.commandSpec().commandLine(), word(arg) + " " + path + ": is the file that is given as " + word(other) + ", too");
    }));
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(new File(text).toPath());
    } catch (InvalidPathException e) {
      return Optional.empty(); // the command says so better
    }
  }

  private static boolean isWritten(ArgSpec arg) {
    return arg instanceof OptionSpec option && List.of(option.names()).stream().anyMatch(WRITTEN::contains);
  }

  /** Devices and pipes take more than one. */
  private static boolean isSame(Path a, Path b) {
    if (!Files.exists(a) || !Files.exists(b)) return !a.toString().equals("-") && a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    try {
      return Files.isRegularFile(a) && Files.isSameFile(a, b);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }
}
