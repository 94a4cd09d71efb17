// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import java.util.Optional;

/**
 * In which memory a layer's maps lie, and from which row on.
 *
 * @param source memory that it reads, @param sourceBase first row of the map there
 * @param sink memory that it writes, @param base first row of its result there
 * @param back what it reads back of the memory that it writes
 */
public record Where(int source, int sourceBase, int sink, int base, Optional<Back> back) {
  /**
   * Rows that are read back.
   *
   * @param base the first
   * @param rows of a group of channels
   * @param largest whether the larger is kept in place of a sum
   */
  public record Back(int base, int rows, boolean largest) {}
}
