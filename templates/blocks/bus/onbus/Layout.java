// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.PerStream;
import blocks.bus.registers.BusRegisters;
import blocks.engine.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Port;
import kakure.kernel.Sig;

/**
 * How a stream's transactions are laid into bus words: its data ports in their order, each in whole bytes, the first in the lowest ones, as in the files beside the Verilog; filled up with zeros to whole words.
 *
 * @param widths bits of the data ports
 * @param width bits of a bus word
 */
record Layout(List<Integer> widths, int width) {
  static Layout of(Engine engine, String stream, int width) {
    var data = engine.streams().stream().filter(s -> s.name().equals(stream)).findFirst().orElseThrow().data();
    var ports = Port.of(engine);
    return new Layout(data.stream().map(name -> ports.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().type().width()).toList(), width);
  }

  /** Bus words of a transaction. */
  int words() {
    int bytes = widths.stream().mapToInt(w -> (w + 7) / 8).sum();
    return (8 * bytes + width - 1) / width;
  }

  /** The registers of an engine on a bus. */
  static BusRegisters registers(Engine engine, int width, boolean window) {
    var in = PerStream.each(s -> of(engine, s, width).words());
    return new BusRegisters(width, in.cfg(), in.img(), in.msk(), in.rqc(), of(engine, "out", width).words(), window);
  }

  /** The ports in words that were gathered; bits between them are left unread. */
  List<Expr> apart(Module m, Sig words) {
    var parts = new ArrayList<Expr>();
    int at = 0;
    for (int w : widths) {
      parts.add(Expr.slice(words, at + w - 1, at));
      int next = at + (w + 7) / 8 * 8;
      if (next > at + w) m.unused(Expr.slice(words, next - 1, at + w));
      at = next;
    }
    if (at < words() * width) m.unused(Expr.slice(words, words() * width - 1, at));
    return parts;
  }

  /** The ports as words that are to be split. */
  Expr together(List<Sig> ports) {
    var lowFirst = new ArrayList<Expr>();
    int at = 0;
    for (int i = 0; i < ports.size(); i++) {
      lowFirst.add(ports.get(i));
      int pad = (8 - widths.get(i) % 8) % 8;
      if (pad > 0) lowFirst.add(Expr.constant(0, pad));
      at += widths.get(i) + pad;
    }
    if (at < words() * width) lowFirst.add(Expr.constant(0, words() * width - at));
    java.util.Collections.reverse(lowFirst);
    return Expr.cat(lowFirst);
  }
}
