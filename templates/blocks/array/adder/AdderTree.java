// SPDX-License-Identifier: Apache-2.0
package blocks.array.adder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * sum = x_0 + .. + x_(n-1), unsigned and exact: a balanced tree without registers.
 *
 * <p>Each level adds neighbours and grows by one bit; an odd one out moves up alone. ceil(log2 n) adders lie on a path.
 *
 * @param inputs number of addends, 1 to 1,024
 * @param width bits of an addend, 1 to 64
 */
public record AdderTree(int inputs, int width) implements Block {
  /** Checks the ranges. */
  public AdderTree {
    Ranges.check("inputs", inputs, 1, 1_024);
    Ranges.check("width", width, 1, 64);
  }

  public record In<T>(List<T> x) {}

  public record Out<T>(T sum) {}

  @Override
  public String moduleName() {
    return ModuleName.of("adder_tree", inputs, width).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Collections.nCopies(inputs, Type.bits(width)));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(sumBits()));
  }

  @Override
  public boolean clocked() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return names().map(name -> Arc.comb(name, "sum_o")).toList();
  }

  /** Places the tree and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Adders on a path: ceil(log2 inputs). */
  public int levels() {
    return inputs == 1 ? 0 : Ranges.bits(inputs - 1);
  }

  /** Bits of the sum: width + ceil(log2 inputs). */
  public int sumBits() {
    return width + levels();
  }

  public List<String> ports() {
    return names().toList();
  }

  /** The wires of all levels, each after those it adds. */
  public List<Node> nodes() {
    var all = new ArrayList<Node>();
    var below = ports();
    for (int level = 1; level <= levels(); level++) {
      var here = new ArrayList<String>();
      for (int i = 0; i < below.size(); i += 2) {
        var name = "s" + level + "_" + i / 2;
        here.add(name);
        all.add(new Node(name, width + level, below.subList(i, Math.min(i + 2, below.size()))));
      }
      below = here;
    }
    return all;
  }

  /** The wire or port that holds the sum. */
  public String root() {
    return levels() == 0 ? "x_0_i" : "s" + levels() + "_0";
  }

  private Stream<String> names() {
    return IntStream.range(0, inputs).mapToObj(i -> "x_" + i + "_i");
  }

  /** A wire: the sum of its one or two terms, each a bit narrower. */
  public record Node(String name, int bits, List<String> terms) {}
}
