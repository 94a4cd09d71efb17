// SPDX-License-Identifier: Apache-2.0
package kakure.faults;

import java.util.Optional;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/** y = open ? x : 0, for a signed x and a control bit. */
record Gate(int width) implements Block {
  record In<T>(T x, T open) {}

  record Out<T>(T y) {}

  @Override
  public String moduleName() {
    return "gate_w" + width;
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.signed(width), Type.bit().control());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.signed(width));
  }

  @Override
  public boolean clocked() {
    return false;
  }

  @Override
  public Optional<String> template() {
    return Optional.of("faults/Gate.v.ftl");
  }

  Sig place(Module m, String name, Sig x, Sig open) {
    return m.<Out<Sig>>place(this, name, new In<>(x, open), out()).y();
  }
}
