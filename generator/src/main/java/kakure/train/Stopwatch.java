// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.lang.management.ManagementFactory;

/** Time since it was made: for reports only, nothing that is computed depends on it. */
final class Stopwatch {
  private static final double LEAST = 1e-9;

  private final long wall = System.nanoTime();
  private final long cpu = processNanos();

  /** Seconds of the wall clock, above 0. */
  double seconds() {
    return Math.max(LEAST, (System.nanoTime() - wall) * 1e-9);
  }

  /** Processor seconds of the whole Java machine, above 0; those of the wall clock where the platform does not tell. */
  double cpuSeconds() {
    return cpu < 0 ? seconds() : Math.max(LEAST, (processNanos() - cpu) * 1e-9);
  }

  private static long processNanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os ? os.getProcessCpuTime() : -1;
  }
}
