// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.util.List;

/**
 * A valid/ready stream of the design. A transaction is its data ports, in order, packed.
 *
 * @param index place in the list of streams
 * @param name as in design.json
 * @param input into the design
 * @param valid the port that offers
 * @param ready the port that accepts
 * @param data at least one port
 */
public record StreamPorts(int index, String name, boolean input, Port valid, Port ready, List<Port> data) {
  /** Copies the list. */
  public StreamPorts {
    data = List.copyOf(data);
  }

  /** Bytes of one transaction. */
  public int bytes() {
    return data.stream().mapToInt(Port::bytes).sum();
  }
}
