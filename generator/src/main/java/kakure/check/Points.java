// SPDX-License-Identifier: Apache-2.0
package kakure.check;

/**
 * Which points are tried, and where: {@code lanes} a cycle, the last one again where lanes or cycles are left.
 *
 * @param from the first point
 * @param count points, 1 or more
 * @param lanes copies of the block
 * @param delay cycles before the first result
 */
record Points(long from, long count, int lanes, int delay) {
  /** Cycles that bring every point's result out. */
  long cycles() {
    return (count + lanes - 1) / lanes + delay;
  }

  long last() {
    return from + count - 1;
  }

  /** The point that a lane takes in a cycle. */
  long at(long cycle, int lane) {
    return from + Math.min(count - 1, cycle * lanes + lane);
  }
}
