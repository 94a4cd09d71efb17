// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;

/**
 * A second simulation as golden function. With the same simulator and another seed of uninitialised state it finds a missing reset: two seeds must agree, at the latest some cycles after reset
 * ({@link CycleRun#ignoreFirst}). With another simulator of the same ports it compares two forms of a design.
 */
public final class SimulatedGolden implements CycleGolden, AutoCloseable {
  private final Simulator simulator;
  private final SimOptions options;
  private Simulation simulation;
  private long cycle;

  /** Opened at the first reset, again at every further one: reset alone does not make uninitialised state new. */
  public SimulatedGolden(Simulator simulator, SimOptions options) {
    this.simulator = simulator;
    this.options = options;
  }

  @Override
  public void reset() {
    close();
    simulation = simulator.open(options);
    cycle = 0;
  }

  @Override
  public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
    ByteBuffer answer = simulation.await(simulation.step(simulation.stepFrame(cycles).put(inputs), cycle, cycles));
    cycle += cycles;
    outputs.put(answer.position(Simulation.RESULT_HEAD));
    simulation.give(answer);
  }

  @Override
  public void close() {
    if (simulation != null) simulation.close();
    simulation = null;
  }
}
