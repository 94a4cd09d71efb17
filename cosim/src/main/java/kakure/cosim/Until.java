// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When a run in stream mode ends; whatever is met first ends it.
 *
 * @param transactions further transactions, counted from the run's start, by stream name; all must be reached
 * @param drained ends when everything sent has been taken by the design
 * @param idleCycles ends after so many cycles in a row without a transfer on any stream; 0 is never
 * @param maxCycles ends after so many cycles
 */
public record Until(Map<String, Long> transactions, boolean drained, int idleCycles, long maxCycles) {
  /** Copies the map, keeps its order. */
  public Until {
    transactions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(transactions));
    if (idleCycles < 0 || maxCycles < 0) throw new IllegalArgumentException("cycles must not be negative");
    if (transactions.values().stream().anyMatch(n -> n < 0)) throw new IllegalArgumentException("transactions must not be negative");
  }

  /** Until a stream has transferred {@code n} more transactions. */
  public static Until transferred(String stream, long n) {
    return new Until(Map.of(stream, n), false, 0, Long.MAX_VALUE);
  }

  /** Until the design has taken everything that was sent. */
  public static Until taken() {
    return new Until(Map.of(), true, 0, Long.MAX_VALUE);
  }

  /** For exactly {@code n} cycles. */
  public static Until cycles(long n) {
    return new Until(Map.of(), false, 0, n);
  }

  /** Until no stream has transferred anything for {@code n} cycles. */
  public static Until idle(int n) {
    return new Until(Map.of(), false, n, Long.MAX_VALUE);
  }

  /** And another stream must have transferred {@code n} more. */
  public Until and(String stream, long n) {
    Map<String, Long> m = new LinkedHashMap<>(transactions);
    m.put(stream, n);
    return new Until(m, drained, idleCycles, maxCycles);
  }

  /** Or {@code n} cycles without a transfer. */
  public Until orIdle(int n) {
    return new Until(transactions, drained, n, maxCycles);
  }

  /** Or {@code n} cycles. */
  public Until orCycles(long n) {
    return new Until(transactions, drained, idleCycles, n);
  }

  /** Few words for messages: what is waited for. */
  String describe() {
    StringBuilder s = new StringBuilder();
    transactions.forEach((k, n) -> s.append(s.length() == 0 ? "" : " and ").append(n).append(" transactions of ").append(k));
    if (drained) s.append(s.length() == 0 ? "" : " or ").append("empty input queues");
    if (idleCycles > 0) s.append(s.length() == 0 ? "" : " or ").append(idleCycles).append(" idle cycles");
    if (maxCycles != Long.MAX_VALUE || s.length() == 0) s.append(s.length() == 0 ? "" : " or ").append(maxCycles).append(" cycles");
    return s.toString();
  }
}
