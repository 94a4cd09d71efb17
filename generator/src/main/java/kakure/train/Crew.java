// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed number of threads that share numbered tasks. Tasks write to places of their own, so it does not matter who takes which. */
final class Crew implements AutoCloseable {
  private final int threads;
  private final ExecutorService others;

  /** A numbered task; {@code worker} (from 0) tells the threads apart, for scratch memory. */
  interface Task {
    void run(int task, int worker);
  }

  Crew(int threads) {
    this.threads = threads;
    this.others = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, r -> {
      Thread t = new Thread(r, "kakure-train");
      t.setDaemon(true);
      return t;
    });
  }

  int threads() {
    return threads;
  }

  /** Runs tasks 0 to n - 1 and returns when all are done; the caller works too. */
  void run(int n, Task task) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int w = 1; w < Math.min(threads, n); w++) {
      int worker = w;
      running.add(others.submit(() -> drain(n, next, task, worker)));
    }
    try {
      drain(n, next, task, 0);
    } finally {
      next.set(n); // after a failure here the others stop at their next task
      for (Future<?> f : running) await(f);
    }
  }

  private static void drain(int n, AtomicInteger next, Task task, int worker) {
    for (int i = next.getAndIncrement(); i < n; i = next.getAndIncrement()) task.run(i, worker);
  }

  private static void await(Future<?> f) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          f.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true; // the tasks are short: finish them, then tell the caller
        } catch (ExecutionException e) {
          throw new IllegalStateException("a training thread failed: " + e.getCause(), e.getCause());
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (others != null) others.shutdownNow();
  }
}
