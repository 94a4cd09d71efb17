// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The operators that are computed at import where all they read is constant, by group. */
final class Folds {
  private static final Map<String, Set<String>> GROUPS = new LinkedHashMap<>();
  private static final Map<String, Fold> ALL = new LinkedHashMap<>();

  static {
    group("stored, cast, made", FoldConstants::register);
    group("element by element", FoldArithmetic::register);
    group("laid otherwise", FoldShapes::register);
    group("found, taken, set", FoldPicks::register);
    group("reduced along axes", FoldReductions::register);
    group("quantised and back", FoldQuantise::register);
  }

  private Folds() {}

  private static void group(String name, Consumer<Map<String, Fold>> register) {
    Map<String, Fold> folds = new LinkedHashMap<>();
    register.accept(folds);
    GROUPS.put(name, new TreeSet<>(folds.keySet()));
    ALL.putAll(folds);
  }

  /** Null where the operator is not computed of constants. */
  static Fold of(String type) {
    return ALL.get(type);
  }

  /** The operators of each group, for the page of what is read. */
  static Map<String, Set<String>> groups() {
    return GROUPS;
  }
}
