// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import kakure.BadInput;

/** Names with the values that each takes in turn, in the order in which the user gave them; every combination of them is a point. */
public final class Axes {
  /** Points of a sweep at most: a typing error shall not fill a disk. */
  static final int MOST = 10_000;

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /**
   * One more axis.
   *
   * @param name as the user gives it: {@code --array}
   * @param list values with commas between them
   * @throws BadInput for an empty value or one that stands twice
   */
  public void add(String name, String list) {
    add(name, List.of(list.split(",", -1)));
  }

  /** As {@link #add(String, String)}, with values that may hold commas. */
  public void add(String name, List<String> list) {
    var stripped = list.stream().map(String::strip).toList();
    if (stripped.contains("")) throw new BadInput(name + ": a value is empty; give values with commas between them");
    if (new LinkedHashSet<>(stripped).size() < stripped.size()) throw new BadInput(name + ": a value stands twice in " + String.join(",", stripped));
    values.put(name, stripped);
  }

  /** The axes of more than one value, by which points are told apart. */
  public List<String> varied() {
    return values.keySet().stream().filter(n -> values.get(n).size() > 1).toList();
  }

  /** Every combination; the last axis changes fastest. @throws BadInput for more than 10,000 */
  public List<Map<String, String>> combinations() {
    long count = 1;
    for (var v : values.values()) {
      count *= v.size();
      if (count > MOST) throw new BadInput("a sweep of more than " + MOST + " points\n  do:  give fewer values, or several sweeps");
    }
    List<Map<String, String>> all = List.of(Collections.emptyMap());
    for (var axis : values.entrySet()) {
      var longer = new ArrayList<Map<String, String>>();
      for (var before : all) {
        for (String value : axis.getValue()) {
          var one = new LinkedHashMap<>(before);
          one.put(axis.getKey(), value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }
}
