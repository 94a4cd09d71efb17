// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.cosim.Design;
import kakure.cosim.Port;
import kakure.eda.EnergyModel;
import kakure.eda.Pricing;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Block;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;
import kakure.spec.FunctionModel;

/**
 * Reckons what blocks cost: area, delay and look-up tables by synthesis, energy by a simulation of the netlist that the golden function checks. For commands and benches; prints nothing.
 *
 * @param pricing the library
 * @param work directory below which sources and netlists are written
 * @param points of the block's domain that are simulated, 2 or more
 * @param seed of the random ones
 * @param progress is told of each step
 */
public record Costing(Pricing pricing, Path work, long points, long seed, Consumer<String> progress) {
  /** Points of a simulation of which nothing is said. */
  public static final long USUAL = 10_000;

  /**
   * A block with its energy.
   *
   * @throws BadInput where it is no function, has memories, or the library does not do
   * @throws kakure.CheckFailed where the netlist computes something else than the golden function
   * @throws kakure.cosim.ToolException where a tool is missing or fails
   */
  public <B extends Block> Cost of(BlockSpec<B> spec, B block) {
    refuse(spec, block);
    var directory = directory(block);
    var priced = price(block, directory);
    progress.accept("energy of " + block.moduleName());
    var activity = Activity.of(spec, block, priced.cells(), directory, Pricing.MODELS, points, seed, progress);
    var energy = new EnergyModel(priced.cells(), pricing.tables(), pricing.around()).of(activity.transitions(), activity.operations());
    return new Cost(block.moduleName(), priced.price(), Optional.of(energy));
  }

  /** Refuses what is no function before anything is built. @throws BadInput where it has a state */
  public static <B extends Block> void refuse(BlockSpec<B> spec, B block) {
    if (!(spec.golden(block) instanceof FunctionModel)) {
      throw new BadInput(spec.name() + " has a state, so there is no operation whose energy could be told\n  why: a report is of functions, whose outputs follow from one input alone\n  do:  choose a block without state; 'kakure check " + spec.name() + " --exhaustive' says whether it is one");
    }
  }

  /** A block without its energy. @throws BadInput, ToolException as {@link #of} */
  public Cost price(Block block) {
    return new Cost(block.moduleName(), price(block, directory(block)).price(), Optional.empty());
  }

  private Path directory(Block block) {
    return work.resolve("cost").resolve(pricing.library().file().getFileName().toString().replaceAll("[^A-Za-z0-9_.-]", "_")).resolve(block.moduleName());
  }

  private Pricing.Priced price(Block block, Path directory) {
    progress.accept("synthesis of " + block.moduleName());
    var files = Emitter.emit(Netlist.elaborate(block), EmitOptions.defaults());
    if (!files.get("macros.f").isBlank()) throw new BadInput(block.moduleName() + " has memories, which no library of cells holds: " + String.join(", ", files.get("macros.f").lines().toList()));
    Output.write(directory, files);
    List<String> sources = files.get("logic.f").lines().toList();
    return pricing.price(directory, block.moduleName(), sources, Design.read(directory).clock().map(Port::name));
  }
}
