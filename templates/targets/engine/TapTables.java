// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.fetch.Tap;
import java.util.LinkedHashMap;
import java.util.List;

/** The tap table while it is filled: layers of equal taps share them. */
final class TapTables {
  private final LinkedHashMap<List<Tap>, Integer> tables = new LinkedHashMap<>();
  private int size;

  /** Adds the taps of a layer unless they are there. @return the address of the first */
  int add(List<Tap> taps) {
    var known = tables.get(taps);
    if (known != null) return known;
    tables.put(taps, size);
    size += taps.size();
    return size - taps.size();
  }

  /** Entries. */
  int size() {
    return size;
  }

  /** All taps, in the order of their addresses. */
  List<Tap> all() {
    return tables.keySet().stream().flatMap(List::stream).toList();
  }
}
