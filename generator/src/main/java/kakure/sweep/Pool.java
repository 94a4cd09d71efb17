// SPDX-License-Identifier: Apache-2.0
package kakure.sweep;

import java.util.List;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import kakure.Awaited;

/** Slots of this machine: each takes the next piece of work when it is done with one. */
public final class Pool {
  private Pool() {}

  /**
   * Does all work.
   *
   * @param slots pieces at once
   * @param each what is done with one; what it throws ends the whole once the pieces under way are done
   * @param done told of how many are
   */
  public static <T> void run(int slots, List<T> work, Consumer<T> each, IntConsumer done) {
    if (work.isEmpty()) return;
    var threads = Executors.newFixedThreadPool(Math.min(slots, work.size()));
    try {
      var ended = new ExecutorCompletionService<Void>(threads);
      for (T piece : work) ended.submit(() -> each.accept(piece), null);
      for (int n = 1; n <= work.size(); n++) {
        Awaited.of(ended.take());
        done.accept(n);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
