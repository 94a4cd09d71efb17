// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import kakure.kernel.Block;

/** A function seen cycle by cycle: undefined until the first inputs are through. */
public final class FunctionCycles implements CycleModel {
  private final FunctionModel model;
  private final Longs in;
  private final Longs out;
  private final int delay;
  private final ArrayDeque<List<BigInteger>> under = new ArrayDeque<>();

  /** A block's function as a cycle model. */
  public FunctionCycles(FunctionModel model, Block block) {
    this.model = model;
    this.in = Longs.inputs(block);
    this.out = Longs.outputs(block);
    // outputs are read behind the edge: a single register shows what was before that same edge
    this.delay = Math.max(0, model.latency() - 1);
    reset();
  }

  /** The model of a block as a cycle model, if it is one or a function. @throws IllegalArgumentException for a stream model */
  public static CycleModel of(Model model, Block block) {
    if (model instanceof CycleModel cycles) return cycles;
    if (model instanceof FunctionModel function) return new FunctionCycles(function, block);
    throw new IllegalArgumentException(block.moduleName() + " is judged by its streams, not by cycles");
  }

  @Override
  public void reset() {
    under.clear();
  }

  @Override
  public List<BigInteger> step(List<BigInteger> inputs) {
    var from = new long[in.size()];
    var to = new long[out.size()];
    in.pack(inputs, from);
    model.apply(from, to);
    under.add(out.unpack(to));
    return under.size() > delay ? under.remove() : Collections.nCopies(out.count(), null);
  }
}
