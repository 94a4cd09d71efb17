// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/** q = a and b, two cycles ago: a function of fixed latency. */
public record LateAnd() implements Assembly {
  record In<T>(T a, T b) {}

  record Out<T>(T q) {}

  @Override
  public String moduleName() {
    return "late_and";
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bits(2), Type.bits(2));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(2));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public Record build(Module m, Record in) {
    @SuppressWarnings("unchecked") // the elaborator passes the record of this class
    var ports = (In<Sig>) in;
    return new Out<>(m.register("second_q", m.register("first_q", Expr.and(ports.a(), ports.b()))));
  }
}
