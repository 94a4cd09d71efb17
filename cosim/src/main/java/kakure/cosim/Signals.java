// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/** How a process that ended by a signal is told of. */
final class Signals {
  /** What a shell, and Java, add to a signal's number to make an exit status of it. */
  private static final int BASE = 128;
  private static final int MOST = 64;

  private Signals() {}

  /** Whether an exit status stands for a signal. */
  static boolean ended(int status) {
    return status > BASE && status <= BASE + MOST;
  }

  /** "killed by signal 9 (SIGKILL; out of memory?)". */
  static String text(int status) {
    int signal = status - BASE;
    String name = switch (signal) {
      case 4 -> " (SIGILL: built for another processor?)";
      case 6 -> " (SIGABRT)";
      case 9 -> " (SIGKILL; out of memory?)";
      case 11 -> " (SIGSEGV)";
      case 15 -> " (SIGTERM)";
      default -> "";
    };
    return "killed by signal " + signal + name;
  }
}
