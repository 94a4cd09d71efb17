// SPDX-License-Identifier: Apache-2.0
package blocks.array.array;

import blocks.array.UsualSizes;
import blocks.array.accumulator.Accumulator;
import blocks.array.adder.AdderTree;
import blocks.array.pick.PickDecode;
import blocks.array.pick.PickPe;
import blocks.array.xorpe.XorPe;
import blocks.stream.select.SelectRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Sig;

/**
 * acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]): the hidden network's array with an element per module, as one would draw it.
 *
 * <p>Element (c, p, o) feeds the adder tree and accumulator of (p, o). The same gates as {@link PackedArray}, which simulates hundreds of times faster; this one shows
 * the structure and is what the packed form is proven equal to. Sums are unsigned and modulo 2^sumBits.
 *
 * <p>With {@code group} G above 1 an element (g, p, o) takes one of the group's G channels a cycle; the decoder of index and sign (g, o) serves all pixels.
 *
 * @param tci input channels per cycle, 1 to 256
 * @param pixels output pixels per cycle, 1 to 64
 * @param tco output channels per cycle, 1 to 256
 * @param drain output channels drained per cycle; divides tco
 * @param group input channels of a group: 1 (the free array), 2, 4 or 8; divides tci
 * @param sumBits bits of a sum, 16 to 31
 * @param doubles whether a sum may be doubled before it is added to, as that of bit planes is from plane to plane
 */
public record PlainArray(int tci, int pixels, int tco, int drain, int group, int sumBits, boolean doubles) implements Assembly, ElementArray {
  /** Checks the ranges. */
  public PlainArray {
    new ArrayShape(tci, pixels, tco, drain, group, sumBits, doubles);
  }

  /** The array whose sums are never doubled. */
  public PlainArray(int tci, int pixels, int tco, int drain, int group, int sumBits) {
    this(tci, pixels, tco, drain, group, sumBits, false);
  }

  /** The array with sums of the usual width. */
  public PlainArray(int tci, int pixels, int tco, int drain, int group) {
    this(tci, pixels, tco, drain, group, ArrayShape.SUM_BITS);
  }

  /** The free array with sums of the usual width. */
  public PlainArray(int tci, int pixels, int tco, int drain) {
    this(tci, pixels, tco, drain, 1);
  }

  @Override
  public String moduleName() {
    return ModuleName.of("plain_array", tci, pixels, tco).and("drain", drain, UsualSizes.drain(tci, tco)).and("group", group, 1).and("sum", sumBits, ArrayShape.SUM_BITS).and("doubles", doubles ? 1 : 0, 0).text();
  }

  @Override
  public List<String> comment() {
    return List.of("acc[o][p] (+)= sum over c of mask[c][o] (act[c][p] ^ sign[c][o]);  " + tci + " input channels x " + pixels + " pixels x " + tco + " output channels.");
  }

  @Override
  public ArrayShape shape() {
    return new ArrayShape(tci, pixels, tco, drain, group, sumBits, doubles);
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    var flags = in.flags();
    var tree = new AdderTree(tci / group, 8);
    var accumulator = new Accumulator(tree.sumBits(), sumBits, doubles);
    var acts = split(m, "act", "p", in.act(), pixels);
    var elements = group == 1 ? free(m, acts, in.mask(), in.sign()) : picks(m, acts, in.mask(), in.sign());
    var channels = new ArrayList<Sig>();
    for (int o = 0; o < tco; o++) {
      var sums = new ArrayList<Sig>();
      for (int p = 0; p < pixels; p++) {
        var sum = tree.place(m, "tree_p" + p + "_o" + o, new AdderTree.In<>(elements.at(p, o))).sum();
        sums.add(accumulator.place(m, "sum_p" + p + "_o" + o, new Accumulator.In<>(flags.en(), flags.first(), flags.last(), flags.twice(), sum)).acc());
      }
      channels.add(m.wire("channel_o" + o, layOut(sums)));
    }
    return new Out<>(drain(m, channels, in.drain().en(), in.drain().sel()));
  }

  /** Places the elements of a sum and returns their terms. */
  private interface Elements {
    List<Sig> at(int p, int o);
  }

  private Elements free(Module m, List<List<Sig>> acts, Sig mask, Sig sign) {
    var element = new XorPe(8);
    var masks = split(m, "mask", "o", mask, tco);
    var signs = split(m, "sign", "o", sign, tco);
    return (p, o) -> {
      var terms = new ArrayList<Sig>();
      for (int c = 0; c < tci; c++) {
        terms.add(element.place(m, "pe_c" + c + "_p" + p + "_o" + o, new XorPe.In<>(acts.get(c).get(p), signs.get(c).get(o), masks.get(c).get(o))).term());
      }
      return terms;
    };
  }

  private Elements picks(Module m, List<List<Sig>> acts, Sig mask, Sig sign) {
    var element = new PickPe(8, group);
    var chosen = new ArrayList<List<PickDecode.Out<Sig>>>();
    for (int g = 0; g < shape().groups(); g++) chosen.add(decoders(m, g, mask, sign));
    return (p, o) -> {
      var terms = new ArrayList<Sig>();
      for (int g = 0; g < shape().groups(); g++) {
        var of = new ArrayList<Sig>();
        for (int j = 0; j < group; j++) of.add(acts.get(g * group + j).get(p));
        var choice = chosen.get(g).get(o);
        terms.add(element.place(m, "pe_g" + g + "_p" + p + "_o" + o, new PickPe.In<>(of, choice.pick(), choice.sign())).term());
      }
      return terms;
    };
  }

  /** The decoders of a group's indices and signs, one for each output channel. */
  private List<PickDecode.Out<Sig>> decoders(Module m, int g, Sig mask, Sig sign) {
    var decoder = new PickDecode(group);
    var all = new ArrayList<PickDecode.Out<Sig>>();
    for (int o = 0; o < tco; o++) {
      var at = "_g" + g + "_o" + o;
      var index = new ArrayList<Expr>();
      for (int b = 0; b < shape().indexBits(); b++) index.add(Expr.bit(mask, shape().indexAt(b, g, o)));
      var signs = new ArrayList<Expr>();
      for (int j = 0; j < group; j++) signs.add(Expr.bit(sign, (g * group + j) * tco + o));
      all.add(decoder.place(
          m, "pick" + at,
          new PickDecode.In<>(m.wire("enable" + at, Expr.bit(mask, shape().enableAt(g, o))), m.wire("index" + at, Expr.vec(index)), m.wire("signs" + at, Expr.vec(signs)))));
    }
    return all;
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
