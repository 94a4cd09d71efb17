// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.bitlinecontroller.Activity;
import blocks.cim.cimtile.TileCommand;
import blocks.cim.cimtile.TileMachine;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kakure.network.Shape;
import kakure.network.golden.GoldenNetwork;
import kakure.target.Case;
import kakure.target.Link;
import kakure.target.Trace;

/**
 * An image on a tile. The host computes what is no layer of the macros (rounding, pooling, additions, gates that the tile does not decide), and sends every layer's vectors; they are those of the golden model, and so the
 * hardware's own as long as all before is equal. Of a gate that the tile decides it sends the weights and the map, and compares what was decided. It begins with an operation that needs nothing, after which all units are off: what the power costs then does not depend on the image before.
 */
final class CimImage implements Case {
  /** Ends of the names of tensors beside the sums: what was done, and which channels the tile decided to be on. */
  static final String ACTIVITY = ":activity", GATES = ":gates";

  private final CimPlan plan;
  private final byte[] image;
  private ByteBuffer sent;
  private Trace golden;

  CimImage(CimPlan plan, byte[] image) {
    plan.refuseOtherSize(image);
    this.plan = plan;
    this.image = image;
  }

  private void compute() {
    if (golden != null) return;
    var tile = plan.top();
    var machine = new TileMachine(tile);
    var to = new Commands(tile);
    to.add(TileCommand.gate(tile, BigInteger.ZERO, BigInteger.ZERO), machine);
    to.add(TileCommand.start(tile, false, true, true, 0, 0), machine);
    var network = new GoldenNetwork(plan.network());
    var forward = new Forward(network, plan.byName());
    var tensors = new ArrayList<Trace.Tensor>();
    var seen = new ArrayList<Reference.Seen>();
    var decided = new Decision[1];
    forward.run(image, (layer, map, inputs, wanted) -> {
      boolean gates = plan.gating().gates();
      boolean[] in = gates ? inputs : on(inputs.length), out = gates ? wanted : on(wanted.length);
      var decision = plan.decision(layer);
      decision.filter(d -> !d.equals(decided[0])).ifPresent(d -> {
        d.commands(tile, forward.known(d.map())).forEach(c -> to.add(c, machine));
        decided[0] = d;
      });
      var result = layer.run(map, t -> decision.isPresent() ? layer.decided(t, tile) : List.of(layer.gate(t, in, out, tile)), plan.gating(), tile, to, machine);
      var expected = plan.exact() ? layer.expected(network.sums(layer.node(), map), out) : result.sums();
      seen.add(Reference.Seen.of(layer, map, in, out));
      int step = step(tensors);
      decision.ifPresent(d -> tensors.add(new Trace.Tensor(layer.node().name() + GATES, gatesTitle(layer, d), step, gatesShape(d), bits(layer.switches().inputs().isPresent() ? inputs : wanted))));
      tensors.add(new Trace.Tensor(layer.node().name(), "layer " + layer.node().name(), step, layer.vectors().out(), expected));
      tensors.add(new Trace.Tensor(layer.node().name() + ACTIVITY, activityTitle(layer), step, Counters.SHAPE, Counters.of(result.activity())));
      return expected;
    });
    plan.reference().add(seen);
    sent = to.packed();
    golden = Trace.golden(tensors);
  }

  /** Tensors of the layers before come first, one of sums each. */
  private static int step(List<Trace.Tensor> before) {
    return (int) before.stream().filter(t -> !t.name().endsWith(ACTIVITY) && !t.name().endsWith(GATES)).count();
  }

  private static int[] bits(boolean[] on) {
    return IntStream.range(0, on.length).map(c -> on[c] ? 1 : 0).toArray();
  }

  static String gatesTitle(Placed layer, Decision d) {
    return "gate " + d.gate().name() + " before layer " + layer.node().name();
  }

  static Shape gatesShape(Decision d) {
    return new Shape(d.channels(), 1, 1);
  }

  static String activityTitle(Placed layer) {
    return "counters of layer " + layer.node().name() + " (" + String.join(", ", Counters.KEYS) + ")";
  }

  private static boolean[] on(int n) {
    var all = new boolean[n];
    Arrays.fill(all, true);
    return all;
  }

  @Override
  public void send(Link link) {
    compute();
    link.send("cmd", sent.duplicate());
  }

  @Override
  public String answer() {
    return "result";
  }

  @Override
  public long beats() {
    return plan.answers();
  }

  @Override
  public Trace golden() {
    compute();
    return golden;
  }

  @Override
  public CimDecoder decoder() {
    return new CimDecoder(plan);
  }

  /** What a tile counts in an operation. */
  static final class Counters {
    static final List<String> KEYS = List.of("cycles", "precharges", "avoided", "pulses", "conversions", "off", "held", "wakes");
    static final Shape SHAPE = new Shape(KEYS.size(), 1, 1);

    private Counters() {}

    static int[] of(Activity a) {
      return new int[] {(int) a.cycles(), (int) a.precharges(), (int) a.avoided(), (int) a.wordLinePulses(), (int) a.conversions(), (int) a.unitCyclesOff(), (int) a.unitCyclesHeld(), (int) a.wakes()};
    }
  }
}
