// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.kernel.Stream;

/** What a block is fed with: values per cycle for a {@link CycleModel}, transactions for a {@link StreamModel}. */
public sealed interface Stimulus {
  /** @param inputs per cycle a value per input port in declared order, clock and reset left out */
  record Cycles(List<List<BigInteger>> inputs) implements Stimulus {}

  /** @param inputs transactions by name of the input stream; a transaction is a value per data port */
  record Transactions(Map<String, List<List<BigInteger>>> inputs) implements Stimulus {}

  /** {@code n} cycles of uniformly random values on every input port. */
  static Stimulus randomCycles(Block block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var inputs = Port.of(block).stream().filter(p -> p.dir() == Port.Dir.IN && p.role() == Port.Role.SIGNAL).toList();
    var cycles = new ArrayList<List<BigInteger>>(n);
    for (int i = 0; i < n; i++) cycles.add(inputs.stream().map(p -> bits(rng, p.type().width())).toList());
    return new Cycles(cycles);
  }

  /** The first {@code n} points of a domain, one a cycle. */
  static Stimulus cycles(Block block, Domain domain, int n) {
    var layout = Longs.inputs(block);
    var cursor = domain.cursor();
    var in = new long[layout.size()];
    var cycles = new ArrayList<List<BigInteger>>(n);
    for (int i = 0; i < Math.min(n, domain.size()); i++) {
      cursor.point(i, in);
      cycles.add(layout.unpack(in));
    }
    return new Cycles(cycles);
  }

  /** {@code n} uniformly random transactions on every input stream. */
  static Stimulus randomTransactions(Block block, long seed, int n) {
    var rng = new SplittableRandom(seed);
    var width = new LinkedHashMap<String, Integer>();
    for (var p : Port.of(block)) width.put(p.name(), p.type().width());
    var inputs = new LinkedHashMap<String, List<List<BigInteger>>>();
    for (var s : block.streams()) {
      if (s.dir() == Stream.Dir.OUT) continue;
      var transactions = new ArrayList<List<BigInteger>>(n);
      for (int i = 0; i < n; i++) transactions.add(s.data().stream().map(port -> bits(rng, width.get(port))).toList());
      inputs.put(s.name(), transactions);
    }
    return new Transactions(inputs);
  }

  /** {@code width} random bits as a non-negative number; one in eight is a corner: all zeros, all ones, the sign bit alone, or one. */
  static BigInteger bits(SplittableRandom rng, int width) {
    if (rng.nextInt(8) == 0) {
      return switch (rng.nextInt(4)) {
        case 0 -> BigInteger.ZERO;
        case 1 -> BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
        case 2 -> BigInteger.ONE.shiftLeft(width - 1);
        default -> BigInteger.ONE;
      };
    }
    var bytes = new byte[(width + 7) / 8];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) rng.nextInt(256);
    return new BigInteger(1, bytes).shiftRight(8 * bytes.length - width);
  }
}
