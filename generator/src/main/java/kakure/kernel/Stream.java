// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.List;

/**
 * A valid/ready stream over ports of a block. Rules, cited by number: 1. a beat is transferred on a rising edge where valid and ready are both 1; 2. once valid is 1 it
 * stays 1 until the transfer; 3. the data do not change while valid waits; 4. valid does not depend on ready combinationally; 5. after reset valid is 0 until a rising edge.
 *
 * @param name of the stream, unique in the block
 * @param dir seen from the block
 * @param valid Verilog name of the valid port
 * @param ready Verilog name of the ready port
 * @param data Verilog names of the data ports, in the order of a transaction's values
 */
public record Stream(String name, Dir dir, String valid, String ready, List<String> data) {
  /** Seen from the block. */
  public enum Dir {
    IN,
    OUT
  }

  /** Copies the list. */
  public Stream {
    data = List.copyOf(data);
  }

  /** A stream into the block: ports {@code <name>_valid_i}, {@code <name>_ready_o} and the given data ports. */
  public static Stream in(String name, String... data) {
    return new Stream(name, Dir.IN, name + "_valid_i", name + "_ready_o", List.of(data));
  }

  /** A stream out of the block: ports {@code <name>_valid_o}, {@code <name>_ready_i} and the given data ports. */
  public static Stream out(String name, String... data) {
    return new Stream(name, Dir.OUT, name + "_valid_o", name + "_ready_i", List.of(data));
  }
}
