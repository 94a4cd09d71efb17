// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/**
 * A run in which everything was equal.
 *
 * @param cycles simulated
 * @param compared output values compared: cycles times outputs, without the ignored cycles
 * @param seed of the run
 * @param seconds from the first to the last cycle, build and start left out
 */
public record CycleReport(long cycles, long compared, long seed, double seconds) {}
