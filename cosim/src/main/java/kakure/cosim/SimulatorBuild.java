// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds simulators with Verilator and g++, once: they are kept in a cache under a hash of everything they are made from (Verilog, port table, harness, options, tool versions, processor).
 * Several threads and programs may build at once; an interrupted build leaves nothing that is taken for finished.
 */
public final class SimulatorBuild {
  private final Path cache;
  private final String path;
  private final Consumer<String> progress;
  private final boolean quick;

  private SimulatorBuild(Path cache, String path, Consumer<String> progress, boolean quick) {
    this.cache = cache;
    this.path = path;
    this.progress = progress;
    this.quick = quick;
  }

  /**
   * With the default {@link Cache}. Tools are searched in the system property {@code kakure.path}, else in PATH; where {@code kakure.quick} is true, all builds are {@link #quick}.
   */
  public static SimulatorBuild standard() {
    String path = System.getProperty("kakure.path", System.getenv().getOrDefault("PATH", ""));
    return new SimulatorBuild(Cache.directory(), path, s -> { }, Boolean.getBoolean("kakure.quick"));
  }

  /** With another cache directory. */
  public SimulatorBuild cache(Path directory) {
    return new SimulatorBuild(directory.toAbsolutePath(), path, progress, quick);
  }

  /** With another search path for the tools. */
  public SimulatorBuild toolPath(String searchPath) {
    return new SimulatorBuild(cache, searchPath, progress, quick);
  }

  /** Tells what is being done, a short line per step, possibly from several threads; silent when everything is in the cache. */
  public SimulatorBuild progress(Consumer<String> listener) {
    return new SimulatorBuild(cache, path, listener, quick);
  }

  /** Builds in a half to a fifth of the processor time what simulates a few times slower: for runs of some thousand cycles. */
  public SimulatorBuild quick() {
    return new SimulatorBuild(cache, path, progress, true);
  }

  /** Builds for speed, whatever the default: for runs of millions of cycles. */
  public SimulatorBuild optimised() {
    return new SimulatorBuild(cache, path, progress, false);
  }

  /**
   * The simulator of a design, from the cache or built now.
   *
   * @throws ToolException if a tool is missing, too old or fails
   * @throws DesignException if the Verilog and its design.json differ or the Verilog is wrong
   */
  public Simulator build(Design design) {
    return build(design, false);
  }

  /**
   * A program of one's own around the same Verilated class ({@code Vdut}), compiled with the same options: to measure what co-simulation costs.
   *
   * @param main C++ source with a {@code main}; it may include model.h and use its Model
   * @return the executable, in the cache
   */
  public Path program(Design design, Path main) {
    return job(design, false, Optional.of(main)).executable();
  }

  Simulator build(Design design, boolean traced) {
    BuildJob job = job(design, traced, Optional.empty());
    return new Simulator(this, design, job.executable(), job.designHash(), job.portsHash(), traced);
  }

  private BuildJob job(Design design, boolean traced, Optional<Path> main) {
    Hash hash = new Hash().add(design.top()).add(design.portTable());
    design.files().forEach(hash::add);
    return new BuildJob(cache, Tools.find(path, cache), progress, design, hash.bytes(), new Hash().add(design.portTable()).bytes(), traced, quick, main);
  }
}
