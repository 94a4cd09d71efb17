// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import java.util.Arrays;
import java.util.List;
import kakure.network.Linear;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Planes;
import kakure.network.Scaled;
import kakure.network.Trichromatic;
import kakure.target.PlanException;

/**
 * The integers of a linear layer, as cells hold them.
 *
 * @param name of the layer, for messages
 * @param outputs output channels
 * @param inputs input channels
 * @param taps per input channel
 * @param values w(o, c, t) at (o inputs + c) taps + t, each -3 to 3
 */
public record LayerWeights(String name, int outputs, int inputs, int taps, int[] values) {
  private static final int MOST = 3;
  /** Of weights read bit by bit: those of two are -3, -1, 1 and 3. */
  private static final int PLANES = 2;
  private static final String HELD = "-1, 0 and 1 (PAIR), -2 to 1 (TWOS), or -3, -1, 1 and 3 (LEV4)";

  /** @throws PlanException if the values are not outputs x inputs x taps, or no two cells hold one of them */
  public LayerWeights {
    values = values.clone();
    if (outputs < 1 || inputs < 1 || taps < 1 || (long) outputs * inputs * taps != values.length)
      throw new PlanException(name + ": " + values.length + " values are not " + outputs + " x " + inputs + " x " + taps + " weights (outputs x inputs x taps)");
    for (int i = 0; i < values.length; i++)
      if (Math.abs(values[i]) > MOST)
        throw new PlanException(name + ": the weight of output " + i / taps / inputs + ", channel " + i / taps % inputs + ", tap " + i % taps + " is " + values[i] + "; two cells hold " + HELD);
  }

  /**
   * Refuses weights that no two cells hold, whatever training makes of them.
   *
   * @throws PlanException naming the node, and what cells hold
   */
  public static void refuse(Node node) {
    var weights = ((Linear) node.op()).weights();
    boolean held = weights instanceof Planes p ? Arrays.stream(p.bits()).allMatch(b -> b <= PLANES) : !(weights instanceof Trichromatic || weights instanceof Scaled);
    if (!held) throw new PlanException(node.name() + " has " + weights.title() + ", which two cells do not hold: they hold " + HELD + ", so bit-serial weights of " + PLANES + " bits at most; train other weights, or for another target");
  }

  /** The layers of a network that have weights, in order. */
  public static List<LayerWeights> of(Network network) {
    return network.nodes().stream().filter(n -> n.op() instanceof Linear).map(n -> of(n, network.seed())).toList();
  }

  /**
   * A node's weights.
   *
   * @param seed the network's, from which signs follow
   */
  public static LayerWeights of(Node node, int seed) {
    if (!(node.op() instanceof Linear l)) throw new PlanException(node.name() + " has no weights: it is " + node.op().title());
    if (l.weights() instanceof Scaled) refuse(node); // their integers are nobody's: scales and constants are in them
    var w = l.weights();
    int n = w.inputs() * w.taps();
    var values = new int[w.outputs() * n];
    var rows = w.rows(seed);
    var row = new int[n];
    for (int o = 0; o < w.outputs(); o++) {
      rows.of(o, row);
      System.arraycopy(row, 0, values, o * n, n);
    }
    return new LayerWeights(node.name(), w.outputs(), w.inputs(), w.taps(), values);
  }

  /** w(o, c, t). */
  public int weight(int o, int c, int t) {
    return values[(o * inputs + c) * taps + t];
  }

  /** A copy. */
  @Override
  public int[] values() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerWeights l && name.equals(l.name) && outputs == l.outputs && inputs == l.inputs && taps == l.taps && Arrays.equals(values, l.values);
  }

  @Override
  public int hashCode() {
    return name.hashCode() + 31 * Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + " " + outputs + " x " + inputs + " x " + taps;
  }
}
