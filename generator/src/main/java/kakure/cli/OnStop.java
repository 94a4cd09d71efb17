// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.function.Supplier;
import kakure.console.Terminal;

/** What is said of a work that the user stops. */
final class OnStop {
  private OnStop() {}

  /** Works, and where the machine ends meanwhile tells how far it came. */
  static <T> T say(Supplier<String> soFar, Supplier<T> work) {
    var stopped = new Thread(() -> {
      Terminal.clear();
      System.err.println("kakure: stopped: " + soFar.get());
    });
    Runtime.getRuntime().addShutdownHook(stopped);
    try {
      return work.get();
    } finally {
      forget(stopped);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      Terminal.clear(); // the machine ends already, so the hook has its say
    }
  }
}
