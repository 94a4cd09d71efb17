// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Puts the answer of one case together, transaction by transaction. Not for several threads. */
public interface Decoder {
  /** Takes the next transaction. */
  void take(ByteBuffer transactions);

  /** Takes the next transaction of {@link kakure.cosim.MemoryWatch#STREAM}, a write, where the plan watches a memory. */
  default void written(ByteBuffer transactions) {
    throw new UnsupportedOperationException("no memory is watched");
  }

  /** Whether the last transaction has come, or one that ends the case by an error. */
  boolean complete();

  /** The step that is under way: below 0 for what comes before the first, the number of steps for what follows the last. Nothing where transactions do not tell. */
  default OptionalInt step() {
    return OptionalInt.empty();
  }

  /** A value as it stands now; nothing while none was written. */
  OptionalInt value(String tensor, int index);

  /** What came so far; may share its arrays with the decoder. */
  Trace trace();
}
