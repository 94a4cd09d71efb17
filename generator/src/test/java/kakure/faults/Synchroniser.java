// SPDX-License-Identifier: Apache-2.0
package kakure.faults;

import java.util.List;
import java.util.Optional;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/** y = x, two cycles of this clock after x, of any clock, has settled. */
record Synchroniser() implements Block {
  record In<T>(T x) {}

  record Out<T>(T y) {}

  @Override
  public String moduleName() {
    return "synchroniser";
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control());
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bit().control());
  }

  @Override
  public List<String> asynchronous() {
    return List.of("x_i");
  }

  @Override
  public Optional<String> template() {
    return Optional.of("faults/Synchroniser.v.ftl");
  }

  Sig place(Module m, String name, Sig x) {
    return m.<Out<Sig>>place(this, name, new In<>(x), out()).y();
  }
}
