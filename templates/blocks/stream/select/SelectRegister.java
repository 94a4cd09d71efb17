// SPDX-License-Identifier: Apache-2.0
package blocks.stream.select;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * y = x[sel] one cycle after en: one of many words into a register.
 *
 * <p>Without {@code en} the word stays. A {@code sel} of {@code inputs} or above takes the last word.
 *
 * @param inputs words to choose from, 1 to 1,024
 * @param width bits of a word, 1 to 65,536
 */
public record SelectRegister(int inputs, int width) implements Block {
  /** Checks the ranges. */
  public SelectRegister {
    Ranges.check("inputs", inputs, 1, 1_024);
    Ranges.check("width", width, 1, 65_536);
  }

  public record In<T>(T en, T sel, List<T> x) {}

  /** {@code y}: not defined before the first {@code en}. */
  public record Out<T>(T y) {}

  @Override
  public String moduleName() {
    return ModuleName.of("select_register", inputs, width).text();
  }

  @Override
  public In<Type> in() {
    return new In<>(Type.bit().control(), Type.bits(selBits()).control(), Collections.nCopies(inputs, Type.bits(width)));
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bits(width));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  @Override
  public List<Arc> arcs() {
    return names().stream().map(x -> Arc.latency(x, "y_o", 1)).toList();
  }

  /** Places the register and returns its output. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** Bits of {@code sel}, at least one. */
  public int selBits() {
    return Ranges.bits(inputs - 1);
  }

  public int selMsb() {
    return selBits() - 1;
  }

  public int widthMsb() {
    return width - 1;
  }

  /** The ports of all words. */
  public List<String> names() {
    return IntStream.range(0, inputs).mapToObj(i -> "x_" + i + "_i").toList();
  }

  /** All words but the last, which is the default. */
  public List<Choice> choices() {
    return IntStream.range(0, inputs - 1).mapToObj(i -> new Choice(i, names().get(i))).toList();
  }

  public String lastName() {
    return names().get(inputs - 1);
  }

  /** A value of {@code sel} and the port it takes. */
  public record Choice(int index, String name) {}
}
