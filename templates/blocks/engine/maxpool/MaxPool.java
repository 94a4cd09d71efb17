// SPDX-License-Identifier: Apache-2.0
package blocks.engine.maxpool;

import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * y[c] = max(a[c], b[c], c[c], d[c]), unsigned bytes: 2x2 max-pooling of activations that lie in four parity planes. No registers.
 *
 * @param channels bytes per vector, 1 to 1,024
 */
public record MaxPool(int channels) implements Block {
  /** Checks the range. */
  public MaxPool {
    Ranges.check("channels", channels, 1, 1_024);
  }

  /** Four vectors of bytes, channel 0 in the low bits. */
  public record In<T>(T a, T b, T c, T d) {}

  public record Out<T>(T y) {}

  @Override
  public String moduleName() {
    return ModuleName.of("max_pool", channels).text();
  }

  @Override
  public In<Type> in() {
    var vector = Type.vec(channels, Type.bits(8));
    return new In<>(vector, vector, vector, vector);
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.vec(channels, Type.bits(8)));
  }

  @Override
  public boolean clocked() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return List.of(Arc.comb("a_i", "y_o"), Arc.comb("b_i", "y_o"), Arc.comb("c_i", "y_o"), Arc.comb("d_i", "y_o"));
  }

  /** Places the maximum and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
