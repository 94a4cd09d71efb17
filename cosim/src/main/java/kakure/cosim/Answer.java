// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** An answer the simulator owes: its type, what to call it in messages, and where its payload goes. Answers come in the order of the questions. */
record Answer(Message type, String what, CompletableFuture<ByteBuffer> payload) {
  Answer(Message type, String what) {
    this(type, what, new CompletableFuture<>());
  }
}
