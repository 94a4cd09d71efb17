// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tools that build simulators, as found on a search path.
 *
 * @param path the search path
 * @param verilator absolute
 * @param compiler absolute path of g++
 * @param ccache absolute, where present
 * @param include Verilator's include directory
 * @param nativeFlags what the compiler takes of -march=native and its vector width
 * @param identity versions and target, for cache keys
 */
record Tools(String path, Path verilator, Path compiler, Optional<Path> ccache, Path include, List<String> nativeFlags, String identity) {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  /** Milliseconds from a tool's end to the program's own, where both were told to end. */
  private static final long ENDING = 300;
  private static final String INSTALL = "; install it: sudo apt-get install -y verilator g++";
  private static final int VERILATOR_MAJOR = 5;
  private static final int VERILATOR_MINOR = 6;
  private static final int GCC_MAJOR = 9;
  private static final Pattern VERILATOR = Pattern.compile("Verilator (\\d{1,4})\\.(\\d{1,4})");

  /**
   * Finds the tools and asks for their versions; what they say is remembered in {@code memo} for as long as the programs do not change.
   *
   * @throws ToolException if one is missing or too old, with the line that installs it
   */
  static Tools find(String path, Path memo) {
    String root = System.getenv().getOrDefault("VERILATOR_ROOT", "");
    refuseStaleRoot(root);
    Path verilator = need(path, "verilator");
    Path compiler = need(path, "g++");
    Optional<Path> ccache = search(path, "ccache");
    Path file = memo.resolve("tools-" + new Hash().add(stamp(verilator)).add(stamp(compiler)).add(stamp(search(path, "verilator_bin").orElse(verilator))).add(processor()).add(root).hex().substring(0, 24));
    List<String> known = read(file);
    if (known.size() < 2 || !Files.isDirectory(Path.of(known.get(0)))) {
      known = asked(path, verilator, compiler);
      write(file, known);
    }
    return new Tools(path, verilator, compiler, ccache, Path.of(known.get(0)), List.copyOf(known.subList(2, known.size())), known.get(1) + " " + known.subList(2, known.size()));
  }

  /** Verilator goes by this variable, whatever installation it is of itself. */
  static void refuseStaleRoot(String root) {
    if (root.isEmpty() || Files.isRegularFile(Path.of(root, "include", "verilated.cpp"))) return;
    throw new ToolException("VERILATOR_ROOT points to " + root + ", which holds no include/verilated.cpp, and Verilator does not work so\n  do:  unset VERILATOR_ROOT, or point it to where Verilator is installed");
  }

  /** The first executable of that name on a search path. */
  static Optional<Path> search(String path, String name) {
    for (String dir : path.split(java.io.File.pathSeparator)) {
      if (dir.isEmpty()) continue;
      Path p = Path.of(dir, name);
      if (Files.isRegularFile(p) && Files.isExecutable(p)) return Optional.of(p.toAbsolutePath());
    }
    return Optional.empty();
  }

  private static Path need(String path, String name) {
    return search(path, name).orElseThrow(() -> new ToolException(name + " is missing: it is not on the search path" + INSTALL));
  }

  /** What they say; where the user stops the program meanwhile that they fail is no news, and nothing to remember. */
  private static List<String> asked(String path, Path verilator, Path compiler) {
    try {
      return ask(path, verilator, compiler);
    } catch (ToolException e) {
      if (Children.endsWithin(ENDING)) throw new ToolException("interrupted while verilator and g++ were asked for their versions", e);
      throw e;
    }
  }

  private static List<String> ask(String path, Path verilator, Path compiler) {
    Exec v = Exec.run(null, path, LIMIT, List.of(verilator.toString(), "--version"));
    Matcher m = VERILATOR.matcher(v.output());
    if (v.breakdown().isPresent()) throw new ToolException(verilator + " --version " + v.breakdown().get() + "; it said: " + v.complaint());
    if (v.status() != 0 || !m.find()) throw new ToolException(verilator + " --version fails: " + v.complaint() + INSTALL);
    int major = Integer.parseInt(m.group(1));
    if (major < VERILATOR_MAJOR || major == VERILATOR_MAJOR && Integer.parseInt(m.group(2)) < VERILATOR_MINOR) {
      throw new ToolException(verilator + " is version " + m.group(1) + "." + m.group(2) + "; 5.006 or newer is needed (Debian 12, Ubuntu 24.04, or built from github.com/verilator/verilator)" + INSTALL);
    }
    Exec g = Exec.run(null, path, LIMIT, List.of(compiler.toString(), "-dumpfullversion"));
    String version = g.output().strip();
    Matcher gm = Pattern.compile("^(\\d{1,4})").matcher(version);
    if (g.status() != 0 || !gm.find() || Integer.parseInt(gm.group(1)) < GCC_MAJOR) {
      throw new ToolException(compiler + " is version " + (version.isEmpty() ? "unknown" : version) + "; g++ " + GCC_MAJOR + " or newer is needed" + INSTALL);
    }
    Exec root = Exec.run(null, path, LIMIT, List.of(verilator.toString(), "--getenv", "VERILATOR_ROOT"));
    Path include = Path.of(root.output().strip(), "include");
    if (!Files.isRegularFile(include.resolve("verilated.cpp"))) throw new ToolException(verilator + ": its library is not in " + include + INSTALL);
    refuseOtherLibrary(v.output(), include);
    List<String> flags = new ArrayList<>();
    String target = "";
    for (String flag : List.of("-march=native", "-mprefer-vector-width=512")) {
      flags.add(flag);
      List<String> command = new ArrayList<>(List.of(compiler.toString()));
      command.addAll(flags);
      command.addAll(List.of("-Q", "--help=target"));
      Exec e = Exec.run(null, path, LIMIT, command);
      if (e.status() == 0) target = e.output();
      else flags.remove(flag);
    }
    List<String> all = new ArrayList<>(List.of(include.toString(), "verilator " + v.output().strip() + ", g++ " + version + ", target " + new Hash().add(target).hex()));
    all.addAll(flags);
    return all;
  }

  /** Of two installations, one may be first on the search path and the library be the other's. */
  private static void refuseOtherLibrary(String version, Path include) {
    String text;
    try {
      text = Files.readString(include.resolve("verilated_config.h"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return; // an installation without it says nothing of itself
    }
    Matcher m = Pattern.compile("VERILATOR_VERSION \"(\\S+)").matcher(text);
    if (m.find() && !version.contains("Verilator " + m.group(1))) {
      throw new ToolException("Verilator's program is " + version.strip() + ", but its library in " + include + " is " + m.group(1) + "\n  do:  unset VERILATOR_ROOT, or point it to the installation that comes first on the search path");
    }
  }

  private static String stamp(Path tool) {
    try {
      Path real = tool.toRealPath();
      return real + " " + Files.size(real) + " " + Files.getLastModifiedTime(real).toMillis();
    } catch (IOException e) {
      return tool.toString();
    }
  }

  /** What -march=native depends on, so that a cache shared by several machines is not mixed up. */
  private static String processor() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
      return String.join("\n", lines.filter(l -> l.startsWith("flags") || l.startsWith("model name") || l.startsWith("Features")).limit(2).toList());
    } catch (IOException | java.io.UncheckedIOException e) {
      return System.getProperty("os.arch", "");
    }
  }

  private static List<String> read(Path memo) {
    try {
      return Files.readAllLines(memo, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void write(Path memo, List<String> lines) {
    try {
      Files.createDirectories(memo.getParent());
      Path staged = Files.createTempFile(memo.getParent(), "tmp-", "");
      Files.write(staged, lines, StandardCharsets.UTF_8);
      Files.move(staged, memo, java.nio.file.StandardCopyOption.ATOMIC_MOVE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ToolException("the build cache " + memo.getParent() + " cannot be written: " + e.getMessage() + "; choose another by KAKURE_CACHE", e);
    }
  }
}
