// SPDX-License-Identifier: Apache-2.0
package blocks.memory.actmem;

import blocks.array.UsualSizes;
import blocks.memory.ram.Ram;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Plain;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * Two activation memories: a layer reads one and writes the other, or, where {@code either}, the same. A row holds {@code pixels} pixels of {@code tci} channels.
 *
 * <p>Even and odd rows are banks of their own, so that a run of pixels that straddles two rows is one access; a row is cut into parts of {@code drain} channels, so
 * that a beat of the write side is one word. Every part is a {@link Ram} of whole words: no byte enables. A read beyond the last row is none, and its output not defined.
 *
 * @param tci channels of a row, a multiple of drain
 * @param pixels pixels of a row
 * @param drain channels of a part
 * @param rows rows of each memory, even, 4 to 65,536
 * @param either a layer may write the memory that it reads, but then has no rows of it read for the write side
 * @param flat one pixel a row and no banks: a row is read, one is written, never in the same cycle of the memory that is written, so one port does
 */
public record ActMemory(int tci, int pixels, int drain, int rows, boolean either, boolean flat) implements Assembly {
  /** Checks the ranges. */
  public ActMemory {
    Ranges.check("tci", tci, 1, 256);
    Ranges.check("pixels", pixels, 1, 64);
    Ranges.check("drain", drain, 1, 64);
    Ranges.check("rows", rows, 4, 65536);
    if (tci % drain != 0) throw new IllegalArgumentException("drain = " + drain + " does not divide tci = " + tci);
    if (rows % 2 != 0) throw new IllegalArgumentException("rows = " + rows + " is odd");
    if (flat && (pixels > 1 || either)) throw new IllegalArgumentException("flat = true, pixels = " + pixels + ", either = " + either + ": without banks a row has one pixel, and a layer writes the other memory");
  }

  /** With banks. */
  public ActMemory(int tci, int pixels, int drain, int rows, boolean either) {
    this(tci, pixels, drain, rows, either, false);
  }

  /** Where a layer writes the memory that it does not read. */
  public ActMemory(int tci, int pixels, int drain, int rows) {
    this(tci, pixels, drain, rows, false);
  }

  /** {@code src}: the memory that {@code fetch*} reads; {@code old*} reads a part of the other one, which the rest writes. {@code same}, if it may be: the rest writes the one that is fetched, and {@code old*} reads nothing. {@code oldOdd}, where flat: the parity of the row that {@code old*} reads; enables say those of the others, and what belongs to the even bank serves odd rows, too. */
  public record In<T>(
      T src, List<T> same, BankReads<T> fetch, T oldEn, T oldPart, T oldEvenAddr, T oldOddAddr, List<T> oldOdd, @Plain BankWrites<T> writes) {}

  /** Rows, one cycle after their enables: byte c * pixels + p; the parts read by {@code old*}. */
  public record Out<T>(@Plain Rows<T> rows, Rows<T> old) {}

  @Override
  public String moduleName() {
    return ModuleName.of("act_memory", tci, pixels).and("drain", drain).and("rows", rows, UsualSizes.rows(tci, pixels)).and("either", either ? 1 : 0, 0).and("flat", flat ? 1 : 0, 0).text();
  }

  @Override
  public List<String> comment() {
    return List.of(
        "Two memories of " + rows + " rows of " + tci + " channels x " + pixels + " pixels: a layer reads one and writes the other.",
        (flat ? "Rows are addressed as bank and parity" : "Even and odd rows are banks of their own") + "; a row is cut into " + parts() + " parts of " + drain + " channels.");
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var addr = Type.bits(bankBits()).control();
    var part = Type.bits(partBits()).control();
    var data = Type.bits(partWidth());
    return new In<>(flag, either ? List.of(flag) : List.of(), new BankReads<>(flag, Type.bits(bankBits()), flag, Type.bits(bankBits())), flag, part, addr, addr, flat ? List.of(flag) : List.of(), new BankWrites<>(flag, flag, part, addr, addr, data, data));
  }

  @Override
  public Out<Type> out() {
    var row = Type.bits(tci * pixels * 8);
    var part = Type.bits(partWidth());
    return new Out<>(new Rows<>(row, row), new Rows<>(part, part));
  }

  @Override
  public boolean resettable() {
    return false;
  }

  /** Places the memories and returns their outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    if (flat) return rowByRow(m, in);
    var even = bank(m, "even", in, in.fetch().evenEn(), in.fetch().evenAddr(), in.oldEvenAddr(), in.writes().evenWe(), in.writes().evenAddr(), in.writes().evenData());
    var odd = bank(m, "odd", in, in.fetch().oddEn(), in.fetch().oddAddr(), in.oldOddAddr(), in.writes().oddWe(), in.writes().oddAddr(), in.writes().oddData());
    return new Out<>(new Rows<>(even.row, odd.row), new Rows<>(even.old, odd.old));
  }

  /** One memory of all rows in place of two banks. */
  private Out<Sig> rowByRow(Module m, In<Sig> in) {
    var writes = in.writes();
    var fetch = in.fetch();
    var all = bank(m, "all", in, m.wire("fetch_en", Expr.or(fetch.evenEn(), fetch.oddEn())), m.wire("fetch_row", Expr.cat(fetch.evenAddr(), fetch.oddEn())), m.wire("old_row", Expr.cat(in.oldEvenAddr(), in.oldOdd().get(0))),
        m.wire("write", Expr.or(writes.evenWe(), writes.oddWe())), m.wire("write_row", Expr.cat(writes.evenAddr(), writes.oddWe())), writes.evenData());
    m.unused(fetch.oddAddr(), in.oldOddAddr(), writes.oddAddr(), writes.oddData());
    return new Out<>(new Rows<>(all.row, all.row), new Rows<>(all.old, all.old));
  }

  private record Bank(Sig row, Sig old) {}

  private Bank bank(Module m, String parity, In<Sig> in, Sig fetchEn, Sig fetchAddr, Sig oldAddr, Sig we, Sig addr, Sig data) {
    Sig readPart = parts() == 1 ? in.oldPart() : m.register("old_" + parity + "_part_q", in.oldPart(), in.oldEn());
    var wholes = new ArrayList<Sig>();
    var olds = new ArrayList<Sig>();
    for (int memory = 0; memory < 2; memory++) {
      var name = (memory == 0 ? "a_" : "b_") + parity;
      Expr isSrc = memory == 0 ? Expr.not(in.src()) : in.src();
      var source = m.wire(name + "_is_source", isSrc);
      Expr sink = either ? m.wire(name + "_is_sink", Expr.xor(Expr.not(source), in.same().get(0))) : Expr.not(source);
      var readAddr = m.wire(name + "_read_addr", Expr.mux(source, fetchAddr, oldAddr));
      var within = spare() ? m.wire(name + "_within", Expr.control(Expr.lt(readAddr, Expr.constant(depth(), addressBits())))) : null;
      var words = new ArrayList<Sig>();
      for (int p = 0; p < parts(); p++) {
        var part = name + "_" + p;
        var mine = Expr.eq(in.oldPart(), Expr.constant(p, partBits()));
        var write = m.wire(part + "_we", Expr.and(Expr.and(we, sink), Expr.eq(in.writes().part(), Expr.constant(p, partBits()))));
        Expr wanted = Expr.mux(source, fetchEn, Expr.and(in.oldEn(), mine));
        var read = m.wire(part + "_re", spare() ? Expr.and(wanted, within) : wanted);
        words.add(word().place(m, part, new Ram.In<>(write, addr, data, read, readAddr)).rdData());
      }
      wholes.add(m.wire(name + "_row", Expr.vec(words)));
      Expr old = words.get(0);
      for (int p = 1; p < parts(); p++) old = Expr.mux(Expr.control(Expr.eq(readPart, Expr.constant(p, partBits()))), words.get(p), old);
      olds.add(m.wire(name + "_old", old));
    }
    return new Bank(
        m.wire(parity + "_row", Expr.mux(in.src(), wholes.get(1), wholes.get(0))), m.wire(parity + "_old", Expr.mux(in.src(), olds.get(0), olds.get(1))));
  }

  /** Parts of a row. */
  public int parts() {
    return tci / drain;
  }

  /** Bits of a part's number. */
  public int partBits() {
    return Ranges.bits(parts() - 1);
  }

  /** Bits of a part. */
  public int partWidth() {
    return drain * pixels * 8;
  }

  /** Whether a bank's address has more values than there are rows; reads beyond the end are then left out. A fetch reaches there where a tap lies outside the map. */
  public boolean spare() {
    return Integer.bitCount(depth()) != 1;
  }

  /** The memory of a part: instances {@code u_a_even_0}, {@code u_b_odd_1} and so on, or where flat {@code u_a_all_0}. */
  public Ram word() {
    return new Ram(partWidth(), depth(), 1);
  }

  private int depth() {
    return flat ? rows : rows / 2;
  }

  private int addressBits() {
    return Ranges.bits(depth() - 1);
  }

  /** Bits of a row's address within a bank. */
  public int bankBits() {
    return Ranges.bits(rows / 2 - 1);
  }
}
