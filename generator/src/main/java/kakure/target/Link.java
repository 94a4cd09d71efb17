// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.nio.ByteBuffer;
import kakure.cosim.Simulation;

/** The streams of the hardware as plan and cases see them. A simulation is one; the files of what a host must send ({@code kakure.host}) are another. */
@FunctionalInterface
public interface Link {
  /** Sends packed, little-endian transactions to an input stream. */
  void send(String stream, ByteBuffer transactions);

  /** As {@link #send(String, ByteBuffer)}, of what has a name of its own, by which a file of it is called: {@code "masks"}; lower-case letters. */
  default void send(String stream, String name, ByteBuffer transactions) {
    send(stream, transactions);
  }

  /** A simulation's. */
  static Link to(Simulation simulation) {
    return simulation::send;
  }
}
