// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import kakure.Awaited;

/**
 * Work on a thread of its own beside the caller's. It neither keeps the program alive nor hides what it throws.
 *
 * @param <T> what it makes
 */
final class Aside<T> {
  private final FutureTask<T> task;

  private Aside(Supplier<T> work) {
    this.task = new FutureTask<>(work::get);
  }

  /** Begins the work. */
  static <T> Aside<T> start(String name, Supplier<T> work) {
    var aside = new Aside<>(work);
    var thread = new Thread(aside.task, name);
    thread.setDaemon(true);
    thread.start();
    return aside;
  }

  /** Waits for what the work makes, and throws what it threw. */
  T get() {
    return Awaited.of(task);
  }
}
