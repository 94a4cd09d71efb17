// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Path;

/** A built simulator: an executable in the build cache. Any number of simulations can run at once. */
public final class Simulator {
  private final SimulatorBuild build;
  private final Design design;
  private final Path executable;
  private final byte[] designHash;
  private final byte[] portsHash;
  private final boolean traced;

  Simulator(SimulatorBuild build, Design design, Path executable, byte[] designHash, byte[] portsHash, boolean traced) {
    this.build = build;
    this.design = design;
    this.executable = executable;
    this.designHash = designHash;
    this.portsHash = portsHash;
    this.traced = traced;
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
