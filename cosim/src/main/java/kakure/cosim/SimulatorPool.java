// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs numbered tasks over several simulators at once; results come in the order of the tasks, whichever simulator ran them. */
public final class SimulatorPool {
  /** One task. It finds the simulator as the task before left it: a task that must not depend on that resets it. */
  @FunctionalInterface
  public interface Task<T> {
    /** Task number {@code index} on a simulator of this worker's. */
    T run(Simulation simulation, int index);
  }

  private SimulatorPool() {}

  /**
   * Runs tasks 0 to {@code tasks - 1} on up to {@code simulators} simulators, each opened once by the worker that uses it.
   *
   * @return the results in the order of the tasks
   * @throws RuntimeException the failure of the first task that failed, by number; tasks not yet begun are then not begun
   */
  public static <T> List<T> run(int simulators, int tasks, Supplier<Simulation> open, Task<T> task) {
    if (simulators < 1) throw new IllegalArgumentException("at least one simulator is needed");
    int workers = Math.min(simulators, tasks);
    if (workers == 0) return List.of();
    List<T> results = new ArrayList<>(java.util.Collections.nCopies(tasks, null));
    RuntimeException[] failures = new RuntimeException[tasks + 1];
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(workers, r -> {
      Thread t = new Thread(r, "kakure-pool");
      t.setDaemon(true);
      return t;
    });
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int w = 0; w < workers; w++) {
        running.add(pool.submit(() -> {
          int i = tasks;
          try (Simulation sim = open.get()) {
            while (!failed.get() && (i = next.getAndIncrement()) < tasks) {
              T result = task.run(sim, i);
              synchronized (results) {
                results.set(i, result);
              }
            }
          } catch (RuntimeException e) {
            failed.set(true);
            synchronized (results) {
              if (failures[Math.min(i, tasks)] == null) failures[Math.min(i, tasks)] = e;
            }
          }
        }));
      }
      for (Future<?> f : running) f.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) throw error;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while simulations ran");
    } finally {
      pool.shutdownNow();
    }
    for (RuntimeException e : failures) {
      if (e != null) throw e;
    }
    return results;
  }
}
