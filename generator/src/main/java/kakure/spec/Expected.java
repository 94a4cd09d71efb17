// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a {@link Side} expects of some of a block's output ports in a cycle; of others it says nothing. */
public final class Expected {
  private final Map<String, BigInteger> ports = new LinkedHashMap<>();

  /** A flag: {@code full_o} is 1 or 0. */
  public Expected flag(String port, boolean value) {
    return number(port, value ? 1 : 0);
  }

  /** A number that is not negative. @throws IllegalArgumentException if it is, or if the port has been told of */
  public Expected number(String port, long value) {
    if (ports.put(port, Values.of(value)) != null) throw new IllegalArgumentException(port + " is told of twice");
    return this;
  }

  /** The same where a condition holds, nothing where it does not: what says nothing without its enable. */
  public Expected number(boolean where, String port, long value) {
    return where ? number(port, value) : this;
  }

  /** Values by names of ports, in the order they were given. */
  public Map<String, BigInteger> ports() {
    return Collections.unmodifiableMap(ports);
  }
}
