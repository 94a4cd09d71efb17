// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

/** An external tool (Verilator, the C++ compiler, the simulator) is missing, too old, failed or died: the message says which, what was waited for and what to do. Exit code 3. */
public final class ToolException extends RuntimeException {
  /** @param message complete, for the user */
  public ToolException(String message) {
    super(message);
  }

  /** @param message complete, for the user; @param cause kept for {@code --debug} */
  public ToolException(String message, Throwable cause) {
    super(message, cause);
  }
}
