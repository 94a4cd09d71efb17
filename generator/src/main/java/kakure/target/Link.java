// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.nio.ByteBuffer;
import kakure.cosim.Simulation;

/** The streams of the hardware as plan and cases see them. A simulation is one; a file of what a host must send would be another. */
@FunctionalInterface
public interface Link {
  /** Sends packed, little-endian transactions to an input stream. */
  void send(String stream, ByteBuffer transactions);

  /** A simulation's. */
  static Link to(Simulation simulation) {
    return simulation::send;
  }
}
