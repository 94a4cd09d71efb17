// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kakure.network.Network;

/** A question about a network beyond its plan, with an option of {@code plan} that asks it: what other masks would cost, say. */
public interface Study {
  /** The option: {@code --kinds}. */
  String option();

  /** Words that may follow the option; none for a flag. The one that does is the option's value in what {@link #answer} is given. */
  default List<String> words() {
    return List.of();
  }

  /** One sentence for the help. */
  String description();

  /**
   * Answers it.
   *
   * @param given for the top block
   * @param progress told what is under way
   */
  Answer answer(Network network, Given given, Consumer<String> progress);

  /**
   * The answer, as a table and for other programs.
   *
   * @param columns names, right-aligned behind a leading {@code >}
   * @param cells rows of the table
   * @param key of the rows in JSON
   * @param rows the same as values
   */
  record Answer(List<String> columns, List<List<String>> cells, String key, List<Map<String, Object>> rows) {}
}
