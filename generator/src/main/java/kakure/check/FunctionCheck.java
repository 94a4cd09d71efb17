// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.cosim.CycleRun;
import kakure.cosim.DesignFault;
import kakure.cosim.MismatchException;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulator;
import kakure.cosim.Sweep;
import kakure.cosim.ToolException;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.spec.Domain;
import kakure.spec.FunctionModel;
import kakure.spec.Longs;

/** A function beside its hardware: every output at every point, spread over lanes and simulators. */
final class FunctionCheck {
  /** Points of a part: enough that a simulator's start does not show. */
  private static final long PART = 1L << 28;
  /** Ports of a point that a message shows. */
  private static final int SHOWN = 16;

  private final Simulator simulator;
  private final Block block;
  private final FunctionModel model;
  private final int lanes;
  private final long seed;
  private final Optional<Path> work;

  FunctionCheck(Simulator simulator, Block block, FunctionModel model, int lanes, long seed, Optional<Path> work) {
    this.simulator = simulator;
    this.block = block;
    this.model = model;
    this.lanes = lanes;
    this.seed = seed;
    this.work = work;
  }

  private record Part(long cycles, Optional<String> fault) {}

  /**
   * Tries the points {@code from} to {@code from + count - 1}, in parts that take turns on the simulators.
   *
   * @param jobs simulators at once
   * @param progress told up to which point all is done
   * @throws kakure.cosim.ToolException where a simulator dies
   */
  BlockCheck.Report run(Domain domain, long from, long count, int jobs, LongConsumer progress) {
    var pool = Executors.newFixedThreadPool(jobs, r -> {
      var thread = new Thread(r, "kakure-check");
      thread.setDaemon(true);
      return thread;
    });
    long began = System.nanoTime(), cycles = 0, done = 0;
    Optional<String> fault = Optional.empty();
    try {
      var under = new ArrayDeque<Future<Part>>();
      for (long begin = 0; fault.isEmpty() && (begin < count || !under.isEmpty());) {
        if (begin < count && under.size() < 2 * jobs) {
          long first = from + begin, n = Math.min(PART, count - begin);
          under.add(pool.submit(() -> part(domain, first, n)));
          begin += n;
          continue;
        }
        var part = under.remove().get();
        cycles += part.cycles;
        fault = part.fault;
        if (fault.isEmpty()) {
          done = Math.min(count, done + PART);
          progress.accept(from + done);
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while points were tried");
    } finally {
      pool.shutdownNow();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return new BlockCheck.Report(cycles, done * Longs.outputs(block).count(), fault.isPresent() ? 1 : 0, fault.orElse(""), seconds);
  }

  private Part part(Domain domain, long from, long count) {
    // outputs are read behind the edge: a single register shows what was before that same edge
    var points = new Points(from, count, lanes, Math.max(0, model.latency() - 1));
    try {
      var run = run(domain, points).options(SimOptions.seed(seed).watchRules(false)).ignoreFirst(points.delay());
      work.map(w -> run.reports(w.resolve("mismatch"))).orElseGet(run::withoutReports).run(points.cycles());
      return new Part(points.cycles(), Optional.empty());
    } catch (MismatchException e) {
      return new Part(e.cycle() + 1, Optional.of(e.getMessage() + "\n" + point(domain, points.at(e.cycle() - points.delay(), lane(e.mismatch().port().name())))));
    } catch (DesignFault e) {
      return new Part(e.cycle() + 1, Optional.of(e.getMessage()));
    }
  }

  private CycleRun run(Domain domain, Points points) {
    if (domain.counted()) return CycleRun.of(simulator, new Sweep(simulator.design(), lanes, points.from(), points.last()), new FunctionGolden(block, model, domain, points));
    var feed = new FunctionFeed(block, model, domain, points);
    return CycleRun.of(simulator, feed, feed);
  }

  /** The lane of a port {@code lane_3_sum_o}. */
  private int lane(String port) {
    return lanes == 1 ? 0 : Integer.parseInt(port.substring("lane_".length(), port.indexOf('_', "lane_".length())));
  }

  /** What is given and expected at a point, by the ports' names. */
  private String point(Domain domain, long index) {
    var inputs = Longs.inputs(block);
    var outputs = Longs.outputs(block);
    var in = new long[inputs.size()];
    var out = new long[outputs.size()];
    domain.cursor().point(index, in);
    model.apply(in, out);
    return "point " + index + ": " + text(Port.Dir.IN, inputs.unpack(in)) + "; expected " + text(Port.Dir.OUT, outputs.unpack(out));
  }

  private String text(Port.Dir dir, List<BigInteger> values) {
    var ports = Longs.ports(block, dir);
    return IntStream.range(0, Math.min(SHOWN, values.size())).mapToObj(i -> ports.get(i).name() + "=0x" + values.get(i).toString(16)).collect(Collectors.joining(" ")) + (values.size() > SHOWN ? " ..." : "");
  }
}
