// SPDX-License-Identifier: Apache-2.0
package blocks.floating.dotproduct;

import blocks.floating.Multiplier;
import blocks.floating.exactmultiplier.ExactMultiplier;
import blocks.floating.fpadder.FpAdder;
import blocks.floating.lammultiplier.LamMultiplier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Rounding;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.kernel.Assembly;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * s = a_0 b_0 + .. + a_(n-1) b_(n-1): a multiplier per lane and a balanced tree of adders, each rounding to the format.
 *
 * <p>Neighbours are added first; an odd one out moves up alone. Floating-point sums depend on the order, so this is the order of the result.
 *
 * @param lanes products, 1 to 256
 * @param format of operands, products and sums: fp32, bf16, fp16, e5m2, e4m3 or eXmY
 * @param multiplier lam or exact
 * @param compensation of log-approximate products: none, constant, zeromean, minbias
 * @param truncate fraction bits of a and b that log-approximate products keep, all of the format's if not given
 * @param appendOne whether a 1 stands behind the bits that are kept
 * @param overflow what is beyond the largest number: inf, or saturate, the largest itself
 * @param subnormals of exact products and of sums: flush, to zeros of their sign, or keep
 * @param stages registers of each multiplier and of each adder, 0 to 2
 */
public record DotProduct(int lanes, FloatFormat format, Multiplier multiplier, Compensation compensation, int truncate, boolean appendOne, Overflow overflow, Subnormals subnormals, int stages) implements Assembly {
  /** Checks the ranges. */
  public DotProduct {
    Ranges.check("lanes", lanes, 1, 256);
    Ranges.check("stages", stages, 0, 2);
    new LamMultiplier(format, compensation, truncate, appendOne, overflow, false, stages);
  }

  public record In<T>(List<T> a, List<T> b) {}

  /** {@code s}: {@link #latency} cycles later. */
  public record Out<T>(T s) {}

  /** The multiplier of a lane, if it is the log-approximate one. */
  public LamMultiplier lam() {
    return new LamMultiplier(format, compensation, truncate, appendOne, overflow, false, stages);
  }

  /** The multiplier of a lane, if it is the exact one. */
  public ExactMultiplier exact() {
    return new ExactMultiplier(format, Rounding.NEAREST, overflow, subnormals, stages);
  }

  /** An adder of the tree. */
  public FpAdder adder() {
    return new FpAdder(format, overflow, subnormals, stages);
  }

  /** Adders on a path: ceil(log2 lanes). */
  public int levels() {
    return lanes == 1 ? 0 : Ranges.bits(lanes - 1);
  }

  /** Cycles from operands to sum. */
  public int latency() {
    return stages * (1 + levels());
  }

  @Override
  public String moduleName() {
    var kind = multiplier == Multiplier.EXACT ? "_exact" : compensation == Compensation.NONE ? "" : "_" + lam().compensationName();
    return ModuleName.of("dot_product_" + format + kind, lanes).and("t", truncate, format.fractionBits()).and("one", appendOne ? 1 : 0, 0)
        .and("saturate", overflow == Overflow.SATURATE ? 1 : 0, 0).and("subnormals", subnormals == Subnormals.KEEP ? 1 : 0, 0).and("stages", stages, 0).text();
  }

  @Override
  public List<String> comment() {
    return List.of("s = sum of a_i b_i over " + lanes + " lane(s) in " + format + ": " + (multiplier == Multiplier.EXACT ? "exact" : "log-approximate") + " products, a tree of exact sums, each rounded to the nearest.");
  }

  @Override
  public In<Type> in() {
    var values = Collections.nCopies(lanes, Type.bits(format.bits()));
    return new In<>(values, values);
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(format.bits()));
  }

  @Override
  public boolean clocked() {
    return stages > 0;
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    var terms = new ArrayList<Sig>();
    for (int i = 0; i < lanes; i++) terms.add(product(m, "product_" + i, in.a().get(i), in.b().get(i)));
    List<Sig> below = terms;
    for (int level = 1; below.size() > 1; level++) below = level(m, "s" + level, below);
    return new Out<>(below.get(0));
  }

  private Sig product(Module m, String name, Sig a, Sig b) {
    return multiplier == Multiplier.EXACT ? exact().place(m, name, new ExactMultiplier.In<>(a, b)).p() : lam().place(m, name, new LamMultiplier.In<>(a, b, List.of())).p();
  }

  private List<Sig> level(Module m, String name, List<Sig> below) {
    var here = new ArrayList<Sig>();
    for (int i = 0; i + 1 < below.size(); i += 2) here.add(adder().place(m, name + "_" + i / 2, new FpAdder.In<>(below.get(i), below.get(i + 1))).s());
    if (below.size() % 2 != 0) here.add(waits(m, name, below.get(below.size() - 1)));
    return here;
  }

  /** The odd one out is as old as its neighbours' sum. */
  private Sig waits(Module m, String name, Sig odd) {
    var at = odd;
    for (int i = 1; i <= stages; i++) at = m.register(name + "_odd_" + i + "_q", at);
    return at;
  }

  /** Places the block and returns its sum. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
