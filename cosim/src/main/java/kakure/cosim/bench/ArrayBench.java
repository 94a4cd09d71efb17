// SPDX-License-Identifier: Apache-2.0
package kakure.cosim.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kakure.cosim.Design;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.ToolException;

/**
 * How fast the free element array of 16 x 8 x 32 elements simulates: its packed form, its plain form (a module per element) and a plain C loop, with the same compiler, flags and stimulus, inputs
 * from flip-flops, one thread. All must give the same checksum. The packed form alone may have channels in groups, as many times more of them. They run in turns; seconds are those of the thread, and medians count, so other work on the machine decides little.
 */
public final class ArrayBench {
  private static final int PAIRS = 9;
  private static final int ROUNDS = 5;
  /** Input channels of the free array. */
  private static final int CHANNELS = 16;
  /** Divisible by 36 (the cycles of a sum), 64 (records of the stimulus) and 32 (channels), so every round is the same. */
  private static final int PERIOD = 576;

  private ArrayBench() {}

  /** Prints the figures to the standard output. @param args directory of the emitted packed form, and for a comparison that of the plain one */
  public static void main(String[] args) throws IOException {
    if (args.length != 1 && args.length != 2) throw new IllegalArgumentException("usage: ArrayBench PACKED [PLAIN], directories that generate wrote");
    try (PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      if (args.length == 1) run(Design.read(Path.of(args[0])), out);
      else run(Path.of(args[0]), Path.of(args[1]), out);
    }
  }

  /** How fast the packed form simulates, and the loop in C. */
  private static void run(Design design, PrintStream out) throws IOException {
    Path packed = program(design);
    double[] model = new double[PAIRS];
    double[] loop = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      Round round = Round.of(Programs.run(packed, ROUNDS, 35 * PERIOD));
      model[i] = round.model;
      loop[i] = round.loop;
    }
    print(out, "%d x 8 x 32 elements, ns per cycle, median of %d: packed %.0f, plain C loop %.0f; all checksums equal", channels(design), PAIRS, Programs.median(model), Programs.median(loop));
    print(out, "figure array.%scycles_per_s %.0f cycles/s", channels(design) == CHANNELS ? "" : "group" + channels(design) / CHANNELS + ".", 1e9 / Programs.median(model));
  }

  private static int channels(Design design) {
    return width(design, "act_i") / 64;
  }

  private static int width(Design design, String port) {
    return design.ports().stream().filter(p -> p.name().equals(port)).findFirst().orElseThrow(() -> new IllegalArgumentException(design.top() + " has no port " + port + ": an element array has")).width();
  }

  private static void run(Path packedDir, Path plainDir, PrintStream out) throws IOException {
    Path packed = program(Design.read(packedDir));
    Path plain = program(Design.read(plainDir));
    double[] packedNs = new double[PAIRS];
    double[] plainNs = new double[PAIRS];
    double[] loopNs = new double[PAIRS];
    double[] overLoop = new double[PAIRS];
    double[] overPlain = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      Round fast = Round.of(Programs.run(packed, ROUNDS, 35 * PERIOD));
      Round slow = Round.of(Programs.run(plain, ROUNDS, 35 * PERIOD / 5));
      packedNs[i] = fast.model;
      plainNs[i] = slow.model;
      loopNs[i] = fast.loop;
      overLoop[i] = fast.loop / fast.model;
      overPlain[i] = slow.model / fast.model;
    }
    print(out, "16 x 8 x 32 elements, ns per cycle, median of %d: packed %.0f, plain C loop %.0f, a module per element %.0f; all checksums equal", PAIRS, Programs.median(packedNs),
        Programs.median(loopNs), Programs.median(plainNs));
    print(out, "figure array.cycles_per_s %.0f cycles/s", 1e9 / Programs.median(packedNs));
    print(out, "figure array.over_plain_c %.2f ratio", Programs.median(overLoop));
    print(out, "figure array.over_modules %.1f ratio", Programs.median(overPlain));
  }

  private static void print(PrintStream out, String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }

  /** The benchmark's program around an array behind flip-flops; in the cache of simulators. */
  private static Path program(Design array) throws IOException {
    String sizes = "`define ARRAY " + array.top() + "\n`define CHANNELS " + channels(array) + "\n`define MASK_BITS " + width(array, "mask_i") + "\n";
    Path top = Files.writeString(array.directory().resolve("array.v"), sizes + Programs.resource("array.v"), StandardCharsets.UTF_8);
    Path main = Files.writeString(array.directory().resolve("array.cpp"), "#define GROUP " + channels(array) / CHANNELS + "\n" + Programs.resource("array.cpp"), StandardCharsets.UTF_8);
    List<Path> files = new ArrayList<>(array.files());
    files.add(top.toAbsolutePath());
    return SimulatorBuild.standard().program(new Design("array", array.directory(), files, array.clock(), Optional.empty(), false, array.ports(), array.streams()), main);
  }

  /** Medians of the rounds of a program, in ns per cycle. The program compares the checksums of model and loop; all loops have the same stimulus. */
  private record Round(double model, double loop) {
    static Round of(String said) {
      List<String[]> lines = said.lines().map(l -> l.split(" ")).toList();
      if (lines.size() != ROUNDS) throw new ToolException("the C++ harness says what is not understood: " + said);
      return new Round(median(lines, 0), median(lines, 1));
    }

    private static double median(List<String[]> lines, int column) {
      return Programs.median(lines.stream().mapToDouble(l -> Double.parseDouble(l[column])).toArray());
    }
  }
}
