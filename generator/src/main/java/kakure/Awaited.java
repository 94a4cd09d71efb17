// SPDX-License-Identifier: Apache-2.0
package kakure;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What another thread makes, as if this one had made it. */
public final class Awaited {
  private Awaited() {}

  /** Waits, and throws what the other thread threw. */
  public static <T> T of(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) throw refused;
      if (e.getCause() instanceof Error broken) throw broken;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
