// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.Axi4;
import blocks.bus.DescriptorWord;
import blocks.bus.Packet;
import blocks.bus.PerStream;
import blocks.bus.Request;
import blocks.bus.axireader.AxiReader;
import blocks.bus.axishare.AxiShare;
import blocks.bus.axiwriter.AxiWriter;
import blocks.bus.descriptors.Descriptors;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;

/**
 * Between memory and the packets of {@link CoreWiring}: descriptors, a reader for each stream in and one for them, which share the read channels, and a writer of the answer.
 *
 * <p>None of it is in the engine's reset: what memory was asked is waited for.
 */
final class MoverWiring {
  private static final List<String> READERS = List.of("cfg", "img", "msk", "rqc", "chain");
  private static final int QUEUED_BURSTS = 2;

  private final Module m;
  private final int width;
  private final int burst;
  private final List<AxiReader.Out<Sig>> readers = new ArrayList<>();
  private final AxiShare.Out<Sig> share;
  private final Sig atOnce;

  /** What walks the chain, and answers of it. */
  final Descriptors.Out<Sig> descriptors;

  /** What writes the answer. */
  final AxiWriter.Out<Sig> writer;

  MoverWiring(Module m, int width, int burst) {
    this.m = m;
    this.width = width;
    this.burst = burst;
    this.descriptors = m.declare(new Descriptors(width), "descriptors");
    this.share = m.declare(new AxiShare(READERS.size()), "share");
    for (int i = 0; i < READERS.size(); i++) readers.add(m.declare(i == READERS.size() - 1 ? chain() : new AxiReader(width, burst, QUEUED_BURSTS * burst), READERS.get(i) + "_reader"));
    this.writer = m.declare(new AxiWriter(width, burst), "writer");
    this.atOnce = m.wire("told_at_once", Expr.control(Expr.constant(1, 1)));
  }

  /** Of a queue for one descriptor, if bursts may be as long. */
  private AxiReader chain() {
    int words = Math.max(2, Math.min(burst, 8 * DescriptorWord.BYTES / width));
    return new AxiReader(width, words, words);
  }

  /** Words from memory, by their streams. */
  PerStream<Packet<Sig>> packets() {
    return PerStream.of(readers.subList(0, 4).stream().map(r -> new Packet<>(r.out().valid(), r.out().data(), r.out().last())).toList());
  }

  /** 1 when an answer lies in memory. */
  Sig answered() {
    var done = writer.done();
    return m.wire("answered", Expr.and(done.valid(), Expr.not(Expr.or(done.wrong(), done.full()))));
  }

  /**
   * Wires it all.
   *
   * @param req of the front end
   * @param reset of the engine
   * @param memory what it says
   * @param taken whether words of each stream are taken
   * @param answer words of it
   */
  Manager.Out<Sig> wire(Request<Sig> req, Sig reset, Manager.In<Sig> memory, PerStream<Sig> taken, Packet<Sig> answer) {
    var d = descriptors;
    m.connect(share, new AxiShare.In<>(d.stop(), readers.stream().map(AxiReader.Out::ar).toList(), each("beats_taken", readers.stream().map(AxiReader.Out::rReady).toList()), memory.arReady(), memory.r().valid(), memory.r().last()));
    var ready = new ArrayList<>(taken.all());
    ready.add(atOnce);
    for (int i = 0; i < readers.size(); i++) reader(i, memory, ready.get(i));
    m.connect(writer, new AxiWriter.In<>(job("answer", Descriptors.ANSWER), d.stop(), answer.valid(), answer.data(), answer.last(), memory.awReady(), memory.wReady(), memory.b(), atOnce));
    var chain = readers.get(4).out();
    m.unused(chain.last());
    var w = writer.done();
    m.connect(d, new Descriptors.In<>(
        req, reset, movers("movers_free", readers.stream().map(AxiReader.Out::jobReady).toList(), writer.jobReady()), movers("movers_done", readers.stream().map(r -> r.done().valid()).toList(), w.valid()),
        movers("movers_wrong", readers.stream().map(r -> r.done().wrong()).toList(), w.wrong()), w.full(), new Descriptors.Beat<>(chain.valid(), chain.data())));
    return new Manager.Out<>(Manager.Address.of(m, "m_aw", writer.aw(), width), writer.w(), writer.bReady(), Manager.Address.of(m, "m_ar", share.ar(), width), share.rReady());
  }

  private void reader(int i, Manager.In<Sig> memory, Sig taken) {
    var name = READERS.get(i);
    int lane = i == READERS.size() - 1 ? Descriptors.CHAIN : i;
    var beat = new Axi4.Read<>(m.wire(name + "_beat", Expr.bit(share.beat(), i)), memory.r().data(), memory.r().resp());
    m.connect(readers.get(i), new AxiReader.In<>(job(name, lane), descriptors.last(), descriptors.stop(), m.wire(name + "_asked", Expr.bit(share.taken(), i)), beat, taken, atOnce));
  }

  private Axi4.Job<Sig> job(String name, int lane) {
    return new Axi4.Job<>(m.wire(name + "_job", Expr.bit(descriptors.job(), lane)), descriptors.addr(), descriptors.length());
  }

  /** A bit for each reader. */
  private Sig each(String name, List<Sig> bits) {
    return m.wire(name, Expr.control(Expr.vec(bits)));
  }

  /** A bit for each who moves, by its number. */
  private Sig movers(String name, List<Sig> ofReaders, Sig ofWriter) {
    var all = new ArrayList<>(ofReaders);
    all.add(Descriptors.ANSWER, ofWriter);
    return each(name, all);
  }
}
