// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import blocks.array.signpe.SignPe;
import java.util.Collections;
import java.util.List;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/** sum = sum over i of mask[i] ? (sign[i] ? -act[i] : act[i]) : 0, one cycle later: n elements and a chain of adders. */
record Row(int n, boolean extraWire) implements Assembly {
  Row(int n) {
    this(n, false);
  }

  record In<T>(List<T> act, T sign, T mask) {}

  record Out<T>(T sum) {}

  @Override
  public List<String> comment() {
    return List.of("sum = sum over i of mask[i] ? (sign[i] ? -act[i] : act[i]) : 0, one cycle later.");
  }

  @Override
  public String moduleName() {
    return "row_n" + n;
  }

  @Override
  public In<Type> in() {
    return new In<>(Collections.nCopies(n, Type.bits(8)), Type.bits(n), Type.bits(n));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.signed(24));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public Record build(Module m, Record in) {
    @SuppressWarnings("unchecked") // the elaborator passes the record of this class
    var ports = (In<Sig>) in;
    Sig sum = null;
    for (int i = 0; i < n; i++) {
      var sign = m.wire("sign_" + i, Expr.bit(ports.sign(), i));
      var mask = m.wire("mask_" + i, Expr.bit(ports.mask(), i));
      var prod = new SignPe(8).place(m, "pe_" + i, new SignPe.In<>(ports.act().get(i), sign, mask)).prod();
      var term = Expr.resize(prod, 24);
      sum = m.wire("sum_" + i, sum == null ? term : Expr.add(sum, term));
    }
    return new Out<>(m.register("sum_q", extraWire ? m.wire("total", sum) : sum));
  }
}
