// SPDX-License-Identifier: Apache-2.0
package kakure;

/** Hardware and golden model differ, or another check failed: the message says where and how to replay it. Exit code 1. */
public final class CheckFailed extends RuntimeException {
  /** @param message complete, for the user */
  public CheckFailed(String message) {
    super(message);
  }
}
