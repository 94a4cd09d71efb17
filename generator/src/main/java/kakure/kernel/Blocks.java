// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of blocks, in the order in which it was put. Found by the module's name first: equal records have one name, and a record's own hash is linked at run time, class by class,
 * for a fiftieth of all the time that an engine takes to generate.
 */
final class Blocks<T> {
  private record Known<T>(Block block, T what) {}

  private final Map<String, List<Known<T>>> byName = new LinkedHashMap<>();
  private final List<T> values = new ArrayList<>();

  /** What was put for an equal block, or null. */
  T get(Block block) {
    for (var known : byName.getOrDefault(block.moduleName(), List.of())) {
      if (known.block == block || known.block.equals(block)) return known.what;
    }
    return null;
  }

  /** @param block of which nothing is known */
  void put(Block block, T what) {
    byName.computeIfAbsent(block.moduleName(), k -> new ArrayList<>(1)).add(new Known<>(block, what));
    values.add(what);
  }

  List<T> values() {
    return Collections.unmodifiableList(values);
  }
}
