// SPDX-License-Identifier: Apache-2.0
package kakure;

/** What the user gave is wrong (configuration, model, data, stream): one message that names file, line or offset, what is wrong and what to do. Exit code 2. */
public final class BadInput extends RuntimeException {
  /** @param message complete, for the user; at most four lines */
  public BadInput(String message) {
    super(message);
  }

  /** @param message complete, for the user; @param cause kept for {@code --debug} */
  public BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
