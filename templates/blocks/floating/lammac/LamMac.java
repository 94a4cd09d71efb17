// SPDX-License-Identifier: Apache-2.0
package blocks.floating.lammac;

import blocks.floating.fpadder.FpAdder;
import blocks.floating.lammultiplier.LamMultiplier;
import java.util.List;
import kakure.golden.Compensation;
import kakure.golden.FloatEdges.Overflow;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * s = a b, or s + a b: log-approximate products, summed exactly and rounded after each.
 *
 * @param format of operands and sum: fp32, bf16, fp16, e5m2, e4m3 or eXmY
 * @param compensation of the products: none, constant, zeromean, minbias
 * @param truncate fraction bits of a and b that are kept, all of the format's if not given
 * @param appendOne whether a 1 stands behind the bits that are kept
 * @param overflow what is beyond the largest number: inf, or saturate, the largest itself
 * @param subnormals of the sums: flush, to zeros of their sign, or keep; products have none
 * @param stages registers of the multiplier, 0 to 2, before that of the sum
 */
public record LamMac(FloatFormat format, Compensation compensation, int truncate, boolean appendOne, Overflow overflow, Subnormals subnormals, int stages) implements Assembly {
  /** Checks the ranges. */
  public LamMac {
    Ranges.check("stages", stages, 0, 2);
    new LamMultiplier(format, compensation, truncate, appendOne, overflow, false, stages);
  }

  /** {@code en}: take a and b in this cycle; {@code first}: begin a sum with them. */
  public record In<T>(T en, T first, T a, T b) {}

  /** {@code s}: the sum, stages + 1 cycles later; not defined before the first {@code first}. */
  public record Out<T>(T s) {}

  /** Its multiplier. */
  public LamMultiplier multiplier() {
    return new LamMultiplier(format, compensation, truncate, appendOne, overflow, false, stages);
  }

  /** Its adder. */
  public FpAdder adder() {
    return new FpAdder(format, overflow, subnormals, 0);
  }

  @Override
  public String moduleName() {
    var multiplier = multiplier();
    return ModuleName.of("lam_mac_" + format + (compensation == Compensation.NONE ? "" : "_" + multiplier.compensationName())).and("t", truncate, format.fractionBits()).and("one", appendOne ? 1 : 0, 0)
        .and("saturate", overflow == Overflow.SATURATE ? 1 : 0, 0).and("subnormals", subnormals == Subnormals.KEEP ? 1 : 0, 0).and("stages", stages, 0).text();
  }

  @Override
  public List<String> comment() {
    return List.of("s = a b where first, else s + a b, in " + format + ": log-approximate products, exact sums rounded to the nearest.");
  }

  @Override
  public In<Type> in() {
    var value = Type.bits(format.bits());
    return new In<>(Type.bit().control(), Type.bit().control(), value, value);
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(format.bits()));
  }

  @Override
  public boolean resettable() {
    return stages > 0;
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    var product = multiplier().place(m, "product", new LamMultiplier.In<>(in.a(), in.b(), List.of())).p();
    var en = delayed(m, "en", in.en());
    var first = delayed(m, "first", in.first());
    var back = m.loop("sum_back", Type.bits(format.bits()));
    var sum = adder().place(m, "sum", new FpAdder.In<>(back.sig(), product)).s();
    var s = m.register("s_q", Expr.mux(first, product, sum), en);
    back.close(s);
    return new Out<>(s);
  }

  private Sig delayed(Module m, String name, Sig flag) {
    var at = flag;
    for (int i = 1; i <= stages; i++) at = m.register(name + "_" + i + "_q", at, 0);
    return at;
  }

  /** Places the block and returns its sum. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
