// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

/** The exit codes, the same for every command. */
final class ExitCode {
  /** Equal, or done. */
  static final int OK = 0;
  /** Hardware and golden model differ, or another check failed. */
  static final int MISMATCH = 1;
  /** Wrong input or usage. */
  static final int INPUT = 2;
  /** A tool is missing, failed or died; the machine's memory or disk is full. */
  static final int TOOL = 3;
  /** Kakure itself failed. */
  static final int INTERNAL = 4;

  private ExitCode() {}
}
