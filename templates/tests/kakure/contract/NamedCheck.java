// SPDX-License-Identifier: Apache-2.0
package kakure.contract;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** A dynamic test whose failure says which block it is about: reports know dynamic tests by their numbers only. */
final class NamedCheck {
  private NamedCheck() {}

  /** A test of a block that names the block, and itself, in whatever it throws. */
  static DynamicTest of(String block, String name, Executable test) {
    return DynamicTest.dynamicTest(name, () -> {
      try {
        test.execute();
      } catch (TestAbortedException skipped) {
        throw skipped;
      } catch (Exception | AssertionError failure) {
        throw new AssertionError(block + ", " + name + ": " + failure.getMessage(), failure);
      }
    });
  }
}
