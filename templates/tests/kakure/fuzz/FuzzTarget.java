// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.util.List;

/** A reader of what strangers wrote: it reads any bytes, or refuses them in the declared way. */
public interface FuzzTarget {
  /** One word; findings lie in the resources under {@code fuzz/NAME}. */
  String name();

  /** Small inputs that are in order, made by our own writers: where fuzzing starts. */
  List<byte[]> seeds();

  /** How bad input may be refused: these classes, not their subclasses. */
  List<Class<? extends RuntimeException>> refusals();

  /** Reads, and throws what the reader throws; an error of its own where what was read contradicts itself. */
  void read(byte[] input) throws Exception;
}
