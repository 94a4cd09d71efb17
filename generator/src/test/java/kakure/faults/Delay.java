// SPDX-License-Identifier: Apache-2.0
package kakure.faults;

import java.util.List;
import java.util.Optional;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/** y = x, so many cycles later; 0 is a wire. */
record Delay(int width, int cycles) implements Block {
  record In<T>(T x) {}

  record Out<T>(T y) {}

  @Override
  public String moduleName() {
    return "delay_w" + width + "_c" + cycles;
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bits(width));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(width));
  }

  @Override
  public boolean clocked() {
    return cycles > 0;
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return List.of(cycles == 0 ? Arc.comb("x_i", "y_o") : Arc.latency("x_i", "y_o", cycles));
  }

  @Override
  public Optional<String> template() {
    return Optional.of("faults/Delay.v.ftl");
  }

  Sig place(Module m, String name, Sig x) {
    return m.<Out<Sig>>place(this, name, new In<>(x), out()).y();
  }
}
