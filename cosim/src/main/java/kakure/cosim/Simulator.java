// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A built simulator: an executable in the build cache. Any number of simulations can run at once. */
public final class Simulator {
  private static final Pattern INDEX = Pattern.compile("^%Warning-(SELRANGE|WIDTH\\w*): .*(index out of range|Bit extraction of .* requires)");
  /** A cached build may have been made of the same files elsewhere: their folder says nothing. */
  private static final Pattern PLACE = Pattern.compile("^%Warning-\\w+: (?:[^:]*/)?");
  private static final int MOST_REMARKS = 20;

  private final SimulatorBuild build;
  private final Design design;
  private final Path executable;
  private final byte[] designHash;
  private final byte[] portsHash;
  private final boolean traced;
  private final Consumer<ToggleCounts> counted;

  Simulator(SimulatorBuild build, Design design, Path executable, byte[] designHash, byte[] portsHash, boolean traced) {
    this(build, design, executable, designHash, portsHash, traced, null);
  }

  private Simulator(SimulatorBuild build, Design design, Path executable, byte[] designHash, byte[] portsHash, boolean traced, Consumer<ToggleCounts> counted) {
    this.build = build;
    this.design = design;
    this.executable = executable;
    this.designHash = designHash;
    this.portsHash = portsHash;
    this.traced = traced;
    this.counted = counted;
  }

  /**
   * The same simulator, each of whose simulations tells before it is finished how often the nets of {@link Design#toggles} have changed since its last reset, or since that was asked: so whoever drives it need not know of them.
   *
   * @param listener may be called from several threads; not for a simulation that ended by a failure
   */
  public Simulator counting(Consumer<ToggleCounts> listener) {
    if (design.toggles().isEmpty()) throw new IllegalStateException("nothing is counted in " + design.top());
    return new Simulator(build, design, executable, designHash, portsHash, traced, listener);
  }

  /** Who is told of what was counted; null for nobody. */
  Consumer<ToggleCounts> counted() {
    return counted;
  }

  /** Starts a simulator and resets the design. @throws ToolException if it does not start, greet or agree */
  public Simulation open(SimOptions options) {
    if (options.wave().isPresent() && !traced) return traced().open(options);
    return new Simulation(this, options);
  }

  /** The same design built with waveforms; built at the first call, about 1.5 times slower to run. */
  public Simulator traced() {
    return traced ? this : build.build(design, true);
  }

  /**
   * What Verilator warned of when it was built and other simulators and hardware do otherwise: indices that it cuts to the width of what they select from, and bits and words that are not there. At most 20, files by name.
   *
   * @throws ToolException if the record of the build cannot be read
   */
  public List<String> remarks() {
    Path log = executable.resolveSibling("verilator.log");
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return lines.filter(l -> INDEX.matcher(l).find()).map(l -> PLACE.matcher(l).replaceFirst("")).map(Printed::plain).distinct().limit(MOST_REMARKS).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ToolException(log + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The simulated design. */
  public Design design() {
    return design;
  }

  /** The program; {@code --replay FILE} runs it without Java. */
  public Path executable() {
    return executable;
  }

  byte[] designHash() {
    return designHash;
  }

  byte[] portsHash() {
    return portsHash;
  }
}
