// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import blocks.stream.fifo.StreamFifo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.spec.Parameters;

/** The smallest target: a queue that gives an image back, byte by byte. docs/targets.md shows its lines. */
public final class EchoTarget implements Target {
  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String summary() {
    return "gives an image back";
  }

  @Override
  public Block top(Given given) {
    try {
      return Parameters.with(new StreamFifo(8, 4), given.parameters());
    } catch (IllegalArgumentException e) {
      throw new BadInput(e.getMessage(), e);
    }
  }

  @Override
  public Plan plan(Network network, Block top) {
    return new EchoPlan(network.input(), top);
  }

  record EchoPlan(Shape shape, Block top) implements Plan {
    @Override
    public String extent() {
      return "1";
    }

    @Override
    public List<Step> steps() {
      return List.of(new Step("echo", 0, shape.elements(), plannedCycles(), List.of()));
    }

    @Override
    public long plannedCycles() {
      return shape.elements() + 1;
    }

    @Override
    public List<String> summary() {
      return List.of("a byte a cycle");
    }

    @Override
    public List<Ratio> ratios() {
      return List.of();
    }

    @Override
    public List<String> counters() {
      return List.of("cycles");
    }

    @Override
    public void setup(Link link) {
      // a queue needs none
    }

    @Override
    public Case of(byte[] image) {
      return new EchoCase(shape, image);
    }

    @Override
    public OptionalInt label(Trace trace) {
      return OptionalInt.empty();
    }

    @Override
    public int patience() {
      return 1000;
    }
  }

  record EchoCase(Shape shape, byte[] image) implements Case {
    @Override
    public void send(Link link) {
      link.send("in", ByteBuffer.wrap(image));
    }

    @Override
    public String answer() {
      return "out";
    }

    @Override
    public long beats() {
      return image.length;
    }

    @Override
    public Trace golden() {
      var values = new int[image.length];
      for (int i = 0; i < values.length; i++) values[i] = image[i] & 255;
      return Trace.golden(List.of(new Trace.Tensor("echo", "the echo", 0, shape, values)));
    }

    @Override
    public Decoder decoder() {
      return new EchoDecoder(shape);
    }
  }

  static final class EchoDecoder implements Decoder {
    private final Shape shape;
    private final int[] values;
    private int came;

    EchoDecoder(Shape shape) {
      this.shape = shape;
      this.values = new int[shape.elements()];
    }

    @Override
    public void take(ByteBuffer transactions) {
      values[came++] = transactions.get() & 255;
    }

    @Override
    public boolean complete() {
      return came == values.length;
    }

    @Override
    public OptionalInt value(String tensor, int index) {
      return index < came ? OptionalInt.of(values[index]) : OptionalInt.empty();
    }

    @Override
    public Trace trace() {
      var missing = new BitSet();
      missing.set(came, values.length);
      var stop = complete() ? Optional.<Trace.Stop>empty() : Optional.of(new Trace.Stop(true, "the echo fell silent"));
      return new Trace(List.of(new Trace.Tensor("echo", "the echo", 0, shape, Arrays.copyOf(values, values.length), missing)), List.of(Map.of("cycles", (long) came)), stop);
    }
  }
}
