// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.check.Workbench;
import kakure.cosim.Simulator;
import kakure.cosim.ToolException;
import kakure.kernel.Block;
import kakure.kernel.BlockSpec;
import kakure.kernel.Netlist;

/**
 * Puts faults into a block and runs its ordinary check on each: co-simulation with the golden function, 3,000 steps, with two seeds. A fault is killed by a wrong
 * value, a broken rule of streams, or a stream that does not end.
 *
 * @param work directory for the mutated Verilog
 * @param seed chooses the mutants
 * @param jobs simulations at once
 * @param progress is told what is being done
 */
public record MutantRun(Path work, long seed, int jobs, Consumer<String> progress) {
  private static final int FEW_STEPS = 300; // enough for most
  private static final int STEPS = 3000;
  private static final int SEEDS = 2;
  private static final int PROOF_SECONDS = 12;
  /** No healthy design of these needs more cycles for its steps. */
  private static final long MOST_CYCLES = 2_000_000;
  private static final MutantDesign.Dose DOSE = new MutantDesign.Dose(8, 40, 0.06);
  private static final int TYPICAL_CORNER = 1;

  /** A mutant that no check found. @param proof that it equals the original: "induction", "reachability", or empty */
  public record Survivor(Mutation mutation, String proof) {
    /** Whether it is no fault. */
    public boolean proven() {
      return !proof.isEmpty();
    }
  }

  /** What became of a block's mutants. */
  public record Result(String block, String module, int mutants, List<Survivor> survivors) {
    /** How many were found. */
    public int killed() {
      return mutants - survivors.size();
    }

    /** How many of those that were not found are equal to the original, proven. */
    public int proven() {
      return (int) survivors.stream().filter(Survivor::proven).count();
    }
  }

  /**
   * All mutants of one corner of a block.
   *
   * @throws CheckFailed if the design differs without any mutant
   * @throws ToolException where a tool is missing or fails
   */
  public Result run(BlockSpec spec) {
    progress.accept(spec.name() + ": mutants");
    var design = design(spec);
    var block = design.block();
    var benches = new ArrayList<Bench>();
    for (int i = 0; i < jobs; i++) benches.add(Bench.of(spec, block, design.copy("bench" + i), work, progress));
    var healthy = benches.get(0).difference(0);
    if (healthy.isPresent()) throw new CheckFailed(spec.name() + ": differs without a mutant: " + healthy.get());
    var alive = survivors(spec.name(), design.mutations(), benches);
    var survivors = new ArrayList<Survivor>();
    for (var mutation : alive) {
      progress.accept(spec.name() + ": proof of mutant " + mutation.number());
      survivors.add(new Survivor(mutation, new Equivalence(design).proven(mutation.number(), PROOF_SECONDS)));
    }
    return new Result(spec.name(), block.moduleName(), design.mutations().size(), List.copyOf(survivors));
  }

  /** The second corner, for the first is the smallest; the next where that is nothing but wires. */
  private MutantDesign design(BlockSpec spec) {
    var corners = spec.corners();
    for (int i = 0; i < corners.size(); i++) {
      var design = MutantDesign.of(corners.get((i + TYPICAL_CORNER) % corners.size()), work, DOSE, seed);
      if (!design.mutations().isEmpty()) return design;
    }
    throw new CheckFailed(spec.name() + ": no corner has a cell to mutate");
  }

  private List<Mutation> survivors(String name, List<Mutation> mutations, List<Bench> benches) {
    var next = new AtomicInteger();
    var alive = new boolean[mutations.size()];
    var pool = Executors.newFixedThreadPool(benches.size());
    try {
      var running = new ArrayList<Future<?>>();
      for (var bench : benches) {
        running.add(pool.submit(() -> {
          for (int i = next.getAndIncrement(); i < alive.length; i = next.getAndIncrement()) {
            progress.accept(name + ": mutant " + (i + 1) + " of " + alive.length);
            alive[i] = bench.difference(mutations.get(i).number()).isEmpty();
          }
        }));
      }
      for (var f : running) f.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) throw r;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while mutants ran");
    } finally {
      pool.shutdownNow();
    }
    var found = new ArrayList<Mutation>();
    for (int i = 0; i < alive.length; i++) if (alive[i]) found.add(mutations.get(i));
    return found;
  }

  /** A simulator with a selector of its own. */
  private record Bench(BlockSpec spec, Block block, MutantDesign design, Simulator simulator) {
    static Bench of(BlockSpec spec, Block block, MutantDesign design, Path work, Consumer<String> progress) {
      design.choose(0);
      var simulator = new Workbench(work.resolve("emitted"), Optional.of(design.directory()), progress).quickSimulator(Netlist.elaborate(block));
      return new Bench(spec, block, design, simulator);
    }

    Optional<String> difference(int mutant) {
      design.choose(mutant);
      var difference = BlockCheck.difference(simulator, spec, block, FEW_STEPS, 1, MOST_CYCLES);
      for (long s = 1; difference.isEmpty() && s <= SEEDS; s++) difference = BlockCheck.difference(simulator, spec, block, STEPS, s, MOST_CYCLES);
      return difference;
    }
  }
}
