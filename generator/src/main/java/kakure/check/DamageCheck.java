// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kakure.cosim.DesignFault;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.Simulator;
import kakure.cosim.Until;
import kakure.kernel.Block;
import kakure.kernel.Stream;
import kakure.spec.BlockSpec;
import kakure.spec.Damage;
import kakure.spec.StreamModel;

/**
 * Sends damaged streams to a decoder, one after the other: each must raise the error port and end nothing, whatever follows is taken and dropped, and after clear the decoder gives what the golden
 * function says.
 */
public final class DamageCheck {
  private static final double STALL = 0.2;
  private static final int STUCK = 500;
  private static final int LONGEST = 200_000;

  private final Simulation sim;
  private final Block block;
  private final StreamModel golden;
  private final Stream in;
  private final Stream out;
  private final Set<Integer> errors = new TreeSet<>();

  /**
   * What a run found.
   *
   * @param errors numbers that the error port showed
   * @param difference the first, empty where all is as it should be
   */
  public record Result(Set<Integer> errors, Optional<String> difference) {}

  private <B extends Block> DamageCheck(Simulation sim, BlockSpec<B> spec, B block) {
    this.sim = sim;
    this.block = block;
    this.golden = (StreamModel) spec.golden(block);
    this.in = only(block, Stream.Dir.IN);
    this.out = only(block, Stream.Dir.OUT);
  }

  private static Stream only(Block block, Stream.Dir dir) {
    var streams = block.streams().stream().filter(s -> s.dir() == dir).toList();
    if (streams.size() != 1) throw new IllegalArgumentException(block.moduleName() + " has " + streams.size() + " streams " + dir + "; a decoder has one");
    return streams.get(0);
  }

  /** {@code n} damaged streams of a seed; a block that has none to offer passes. */
  public static <B extends Block> Result run(Simulator simulator, BlockSpec<B> spec, B block, int n, long seed) {
    var damages = spec.damages(block, seed, n);
    if (damages.isEmpty()) return new Result(Set.of(), Optional.empty());
    // Clear takes a waiting transaction back, which no stream may do: the rules are watched where nothing is cleared.
    try (var sim = simulator.open(SimOptions.seed(seed).stalls(STALL, STALL).watchRules(false))) {
      return new DamageCheck(sim, spec, block).run(damages);
    } catch (DesignFault e) {
      return new Result(Set.of(), Optional.of(e.getMessage()));
    }
  }

  private Result run(List<Damage> damages) {
    sim.poke("clear_i", 0);
    for (var damage : damages) {
      var difference = difference(damage);
      if (difference.isPresent()) return new Result(errors, Optional.of(block.moduleName() + ": " + damage.what() + ": " + difference.get()));
    }
    return new Result(errors, Optional.empty());
  }

  private Optional<String> difference(Damage damage) {
    send(damage.words());
    send(damage.good());
    sim.run(Until.idle(STUCK).orCycles(LONGEST));
    int error = sim.peek("error_o").intValueExact();
    errors.add(error);
    if (!damage.errors().contains(error)) return Optional.of("error_o is " + error + ", expected " + damage.errors());
    if (sim.peek(in.ready()).signum() == 0) return Optional.of("words are not taken after the error");
    if (ends((int) sim.available(out.name()))) return Optional.of("a layer ends in spite of the error");
    sim.poke("clear_i", 1);
    sim.run(Until.cycles(1));
    sim.poke("clear_i", 0);
    return recovery(damage.good());
  }

  private Optional<String> recovery(List<List<BigInteger>> good) {
    send(good);
    var want = golden.run(Map.of(in.name(), good)).get(out.name());
    sim.run(Until.transferred(out.name(), want.size()).orIdle(STUCK).orCycles(LONGEST));
    int n = (int) sim.available(out.name());
    var layout = sim.design().transaction(out.name());
    var got = sim.receive(out.name(), n);
    for (int i = 0; i < Math.min(n, want.size()); i++) {
      for (int p = 0; p < layout.ports().size(); p++) {
        if (!layout.get(got, i, p).equals(want.get(i).get(p))) return Optional.of("after clear transaction " + i + " differs, port " + layout.ports().get(p).name());
      }
    }
    if (n != want.size()) return Optional.of("after clear " + n + " transactions came, expected " + want.size());
    return sim.peek("error_o").signum() == 0 ? Optional.empty() : Optional.of("after clear error_o is " + sim.peek("error_o"));
  }

  /** Whether one of the next {@code n} transactions ends a layer, which the last port says. */
  private boolean ends(int n) {
    var layout = sim.design().transaction(out.name());
    var got = sim.receive(out.name(), n);
    for (int i = 0; i < n; i++) if (layout.get(got, i, layout.ports().size() - 1).signum() != 0) return true;
    return false;
  }

  private void send(List<List<BigInteger>> transactions) {
    sim.send(in.name(), StreamCheck.pack(sim.design().transaction(in.name()), transactions));
  }
}
