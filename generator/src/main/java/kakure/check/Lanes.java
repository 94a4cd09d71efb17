// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kakure.kernel.Assembly;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * A block {@code n} times side by side, so that one simulated cycle gives {@code n} results.
 *
 * @param inner a block without streams
 * @param n lanes, 1 to 64
 */
record Lanes(Block inner, int n) implements Assembly {
  record In<T>(List<Record> lane) {}

  record Out<T>(List<Record> lane) {}

  @Override
  public List<String> comment() {
    return List.of(n + " times " + inner.moduleName() + ".");
  }

  @Override
  public String moduleName() {
    var name = "lanes_" + n + "_" + inner.moduleName();
    return name.substring(0, Math.min(60, name.length())).replaceFirst("_+$", "");
  }

  @Override
  public In<Type> in() {
    return new In<>(Collections.nCopies(n, inner.in()));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Collections.nCopies(n, inner.out()));
  }

  @Override
  public boolean clocked() {
    return inner.clocked();
  }

  @Override
  public boolean resettable() {
    return inner.resettable();
  }

  @Override
  public Record build(Module m, Record in) {
    @SuppressWarnings("unchecked") // the elaborator passes the record of this class
    var lanes = ((In<Sig>) in).lane();
    var out = new ArrayList<Record>();
    for (int i = 0; i < n; i++) out.add(m.place(inner, "lane_" + i, lanes.get(i), inner.out()));
    return new Out<>(out);
  }
}
