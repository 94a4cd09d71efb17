// SPDX-License-Identifier: Apache-2.0
package blocks.bus.onbus;

import blocks.bus.Packet;
import blocks.bus.PerStream;
import blocks.bus.Request;
import blocks.bus.guard.StreamGuard;
import blocks.bus.registers.BusRegisters;
import blocks.engine.engine.Engine;
import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.StatusWord;
import blocks.mask.MaskBeat;
import blocks.stream.Beat;
import blocks.stream.skid.SkidBuffer;
import blocks.stream.width.WidthConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;

/**
 * What every bus has in common: registers, an engine that they reset, streams in from packets of bus words, the answer out to such words. A bus is a front end that makes requests, and where its packets come from.
 *
 * <p>Engine and streams in are reset by a register; what is asked of the registers, and words that have left, are not, so that no host that waits sees its answer withdrawn.
 */
final class CoreWiring {
  private static final int REPORT = 2, LAST_REPORT = 5, START = 2;

  private final Module m;
  private final Module part;
  private final Engine engine;
  private final int width;
  private final boolean window;
  private final Sig running;
  private Sig addr;

  /** The registers' side that answers. */
  final BusRegisters.Out<Sig> registers;

  CoreWiring(Module m, Engine engine, int width, boolean window) {
    this.m = m;
    this.engine = engine;
    this.width = width;
    this.window = window;
    this.registers = m.declare(Layout.registers(engine, width, window), "registers");
    // two of one kind: a wire that resets at once is no value that registers take
    this.running = m.register("running_q", Expr.not(registers.reset()), 0);
    this.part = m.resetBy(m.register("part_rst_n_q", Expr.not(registers.reset()), 0));
  }

  /** Whether words that come are taken; the words that leave. */
  record Wired(PerStream<Sig> ready, Packet<Sig> out) {}

  /** What a stream in has behind its guard. */
  private record Lane(Sig room, Sig ready, StreamGuard.Out<Sig> guard, Sig valid, List<Expr> ports) {}

  /**
   * Wires it all.
   *
   * @param req of the front end
   * @param in packets that come
   * @param outReady whether the word that leaves is taken
   */
  Wired wire(Request<Sig> req, PerStream<Packet<Sig>> in, Sig outReady) {
    return wire(req, in, outReady, Optional.empty());
  }

  /** The same where an image is done when somebody behind the last word says so; words leave without a register of their own then. */
  Wired wire(Request<Sig> req, PerStream<Packet<Sig>> in, Sig outReady, Optional<Sig> told) {
    Engine.Out<Sig> e = part.declare(engine, "engine");
    var ready = List.of(e.cfgReady(), e.imgReady(), e.mskReady(), e.rqcReady());
    var lanes = new ArrayList<Lane>();
    for (int s = 0; s < 4; s++) lanes.add(lane(PerStream.NAMES.get(s), s == 0, in.all().get(s), registers.length().all().get(s), ready.get(s)));
    WidthConverter.Out<Sig> split = part.declare(new WidthConverter(answer().words() * width, width), "answer");
    connect(e, lanes, split);
    var valid = m.wire("answer_there", Expr.and(split.outValid(), running));
    var leaving = window || told.isPresent() ? new SkidBuffer.Passed<>(outReady, new Packet<>(valid, split.outData(), split.outLast())) : SkidBuffer.place(m, "out", new Packet<>(valid, split.outData(), split.outLast()), outReady);
    var last = ending(e);
    m.connect(split, new WidthConverter.In<>(e.out().valid(), m.wire("answer_word", answer().together(e.out().fields())), last, leaving.ready()));
    var done = told.orElseGet(() -> m.wire("answer_done", Expr.and(Expr.and(split.outValid(), split.outLast()), leaving.ready())));
    var data = window ? split.outData() : m.wire("no_data", Expr.constant(0, 32));
    m.connect(registers, new BusRegisters.In<>(
        req, running, PerStream.of(lanes.stream().map(l -> l.guard.fault()).toList()), PerStream.of(lanes.stream().map(Lane::room).toList()), loads(lanes.get(0), e), lanes.get(1).guard.took(), done,
        e.halted(), new BusRegisters.Waiting<>(split.outValid(), split.outLast(), data)));
    m.unused(lanes.get(0).guard.took(), lanes.get(2).guard.took(), lanes.get(3).guard.took());
    if (!window) m.unused(registers.push().cfg(), registers.push().img(), registers.push().msk(), registers.push().rqc(), registers.pushLast(), registers.pop());
    return new Wired(PerStream.of(lanes.stream().map(Lane::ready).toList()), leaving.beat());
  }

  /** The same where words come and leave through the registers. */
  void window(Request<Sig> req) {
    var push = registers.push().all().stream().map(valid -> new Packet<>(valid, req.data(), registers.pushLast())).toList();
    var wired = wire(req, PerStream.of(push), registers.pop());
    for (var ready : wired.ready().all()) m.unused(ready);
    m.unused(wired.out().valid());
  }

  /** The engine takes a word of the program or of the taps: a start is none. */
  private Sig loads(Lane cfg, Engine.Out<Sig> e) {
    var target = Expr.control(ConfigWord.TARGET.in(addr));
    return m.wire("cfg_loads", Expr.and(Expr.and(cfg.valid, e.cfgReady()), Expr.not(Expr.eq(target, Expr.constant(START, ConfigWord.TARGET.width())))));
  }

  private Layout answer() {
    return Layout.of(engine, "out", width);
  }

  /** Register, guard and gathering of one stream. */
  private Lane lane(String name, boolean opens, Packet<Sig> in, Sig length, Sig taken) {
    var layout = Layout.of(engine, name, width);
    int words = layout.words();
    StreamGuard.Out<Sig> guard = part.declare(new StreamGuard(words), name + "_guard");
    var offered = m.wire(name + "_offered", Expr.and(in.valid(), running));
    var held = SkidBuffer.place(part, name + "_word", new Packet<>(offered, in.data(), in.last()), guard.ready());
    WidthConverter.Out<Sig> gather = part.declare(new WidthConverter(width, words * width), name + "_gather");
    var open = opens ? m.wire(name + "_open", Expr.control(Expr.constant(1, 1))) : registers.open();
    m.connect(guard, new StreamGuard.In<>(held.beat().valid(), held.beat().last(), length, open, registers.failed(), gather.inReady()));
    m.connect(gather, new WidthConverter.In<>(guard.valid(), held.beat().data(), held.beat().last(), taken));
    m.unused(gather.outLast());
    return new Lane(held.ready(), m.wire(name + "_taken", Expr.mux(running, held.ready(), registers.reset())), guard, gather.outValid(), layout.apart(m, gather.outData()));
  }

  private void connect(Engine.Out<Sig> e, List<Lane> lanes, WidthConverter.Out<Sig> split) {
    var cfg = lanes.get(0).ports;
    addr = m.wire("cfg_addr", Expr.control(cfg.get(0)));
    var msk = lanes.get(2).ports;
    m.connect(e, new Engine.In<>(
        new Engine.Config<>(lanes.get(0).valid, addr, m.wire("cfg_data", cfg.get(1))), beat("img", lanes.get(1)),
        new MaskBeat<>(lanes.get(2).valid, m.wire("msk_last", Expr.control(msk.get(0))), m.wire("msk_data", msk.get(1))), beat("rqc", lanes.get(3)), split.inReady()));
  }

  private Beat<Sig> beat(String name, Lane lane) {
    return new Beat<>(lane.valid, m.wire(name + "_data", lane.ports.get(0)));
  }

  /** 1 with the last word of an image's answer: the sixth report of an end, or of what ended by an error. */
  private Sig ending(Engine.Out<Sig> e) {
    var out = e.out();
    var report = m.wire("report", Expr.and(out.valid(), Expr.eq(Expr.control(out.kind()), Expr.constant(REPORT, 2))));
    var row = Expr.control(out.row());
    var op = Expr.control(StatusWord.OP.in(out.data()));
    var error = Expr.control(StatusWord.ERROR.in(out.data()));
    var last = m.wire("report_ends", Expr.or(Expr.eq(op, Expr.constant(0, StatusWord.OP.width())), Expr.any(error)));
    var ends = part.register("ends_q", last, m.wire("report_first", Expr.and(report, Expr.eq(row, Expr.constant(0, 16)))), 0);
    return m.wire("answer_last", Expr.and(Expr.and(report, Expr.eq(row, Expr.constant(LAST_REPORT, 16))), ends));
  }
}
