// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

/** A Liberty file is not as it should be: an input that the user gave. */
public final class LibertyException extends IllegalArgumentException {
  /** @param message complete, one line: file, line, what */
  public LibertyException(String message) {
    super(message);
  }
}
