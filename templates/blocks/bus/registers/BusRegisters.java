// SPDX-License-Identifier: Apache-2.0
package blocks.bus.registers;

import blocks.bus.EngineMap;
import blocks.bus.PerStream;
import blocks.bus.Request;
import blocks.bus.Response;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Arc;
import kakure.kernel.Block;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;
import kakure.spec.RegisterMap.Register;

/**
 * The registers of an engine on a bus, as {@link EngineMap} says them: decodes, answers in the same cycle, keeps what the host writes, counts, and tells the host of errors and images.
 *
 * <p>An access without a register, one that the register does not take, and a write of less than a word change nothing and are answered with an error.
 *
 * @param width bits of a bus word, a power of two, 8 to 512; 32 where words go through registers
 * @param cfg bus words of a transaction of cfg, 1 to 256
 * @param img of img, 1 to 256
 * @param msk of msk, 1 to 256
 * @param rqc of rqc, 1 to 256
 * @param answer of the answer, 1 to 256
 * @param window whether words go through registers, too
 */
public record BusRegisters(int width, int cfg, int img, int msk, int rqc, int answer, boolean window) implements Block {
  /** The widest bus word. */
  public static final int MAX_WIDTH = 512;

  /** The longest transaction, in bus words. */
  public static final int MAX_WORDS = 256;

  /** Checks the ranges. */
  public BusRegisters {
    Ranges.check("width", width, 8, MAX_WIDTH);
    if (Integer.bitCount(width) != 1) throw new IllegalArgumentException("width = " + width + " is no power of two");
    if (window && width != 32) throw new IllegalArgumentException("width = " + width + ", but window = true: words that go through registers have 32 bits");
    Ranges.check("cfg", cfg, 1, MAX_WORDS);
    Ranges.check("img", img, 1, MAX_WORDS);
    Ranges.check("msk", msk, 1, MAX_WORDS);
    Ranges.check("rqc", rqc, 1, MAX_WORDS);
    Ranges.check("answer", answer, 1, MAX_WORDS);
  }

  /**
   * Inputs: the access; what goes on behind it, which counts while {@code running}: of each stream a fault's code and whether it has room; {@code loaded}: a transaction of cfg was taken;
   * {@code begin}: one of img; {@code done}: an image's last word left; the engine's {@code halted}; the word of the answer that waits.
   */
  public record In<T>(Request<T> req, T running, PerStream<T> fault, PerStream<T> room, T loaded, T begin, T done, T halted, Waiting<T> answer) {}

  /** The word of the answer that waits. */
  public record Waiting<T>(T valid, T last, T data) {}

  /** Outputs: the answer; {@code irq}; {@code reset} and the lengths as the host wrote them; {@code failed}: words are dropped; {@code open}: cfg was loaded; words of the host, and {@code pop}: it took one. */
  public record Out<T>(Response<T> rsp, T irq, T reset, T failed, T open, PerStream<T> length, PerStream<T> push, T pushLast, T pop) {}

  @Override
  public String moduleName() {
    return ModuleName.of("bus_registers", width, cfg, img, msk, rqc, answer).and("window", window ? 1 : 0, 0).text();
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    return new In<>(Request.type(), flag, PerStream.of(Type.bits(2).control()), PerStream.of(flag), flag, flag, flag, flag, new Waiting<>(flag, flag, Type.bits(32)));
  }

  @Override
  public Out<Type> out() {
    var flag = Type.bit().control();
    return new Out<>(Response.type(), flag, flag, flag, flag, PerStream.of(Type.bits(EngineMap.LENGTH_BITS).control()), PerStream.of(flag), flag, flag);
  }

  @Override
  public List<Arc> arcs() {
    var address = List.of("req_write_i", "req_addr_i", "req_strb_i");
    var status = List.of("running_i", "room_cfg_i", "room_img_i", "room_msk_i", "room_rqc_i", "halted_i", "answer_valid_i", "answer_last_i");
    var all = new ArrayList<List<Arc>>();
    all.add(Arc.comb(join(List.of("req_addr_i"), status, window ? List.of("answer_data_i") : List.of()), "rsp_data_o"));
    all.add(Arc.comb(window ? join(address, List.of("running_i", "room_cfg_i", "room_img_i", "room_msk_i", "room_rqc_i", "answer_valid_i")) : address, "rsp_error_o"));
    all.add(Arc.comb(List.of("running_i", "halted_i", "answer_valid_i"), "irq_o"));
    if (window) {
      for (var name : PerStream.NAMES) all.add(Arc.comb(join(List.of("req_valid_i"), address, List.of("running_i", "room_" + name + "_i")), "push_" + name + "_o"));
      all.add(Arc.comb(List.of("req_addr_i"), "push_last_o"));
      all.add(Arc.comb(List.of("req_valid_i", "req_write_i", "req_addr_i", "running_i", "answer_valid_i"), "pop_o"));
    }
    return all.stream().flatMap(List::stream).toList();
  }

  @SafeVarargs
  private static List<String> join(List<String>... lists) {
    var all = new ArrayList<String>();
    for (var l : lists) all.addAll(l);
    return all;
  }

  /** Places the registers and returns their outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  /** What stands at which address. */
  public RegisterMap map() {
    return new EngineMap(width, new PerStream<>(cfg, img, msk, rqc), answer, window).map();
  }

  /** Registers that a read is answered of, but for that through which words leave. */
  public List<Register> readable() {
    return map().registers().stream().filter(r -> r.access().reads() && r.offset() < EngineMap.WINDOW).toList();
  }

  /** Registers that a write changes, or that do something with it; those through which words go are decoded on their own. */
  public List<Register> writable() {
    return map().registers().stream().filter(r -> r.access().writes() && r.offset() < EngineMap.WINDOW).toList();
  }

  /** Registers that never change. */
  public List<Register> constants() {
    return map().registers().stream().filter(r -> r.access() == Access.CONSTANT).toList();
  }

  /** Registers that keep what is written. */
  public List<Register> kept() {
    return map().registers().stream().filter(r -> r.access() == Access.READ_WRITE).toList();
  }

  /** Registers whose value follows from what goes on, but for those of one value. */
  public List<Register> live() {
    return map().registers().stream().filter(r -> List.of("status", "error", "irq_pending").contains(r.name())).toList();
  }

  /** The register of what has happened. */
  public Register pending() {
    return map().register("irq_pending");
  }

  /** The live registers as they are put together: wires of the fields, zeros between them, the highest first. */
  public List<Composed> composed() {
    return live().stream().map(r -> new Composed(r.name(), items(r))).toList();
  }

  private static List<String> items(Register r) {
    var items = new ArrayList<String>();
    int top = 8 * RegisterMap.BYTES;
    var fields = r.word().fields();
    for (int i = fields.size() - 1; i >= 0; i--) {
      zeros(items, top - fields.get(i).msb() - 1);
      items.add(r.name() + "_" + fields.get(i).name());
      top = fields.get(i).lsb();
    }
    zeros(items, top);
    return items;
  }

  private static void zeros(List<String> items, int count) {
    if (count > 0) items.add(count + "'d0");
  }

  /** A register and what it is made of. */
  public record Composed(String name, List<String> items) {}

  /** A stream and where its words are written. */
  public record Entry(String stream, int push, int end) {}

  /** Streams in, by their numbers. */
  public List<Entry> entries() {
    var all = new ArrayList<Entry>();
    for (var name : PerStream.NAMES) all.add(new Entry(name, EngineMap.WINDOW + 4 * all.size(), EngineMap.WINDOW + 16 + 4 * all.size()));
    return all;
  }

  /** Where words of the answer are read. */
  public int popOffset() {
    return EngineMap.WINDOW + 32;
  }
}
