// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import kakure.cosim.Design;
import kakure.kernel.Block;
import kakure.target.Case;
import kakure.target.Decoder;
import kakure.target.Link;
import kakure.target.Plan;
import kakure.target.Ratio;
import kakure.target.Step;
import kakure.target.Trace;

/**
 * A plan whose hardware stands behind a serial loader: the same cases, by bytes.
 *
 * @param plan of the hardware, which sends all that is compared
 * @param design of the hardware without the loader
 */
public record SerialPlan(Plan plan, Design design) implements Plan {
  /** Bytes that may go to and fro in silence. */
  private static final int SLOWER = 100_000;

  /** Through pins nobody sees a memory. */
  public SerialPlan {
    plan = plan.emitting();
  }

  @Override
  public Block top() {
    return plan.top();
  }

  @Override
  public String extent() {
    return plan.extent();
  }

  @Override
  public List<Step> steps() {
    return plan.steps();
  }

  @Override
  public long plannedCycles() {
    return plan.plannedCycles();
  }

  @Override
  public List<String> summary() {
    return plan.summary();
  }

  @Override
  public List<Ratio> ratios() {
    return plan.ratios();
  }

  @Override
  public List<String> counters() {
    return plan.counters();
  }

  @Override
  public void setup(Link link) {
    plan.setup(new Serial(design).over(link));
  }

  @Override
  public Case of(byte[] input) {
    return new Bytes(plan.of(input), design);
  }

  @Override
  public OptionalInt label(Trace trace) {
    return plan.label(trace);
  }

  @Override
  public int patience() {
    return (int) Math.min(Integer.MAX_VALUE, (long) plan.patience() + SLOWER);
  }

  /** A case whose words are bytes. */
  private record Bytes(Case inner, Design design) implements Case {
    private int size() {
      return design.transaction(inner.answer()).bytes();
    }

    @Override
    public void send(Link link) {
      inner.sendInTurn(new Serial(design).over(link));
    }

    @Override
    public String answer() {
      return Board.TX;
    }

    @Override
    public long beats() {
      return inner.beats() * size();
    }

    @Override
    public Trace golden() {
      return inner.golden();
    }

    @Override
    public Decoder decoder() {
      return new Words(inner.decoder(), ByteBuffer.allocate(size()));
    }
  }

  /** Gathers bytes to words. */
  private record Words(Decoder inner, ByteBuffer word) implements Decoder {
    @Override
    public void take(ByteBuffer transactions) {
      word.put(transactions.get());
      if (word.hasRemaining()) return;
      inner.take(word.flip());
      word.clear();
    }

    @Override
    public boolean complete() {
      return inner.complete();
    }

    @Override
    public OptionalInt step() {
      return inner.step();
    }

    @Override
    public OptionalInt value(String tensor, int index) {
      return inner.value(tensor, index);
    }

    @Override
    public Trace trace() {
      return inner.trace();
    }
  }
}
