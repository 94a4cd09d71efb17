// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/** A tool is missing, too old, failed or died, or a simulator stopped answering. The message is for users and complete by itself. */
public class ToolException extends RuntimeException {
  /** A message in at most four lines: what, where, why, what to do. */
  public ToolException(String message) {
    super(message);
  }

  /** The same with the exception that led to it, for {@code --debug}. */
  public ToolException(String message, Throwable cause) {
    super(message, cause);
  }
}
