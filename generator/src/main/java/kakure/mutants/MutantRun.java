// SPDX-License-Identifier: Apache-2.0
package kakure.mutants;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import kakure.CheckFailed;
import kakure.check.BlockCheck;
import kakure.check.DamageCheck;
import kakure.check.Workbench;
import kakure.cosim.Simulator;
import kakure.cosim.ToolException;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;

/**
 * Puts faults into a block and runs its ordinary check on each: co-simulation with the golden function, 10,000 steps, with two seeds, then 1,000 with eight more, as there are
 * errors after which a block halts, one a run; and damaged streams where it has any. A fault is
 * killed by a wrong value, a broken rule of streams, a stream that does not end, or an error that is not named.
 *
 * @param work directory for the mutated Verilog
 * @param seed chooses the mutants
 * @param jobs simulations, or proofs, at once
 * @param proofSeconds time of each of a survivor's proofs that it equals the original; with 0 there are none
 * @param progress is told what is being done
 */
public record MutantRun(Path work, long seed, int jobs, int proofSeconds, Consumer<String> progress) {
  private static final int FEW_STEPS = 300; // enough for most
  private static final int STEPS = 10_000;
  private static final int SEEDS = 2;
  private static final int SHORT_STEPS = 1000;
  private static final int SHORT_SEEDS = 8;
  private static final int DAMAGES = 600;
  /** No healthy design of these needs more cycles for its steps. */
  private static final long MOST_CYCLES = 2_000_000;
  private static final MutantDesign.Dose DOSE = new MutantDesign.Dose(8, 40, 0.06);
  /** Proofs of a whole engine do not end in useful time; what survives there is argued. */
  private static final int PROVABLE_CELLS = 2000;

  /** A mutant that a check found. @param check which one; @param what it saw, the first difference */
  public record Found(Mutation mutation, String check, String what) {}

  /** A mutant that no check found. @param proof that it equals the original: "induction", "reachability", or empty */
  public record Survivor(Mutation mutation, String proof) {
    /** Whether it is no fault. */
    public boolean proven() {
      return !proof.isEmpty();
    }
  }

  /** What became of a block's mutants. */
  public record Result(String block, String module, List<Found> found, List<Survivor> survivors) {
    /** All of them. */
    public int mutants() {
      return found.size() + survivors.size();
    }

    /** How many were found. */
    public int killed() {
      return found.size();
    }

    /** How many of those that were not found are equal to the original, proven. */
    public int proven() {
      return (int) survivors.stream().filter(Survivor::proven).count();
    }
  }

  /**
   * All mutants of a block's corners that are mutated, a result for each.
   *
   * @throws CheckFailed if a design differs without any mutant
   * @throws ToolException where a tool is missing or fails
   */
  public <B extends Block> List<Result> run(BlockSpec<B> spec) {
    return spec.mutated().stream().map(block -> run(spec, block, Optional.empty(), DOSE)).toList();
  }

  /**
   * Mutants of one configuration.
   *
   * @param rtl Verilog of a directory in place of the emitted one
   * @param most mutants
   */
  public <B extends Block> Result run(BlockSpec<B> spec, B block, Optional<Path> rtl, int most) {
    return run(spec, block, rtl, new MutantDesign.Dose(most, most, 1));
  }

  private <B extends Block> Result run(BlockSpec<B> spec, B block, Optional<Path> rtl, MutantDesign.Dose dose) {
    var name = block.moduleName();
    progress.accept(name + ": mutants");
    var design = MutantDesign.of(block, rtl, work, dose, seed);
    if (design.mutations().isEmpty()) throw new CheckFailed(name + ": has no cell to mutate");
    var benches = new ArrayList<Bench<B>>();
    for (int i = 0; i < jobs; i++) benches.add(Bench.of(spec, block, design.copy("bench" + i), work, progress));
    var healthy = benches.get(0).difference(0);
    if (healthy.isPresent()) throw new CheckFailed(name + ": differs without a mutant: " + healthy.get().what());
    var answers = answers(name, design.mutations(), benches);
    var found = answers.stream().flatMap(Optional::stream).toList();
    var alive = IntStream.range(0, answers.size()).filter(i -> answers.get(i).isEmpty()).mapToObj(design.mutations()::get).toList();
    boolean unproven = alive.isEmpty() || proofSeconds == 0 || design.cells() > PROVABLE_CELLS;
    var survivors = unproven ? alive.stream().map(m -> new Survivor(m, "")).toList() : proofs(name, alive, Equivalence.of(design));
    return new Result(spec.name(), name, found, survivors);
  }

  /** By mutation, what found it. */
  private List<Optional<Found>> answers(String name, List<Mutation> mutations, List<? extends Bench<?>> benches) {
    var idle = new ConcurrentLinkedQueue<Bench<?>>(benches);
    return all(mutations, mutation -> {
      progress.accept(name + ": fault " + (mutations.indexOf(mutation) + 1) + " of " + mutations.size());
      var bench = idle.remove();
      try {
        return bench.difference(mutation.number()).map(d -> new Found(mutation, d.check, d.what));
      } finally {
        idle.add(bench);
      }
    });
  }

  private List<Survivor> proofs(String name, List<Mutation> alive, Equivalence equivalence) {
    return all(alive, mutation -> {
      progress.accept(name + ": proof " + (alive.indexOf(mutation) + 1) + " of " + alive.size());
      return new Survivor(mutation, equivalence.proven(mutation.number(), proofSeconds));
    });
  }

  /** One answer per mutation, {@code jobs} at once. */
  private <T> List<T> all(List<Mutation> mutations, Function<Mutation, T> question) {
    var pool = Executors.newFixedThreadPool(jobs);
    try {
      var answers = mutations.stream().map(m -> pool.submit(() -> question.apply(m))).toList();
      var all = new ArrayList<T>();
      for (var answer : answers) all.add(answer.get());
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException r) throw r;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while mutants ran");
    } finally {
      pool.shutdownNow();
    }
  }

  /** A simulator with a selector of its own. */
  private record Bench<B extends Block>(BlockSpec<B> spec, B block, MutantDesign design, Simulator simulator) {
    static <B extends Block> Bench<B> of(BlockSpec<B> spec, B block, MutantDesign design, Path work, Consumer<String> progress) {
      design.choose(0);
      var simulator = new Workbench(work.resolve("emitted"), Optional.of(design.directory()), progress).quickSimulator(Netlist.elaborate(block));
      return new Bench<>(spec, block, design, simulator);
    }

    Optional<Difference> difference(int mutant) {
      design.choose(mutant);
      var difference = compared(FEW_STEPS, 1);
      for (long s = 1; difference.isEmpty() && s <= SEEDS; s++) difference = compared(STEPS, s);
      for (long s = SEEDS + 1; difference.isEmpty() && s <= SEEDS + SHORT_SEEDS; s++) difference = compared(SHORT_STEPS, s);
      return difference.isPresent() ? difference : DamageCheck.run(simulator, spec, block, DAMAGES, 1).difference().map(d -> new Difference("damaged streams", d));
    }

    private Optional<Difference> compared(int steps, long ofSeed) {
      return BlockCheck.difference(simulator, spec, block, steps, ofSeed, MOST_CYCLES).map(d -> new Difference(kind(d) + ", seed " + ofSeed + ", " + steps + " steps", d));
    }

    /** Which of a check's judges spoke, by its words. */
    private static String kind(String difference) {
      return difference.contains(" breaks rule ") ? "rules of streams" : difference.contains("assertion ") ? "assertion" : "golden function";
    }
  }

  /** The check that saw it, and what it saw. */
  private record Difference(String check, String what) {}
}
