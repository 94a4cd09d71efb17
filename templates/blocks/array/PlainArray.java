// SPDX-License-Identifier: Apache-2.0
package blocks.array;

import blocks.accumulator.Accumulator;
import blocks.adder.AdderTree;
import blocks.select.SelectRegister;
import blocks.xorpe.XorPe;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]): the hidden network's array with an element per module, as one would draw it.
 *
 * <p>Element (c, p, o) feeds the adder tree and accumulator of (p, o). The same gates as {@link PackedArray}, which simulates hundreds of times faster; this one shows
 * the structure and is what the packed form is proven equal to. Sums are unsigned and modulo 2^24.
 *
 * @param tci input channels per cycle, 1 to 256
 * @param pixels output pixels per cycle, 1 to 64
 * @param tco output channels per cycle, 1 to 256
 * @param drain output channels drained per cycle; divides tco
 */
public record PlainArray(int tci, int pixels, int tco, int drain) implements Assembly {
  /** Checks the ranges. */
  public PlainArray {
    new ArrayShape(tci, pixels, tco, drain);
  }

  /** {@code act}: byte c * pixels + p; {@code mask}, {@code sign}: bit c * tco + o; {@code drainSel}: which channels leave. */
  public record In<T>(T en, T first, T last, T act, T mask, T sign, T drainEn, T drainSel) {}

  /** {@code acc}: the shadows of channels drainSel * drain + i, one cycle after {@code drainEn}. */
  public record Out<T>(T acc) {}

  @Override
  public String moduleName() {
    return "plain_array_" + tci + "x" + pixels + "x" + tco + "_d" + drain;
  }

  @Override
  public In<Type> in() {
    var control = Type.bit().control();
    var weights = Type.bits(tci * tco);
    return new In<>(control, control, control, Type.vec(tci * pixels, Type.bits(8)), weights, weights, control, Type.bits(shape().selBits()).control());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(drain * shape().channelBits()));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public List<String> comment() {
    return List.of("acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]);  " + tci + " input channels x " + pixels + " pixels x " + tco + " output channels.");
  }

  /** Places the array and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  ArrayShape shape() {
    return new ArrayShape(tci, pixels, tco, drain);
  }

  @Override
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<?>) ports;
    var element = new XorPe(8);
    var tree = new AdderTree(tci, 8);
    var accumulator = new Accumulator(tree.sumBits(), ArrayShape.SUM_BITS);
    var acts = split(m, "act", "p", (Sig) in.act(), pixels);
    var masks = split(m, "mask", "o", (Sig) in.mask(), tco);
    var signs = split(m, "sign", "o", (Sig) in.sign(), tco);
    var channels = new ArrayList<Sig>();
    for (int o = 0; o < tco; o++) {
      var sums = new ArrayList<Sig>();
      for (int p = 0; p < pixels; p++) {
        var terms = new ArrayList<Sig>();
        for (int c = 0; c < tci; c++) {
          terms.add(element.place(m, "pe_c" + c + "_p" + p + "_o" + o, new XorPe.In<>(acts.get(c).get(p), signs.get(c).get(o), masks.get(c).get(o))).term());
        }
        var sum = tree.place(m, "tree_p" + p + "_o" + o, new AdderTree.In<>(terms)).sum();
        sums.add(accumulator.place(m, "sum_p" + p + "_o" + o, new Accumulator.In<>((Sig) in.en(), (Sig) in.first(), (Sig) in.last(), sum)).acc());
      }
      channels.add(m.wire("channel_o" + o, layOut(sums)));
    }
    return new Out<>(drain(m, channels, (Sig) in.drainEn(), (Sig) in.drainSel()));
  }

  private List<List<Sig>> split(Module m, String name, String column, Sig all, int columns) {
    var rows = new ArrayList<List<Sig>>();
    for (int c = 0; c < tci; c++) {
      var row = new ArrayList<Sig>();
      for (int k = 0; k < columns; k++) row.add(m.wire(name + "_c" + c + "_" + column + k, Expr.element(all, c * columns + k, tci * columns)));
      rows.add(row);
    }
    return rows;
  }

  /** The sums of a channel's pixels at their places. */
  private Expr layOut(List<Sig> sums) {
    var byPosition = new TreeMap<Integer, Sig>();
    for (int p = 0; p < pixels; p++) byPosition.put(shape().sumLsb(p), sums.get(p));
    return Expr.vec(byPosition.values().stream().map(s -> Expr.resize(s, ArrayShape.PLACE_BITS)).toList());
  }

  private Sig drain(Module m, List<Sig> channels, Sig en, Sig sel) {
    var select = new SelectRegister(shape().drains(), shape().channelBits());
    var drained = new ArrayList<Sig>();
    for (int i = 0; i < drain; i++) {
      var choices = new ArrayList<Sig>();
      for (int o = i; o < tco; o += drain) choices.add(channels.get(o));
      drained.add(select.place(m, "drain_" + i, new SelectRegister.In<>(en, sel, choices)).y());
    }
    return m.wire("drained", Expr.vec(drained));
  }
}
