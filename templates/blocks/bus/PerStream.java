// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import java.util.List;
import java.util.function.Function;
import kakure.kernel.Type;

/** One for each stream into the engine, in the order of their numbers. */
public record PerStream<T>(T cfg, T img, T msk, T rqc) {
  /** Names of the streams, by their numbers. */
  public static final List<String> NAMES = List.of("cfg", "img", "msk", "rqc");

  /** The same for all. */
  public static PerStream<Type> of(Type type) {
    return new PerStream<>(type, type, type, type);
  }

  /** One made for each name. */
  public static <T> PerStream<T> each(Function<String, T> make) {
    return of(NAMES.stream().map(make).toList());
  }

  /** In the order of their numbers. */
  public static <T> PerStream<T> of(List<T> four) {
    return new PerStream<>(four.get(0), four.get(1), four.get(2), four.get(3));
  }

  /** In the order of their numbers. */
  public List<T> all() {
    return List.of(cfg, img, msk, rqc);
  }
}
