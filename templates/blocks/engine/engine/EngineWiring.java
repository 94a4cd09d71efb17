// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.array.array.ElementArray;
import blocks.array.weightselect.WeightSelect;
import blocks.engine.WbBeat;
import blocks.engine.drain.DrainController;
import blocks.engine.fetch.ActFetch;
import blocks.engine.fetch.Tap;
import blocks.engine.requantise.Requantiser;
import blocks.engine.scales.ScaleBuffer;
import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.writeback.WriteBack;
import blocks.mask.MaskBeat;
import blocks.mask.masktile.MaskTile;
import blocks.mask.supermask.SupermaskDecoder;
import blocks.memory.actmem.ActMemory;
import blocks.memory.actmem.BankWrites;
import blocks.memory.ram.Ram;
import blocks.sign.signs.SignLanes;
import blocks.stream.Beat;
import blocks.stream.skid.SkidBuffer;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;

/**
 * The engine's wires: {@code e} is built in {@code m}. Two pipelines meet in the array: steps (A tap and mask are named, B tap and seed arrive, C rows and states, D activations, mask and signs) and
 * beats (X0 drain, X1 accumulators, X2 products, X3 activations, X4 written).
 */
record EngineWiring(Engine e, Module m, Engine.In<Sig> in) {
  Engine.Out<Sig> wire() {
    // What is asked by those that answer it is declared ahead of them.
    LayerSequencer.Out<Sig> seq = m.declare(e.sequencer(), "sequencer");
    SupermaskDecoder.Out<Sig> decoder = m.declare(e.decoder(), "decoder");
    ScaleBuffer.Out<Sig> scales = m.declare(e.scales(), "scales");
    WriteBack.Out<Sig> write = m.declare(e.write(), "write");
    ActMemory.Out<Sig> memory = m.declare(e.memory(), "memory");
    Requantiser.Out<Sig> result = m.declare(e.requantiser(), "requantiser");

    // Every stream enters and leaves through a register; one that is kept through a memory and a register.
    var cfg = SkidBuffer.place(m, "cfg", in.cfg(), seq.cfgReady(), e.halfRate());
    var img = SkidBuffer.place(m, "img", in.img(), seq.imgReady(), e.halfRate());
    var error = decoder.error();
    SkidBuffer.Passed<MaskBeat<Sig>> msk;
    SkidBuffer.Passed<Beat<Sig>> rqc;
    if (e.keeps()) {
      var stores = new Stores(e, m, cfg.beat(), seq);
      var masks = stores.masks(in.msk(), decoder.mskReady());
      var constants = stores.constants(in.rqc(), scales.rqcReady());
      msk = masks.passed();
      rqc = constants.passed();
      error = stores.error(error, List.of(masks.bad(), constants.bad()));
    } else {
      msk = SkidBuffer.place(m, "msk", in.msk(), decoder.mskReady(), e.halfRate());
      rqc = SkidBuffer.place(m, "rqc", in.rqc(), scales.rqcReady(), e.halfRate());
    }
    var out = SkidBuffer.place(m, "out", write.out(), in.outReady(), e.halfRate());

    List<Sig> joined = e.joined() ? List.of(joined(cfg.beat(), seq)) : List.of();

    // Masks: decoder, double buffer.
    var entry = decoder.entry();
    var step = seq.step();
    var tile = e.maskTile().place(
        m, "mask_tile", new MaskTile.In<>(entry.valid(), entry.last(), entry.end(), decoder.head(), seq.halted(), seq.en(), step.valid(), step.entry(), step.groupLast()));
    m.unused(tile.head().kind());
    m.connect(decoder, new SupermaskDecoder.In<>(m.wire("decoder_clear", Expr.constant(0, 1)), msk.beat(), tile.entryReady()));
    var mask = e.maskMemory().place(m, "mask_memory", new Ram.In<>(tile.we(), tile.writeAddr(), entry.data(), tile.readEn(), tile.readAddr())).rdData();

    // Requantise constants, double buffer, and the drain, which reads them.
    var drain = e.drainer().place(
        m, "drain", new DrainController.In<>(advance(write, result), seq.tile(), write.writing(), seq.setup(), seq.abort(), seq.shape(), seq.sweep().pitch(), seq.window(), seq.back().back(), seq.back().backBase(), seq.back().backRows()));
    m.connect(scales, new ScaleBuffer.In<>(rqc.beat(), seq.halted(), drain.sel(), drain.half(), drain.groupDone()));
    var scale = e.scaleMemory().place(m, "scale_memory", new Ram.In<>(scales.we(), scales.writeAddr(), scales.writeData(), drain.beat(), scales.readAddr())).rdData();

    // Activations and signs of a step, the array, and what becomes of its sums.
    var fetch = e.fetch().place(
        m, "fetch", new ActFetch.In<>(seq.en(), seq.setup(), seq.sweep(), step.valid(), step.lastStep(), step.lastTile(), step.row(), tap(cfg.beat(), seq, joined), memory.rows()));
    var weights = weights(seq, mask);
    var acc = e.array().place(m, "array", new ElementArray.In<>(seq.array(), fetch.act(), weights.mask(), weights.sign(), new ElementArray.Drain<>(drain.beat(), drain.sel()))).acc();
    m.connect(result, new Requantiser.In<>(drain.product(), drain.result(), drain.raw(), drain.partial(), drain.later(), acc, scale, drain.rawSel(), seq.back().back(), seq.back().largest(), seq.fold(), readBack(drain, memory)));
    m.connect(write, new WriteBack.In<>(beat(drain.wb(), result), result.y(), result.raw(), memory.old().even(), memory.old().odd(), seq.emit(), seq.report(), out.ready()));
    BankWrites<Sig> store = m.wires("store", Expr.mux(seq.load().we(), image(seq, img.beat().data()), rows(write)));
    m.connect(memory, e.residual() ? sharedReads(seq, fetch, drain, write, store)
        : new ActMemory.In<>(seq.src(), List.of(), fetch.reads(), write.readEn(), write.readChunk(), write.evenReadAddr(), write.oddReadAddr(), write.readOdd(), store));

    // Layers and steps.
    m.connect(seq, new LayerSequencer.In<>(
        command(cfg.beat()), program(cfg.beat(), seq, joined), img.beat().valid(), tile.full(), tile.end(), tile.head(), error, tile.overflow(), scales.bad(), scales.full(),
        drain.free(), drain.idle(), fetch.ready(), write.reportReady()));
    return new Engine.Out<>(cfg.ready(), img.ready(), msk.ready(), rqc.ready(), out.beat(), seq.halted());
  }

  /** One port of the memory that is written serves the write stage (X3, by pairs) and what is read back (X0): the drain keeps them apart. */
  private ActMemory.In<Sig> sharedReads(LayerSequencer.Out<Sig> seq, ActFetch.Out<Sig> fetch, DrainController.Out<Sig> drain, WriteBack.Out<Sig> write, BankWrites<Sig> store) {
    var back = drain.backEn().get(0);
    var bank = Expr.slice(drain.backRow().get(0), e.rowBits() - 1, 1);
    return new ActMemory.In<>(
        seq.src(), seq.same(), fetch.reads(), m.wire("old_en", Expr.or(back, write.readEn())), m.wire("old_part", Expr.mux(back, drain.backPart().get(0), write.readChunk())),
        m.wire("old_even_addr", Expr.mux(back, bank, write.evenReadAddr())), m.wire("old_odd_addr", Expr.mux(back, bank, write.oddReadAddr())), List.of(), store);
  }

  /** What was read back, at X1: of the bank in which the row lies. */
  private List<Sig> readBack(DrainController.Out<Sig> drain, ActMemory.Out<Sig> memory) {
    if (!e.residual()) return List.of();
    var odd = m.register("back_odd_q", Expr.bit(drain.backRow().get(0), 0), drain.backEn().get(0));
    return List.of(m.wire("back", Expr.mux(Expr.control(odd), memory.old().odd(), memory.old().even())));
  }

  /** The drain's pipeline moves; a serial requantiser holds it while it works. */
  private Sig advance(WriteBack.Out<Sig> write, Requantiser.Out<Sig> result) {
    return e.serial() ? m.wire("drain_advance", Expr.and(write.advance(), result.ready().get(0))) : write.advance();
  }

  /** The write stage takes a beat when the drain's pipeline moves. */
  private WbBeat<Sig> beat(WbBeat<Sig> wb, Requantiser.Out<Sig> result) {
    return e.serial() ? wb.valid(m.wire("drain_valid", Expr.and(wb.valid(), result.ready().get(0)))) : wb;
  }

  private LayerSequencer.Command<Sig> command(Engine.Config<Sig> cfg) {
    int addressBits = Math.max(e.sequencer().tapBits(), e.sequencer().pcBits());
    if (addressBits <= ConfigWord.ADDRESS.msb()) m.unused(Expr.slice(cfg.addr(), ConfigWord.ADDRESS.msb(), addressBits));
    return m.wires("cfg", new LayerSequencer.Command<Expr>(cfg.valid(), ConfigWord.TARGET.in(cfg.addr()), Expr.slice(cfg.data(), e.sequencer().pcBits() - 1, 0)));
  }

  /** @param joined what is read of program and taps, where they share a memory */
  private Sig program(Engine.Config<Sig> cfg, LayerSequencer.Out<Sig> seq, List<Sig> joined) {
    if (e.joined()) return joined.get(0);
    var addr = m.wire("program_addr", ConfigWord.ADDRESS.in(cfg.addr(), e.sequencer().pcBits()));
    return e.programMemory().place(m, "program_memory", new Ram.In<>(seq.programWe(), addr, cfg.data(), seq.wordEn(), seq.wordAddr())).rdData();
  }

  private ActFetch.TapFields<Sig> tap(Engine.Config<Sig> cfg, LayerSequencer.Out<Sig> seq, List<Sig> joined) {
    var stored = e.fetch().tap();
    var tap = e.joined() ? m.wire("tap_read", stored.from(Tap.WORD, joined.get(0))) : tapMemory(cfg, seq);
    return m.wires("tap", stored.in(tap, e.fetch().in().tap()));
  }

  private Sig tapMemory(Engine.Config<Sig> cfg, LayerSequencer.Out<Sig> seq) {
    var addr = m.wire("tap_write_addr", ConfigWord.ADDRESS.in(cfg.addr(), e.sequencer().tapBits()));
    var read = m.wire("tap_read", Expr.and(seq.en(), seq.step().valid()));
    return e.tapMemory().place(m, "tap_memory", new Ram.In<>(seq.tapWe(), addr, m.wire("tap_write", e.fetch().tap().from(Tap.WORD, cfg.data())), read, seq.step().tapAddr())).rdData();
  }

  /** The memory of program and taps, as they are sent: words are read between layers, taps within them. */
  private Sig joined(Engine.Config<Sig> cfg, LayerSequencer.Out<Sig> seq) {
    int bits = e.planBits();
    var we = m.wire("plan_we", Expr.or(seq.programWe(), seq.tapWe()));
    var writeAddr = m.wire("plan_write_addr", Expr.vec(List.of(ConfigWord.ADDRESS.in(cfg.addr(), bits), seq.tapWe())));
    var read = m.wire("plan_read", Expr.or(seq.wordEn(), Expr.and(seq.en(), seq.step().valid())));
    var low = Expr.mux(seq.wordEn(), Expr.resize(seq.wordAddr(), bits), Expr.resize(seq.step().tapAddr(), bits));
    var readAddr = m.wire("plan_read_addr", Expr.vec(List.of(low, Expr.not(seq.wordEn()))));
    return e.planMemory().place(m, "plan_memory", new Ram.In<>(we, writeAddr, cfg.data(), read, readAddr)).rdData();
  }

  /** Enables and signs: those of hidden weights or, where the engine can, of stored ones. */
  private WeightSelect.Out<Sig> weights(LayerSequencer.Out<Sig> seq, Sig mask) {
    if (!e.sequencer().stores()) return new WeightSelect.Out<>(mask, signs(seq));
    return e.weights().place(m, "weights", new WeightSelect.In<>(seq.stored().get(0), seq.lanes().get(0), mask, signs(seq)));
  }

  private Sig signs(LayerSequencer.Out<Sig> seq) {
    var step = seq.step();
    var w = new ArrayList<>(List.of(step.w()));
    for (int b = 1; b < e.signs().blocks(); b++) w.add(m.wire("w_block_" + b, Expr.add(w.get(b - 1), step.cphi())));
    if (w.size() == 1) m.unused(step.cphi());
    return e.signs().place(m, "signs", new SignLanes.In<>(seq.en(), step.valid(), step.fresh(), step.spread(), step.shift(), w)).sign();
  }

  /** The image is written by the same ports as activations: a load runs alone. */
  private BankWrites<Expr> image(LayerSequencer.Out<Sig> seq, Sig data) {
    var bank = Expr.slice(seq.load().row(), e.rowBits() - 1, 1);
    var odd = Expr.bit(seq.load().row(), 0);
    return new BankWrites<>(Expr.not(odd), odd, seq.load().chunk(), bank, bank, data, data);
  }

  private static BankWrites<Sig> rows(WriteBack.Out<Sig> write) {
    return new BankWrites<>(write.evenWe(), write.oddWe(), write.writeChunk(), write.evenAddr(), write.oddAddr(), write.evenWrite(), write.oddWrite());
  }
}
