// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.array.array.PackedArray;
import blocks.engine.drain.DrainController;
import blocks.engine.fetch.ActFetch;
import blocks.engine.requantise.Requantiser;
import blocks.engine.scales.ScaleBuffer;
import blocks.engine.sequencer.LayerSequencer;
import blocks.engine.writeback.WriteBack;
import blocks.mask.masktile.MaskTile;
import blocks.mask.supermask.SupermaskDecoder;
import blocks.memory.actmem.ActMemory;
import blocks.memory.ram.Ram;
import blocks.sign.signs.SignLanes;
import blocks.stream.skid.SkidBuffer;
import java.util.ArrayList;
import java.util.List;
import kakure.kernel.Expr;
import kakure.kernel.Loop;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * The engine's wires. Two pipelines meet in the array: steps (A tap and mask are named, B tap and seed arrive, C rows and states, D activations, mask and signs) and
 * beats (X0 drain, X1 accumulators, X2 products, X3 activations, X4 written).
 */
final class EngineWiring {
  private final Engine e;
  private final Module m;
  private final Engine.In<Sig> in;

  EngineWiring(Engine e, Module m, Engine.In<Sig> in) {
    this.e = e;
    this.m = m;
    this.in = in;
  }

  private Loop flag(String name) {
    return m.loop(name, Type.bit().control());
  }

  private static Expr zero() {
    return Expr.constant(0, 1);
  }

  Engine.Out<Sig> wire() {
    // Feedback, against the direction of data.
    var en = flag("en");
    var fetchReady = flag("walk_done");
    var maskFull = flag("mask_full");
    var free = flag("shadow_free");
    var idle = flag("write_idle");
    var scaleFull = flag("scale_full");
    var writing = flag("writing");
    var advance = flag("advance");
    var halted = flag("halted");
    var imgReady = flag("img_ready");
    var cfgReady = flag("cfg_ready");
    var mskReady = flag("msk_ready");
    var rqcReady = flag("rqc_ready");
    var entryReady = flag("entry_ready");
    var reportReady = flag("report_ready");
    var outReady = flag("out_ready");
    var setup = flag("setup");
    var groupDone = flag("group_done");
    var drainSel = m.loop("scale_sel", Type.bits(e.drainer().selBits()).control());
    var drainHalf = flag("scale_half");
    var maskRead = flag("mask_read");
    var maskRelease = flag("mask_release");
    var maskEntry = m.loop("mask_entry", Type.bits(e.maskTile().entryBits()).control());
    var wordEn = flag("word_en");
    var wordAddr = m.loop("word_addr", Type.bits(e.sequencer().pcBits()).control());
    var tapWe = flag("tap_we");
    var programWe = flag("program_we");

    // Every stream enters through a register.
    var cfg = e.skid(80).place(m, "cfg_reg", new SkidBuffer.In<>(in.cfgValid(), m.wire("cfg_beat", Expr.cat(in.cfgAddr(), in.cfgData())), cfgReady.sig()));
    var img = e.skid(e.write().dataBits()).place(m, "img_reg", new SkidBuffer.In<>(in.imgValid(), in.imgData(), imgReady.sig()));
    var msk = e.skid(65).place(m, "msk_reg", new SkidBuffer.In<>(in.mskValid(), m.wire("msk_beat", Expr.cat(in.mskLast(), in.mskData())), mskReady.sig()));
    var rqc = e.skid(64).place(m, "rqc_reg", new SkidBuffer.In<>(in.rqcValid(), in.rqcData(), rqcReady.sig()));
    var cfgAddr = m.wire("cfg_addr", Expr.control(Expr.slice(cfg.outData(), 79, 64)));
    var cfgData = m.wire("cfg_data", Expr.slice(cfg.outData(), 63, 0));

    int addressBits = Math.max(e.sequencer().tapBits(), e.sequencer().pcBits());
    if (addressBits < 14) m.unused(Expr.slice(cfgAddr, 13, addressBits));

    // Masks: decoder, double buffer.
    var decoder = e.decoder().place(
        m, "decoder",
        new SupermaskDecoder.In<>(
            m.wire("decoder_clear", zero()), msk.outValid(), m.wire("msk_last", Expr.control(Expr.bit(msk.outData(), 64))), m.wire("msk_word", Expr.slice(msk.outData(), 63, 0)),
            entryReady.sig()));
    mskReady.close(decoder.mskReady());
    var tile = e.maskTile().place(
        m, "mask_tile",
        new MaskTile.In<>(
            decoder.entryValid(), decoder.entryLast(), decoder.entryEnd(), decoder.cout(), decoder.taps(), decoder.channels(), decoder.kind(), halted.sig(),
            en.sig(), maskRead.sig(), maskEntry.sig(), maskRelease.sig()));
    entryReady.close(tile.entryReady());
    maskFull.close(tile.full());
    m.unused(tile.headKind());
    var mask = e.maskMemory().place(m, "mask_memory", new Ram.In<>(tile.we(), tile.writeAddr(), decoder.entryData(), tile.readEn(), tile.readAddr())).rdData();

    // Requantise constants: double buffer.
    var scales = e.scales().place(
        m, "scales", new ScaleBuffer.In<>(rqc.outValid(), rqc.outData(), halted.sig(), drainSel.sig(), drainHalf.sig(), groupDone.sig()));
    rqcReady.close(scales.rqcReady());
    scaleFull.close(scales.full());

    // Layers and steps.
    var word = e.programMemory().place(
        m, "program_memory",
        new Ram.In<>(programWe.sig(), m.wire("program_addr", Expr.slice(cfgAddr, e.sequencer().pcBits() - 1, 0)), cfgData, wordEn.sig(), wordAddr.sig())).rdData();
    var seq = e.sequencer().place(
        m, "sequencer",
        new LayerSequencer.In<>(
            cfg.outValid(), m.wire("cfg_target", Expr.slice(cfgAddr, 15, 14)), m.wire("cfg_pc", Expr.slice(cfgData, e.sequencer().pcBits() - 1, 0)), word, img.outValid(), maskFull.sig(), tile.end(), tile.headCout(), tile.headTaps(), tile.headChannels(), tile.headKind(),
            decoder.error(), tile.overflow(), scales.bad(), scaleFull.sig(), free.sig(), idle.sig(), fetchReady.sig(), reportReady.sig()));
    cfgReady.close(seq.cfgReady());
    imgReady.close(seq.imgReady());
    halted.close(seq.halted());
    programWe.close(seq.programWe());
    tapWe.close(seq.tapWe());
    wordEn.close(seq.wordEn());
    wordAddr.close(seq.wordAddr());
    en.close(seq.en());
    setup.close(seq.setup());
    maskRead.close(seq.valid());
    maskRelease.close(seq.groupLast());
    maskEntry.close(seq.entry());

    // The write side.
    var drain = e.drainer().place(
        m, "drain",
        new DrainController.In<>(
            advance.sig(), seq.tile(), writing.sig(), setup.sig(), seq.abort(), seq.mode(), seq.tiles(), seq.cout(), seq.base(), seq.rows(), seq.plane(),
            seq.pitch(), seq.width(), seq.height(), seq.lineRows(), seq.lineRem()));
    free.close(drain.free());
    idle.close(drain.idle());
    groupDone.close(drain.groupDone());
    drainSel.close(drain.sel());
    drainHalf.close(drain.half());
    var scale = e.scaleMemory().place(m, "scale_memory", new Ram.In<>(scales.we(), scales.writeAddr(), scales.writeData(), drain.beat(), scales.readAddr())).rdData();

    // Activations of a step, signs of a step, and the array.
    var oldEven = m.loop("old_even", Type.bits(e.write().dataBits()));
    var oldOdd = m.loop("old_odd", Type.bits(e.write().dataBits()));
    var fetch = fetch(seq, en, tapWe, cfgAddr, cfgData, fetchReady, setup);
    var signs = signs(seq, en);
    var acc = e.array().place(
        m, "array", new PackedArray.In<>(seq.arrayEn(), seq.arrayFirst(), seq.arrayLast(), fetch.act(), mask, signs, drain.beat(), drain.sel())).acc();
    var result = e.requantiser().place(m, "requantiser", new Requantiser.In<>(drain.product(), drain.result(), drain.raw(), acc, scale, drain.rawSel()));

    var out = write(seq, drain, result, oldEven, oldOdd, outReady, advance, writing, reportReady);
    memory(seq, img.outData(), fetch, out, oldEven, oldOdd);

    // The stream out leaves through a register, too.
    var kind = out.outKind();
    var beat = m.wire("out_beat", Expr.cat(kind, out.outRow(), out.outChannel(), out.outKeep(), out.outData()));
    var sent = e.skid(beat.type().width()).place(m, "out_reg", new SkidBuffer.In<>(out.outValid(), beat, in.outReady()));
    outReady.close(sent.inReady());
    int msb = beat.type().width() - 1;
    var fields = new ArrayList<Sig>();
    for (var part : List.of(kind, out.outRow(), out.outChannel(), out.outKeep(), out.outData())) {
      fields.add(m.wire("sent_" + part.name().substring("write_out_".length()), Expr.slice(sent.outData(), msb, msb - part.type().width() + 1)));
      msb -= part.type().width();
    }
    return new Engine.Out<>(
        cfg.inReady(), img.inReady(), msk.inReady(), rqc.inReady(), sent.outValid(), fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4), seq.halted());
  }

  private final Loop[] banks = new Loop[2];

  private ActFetch.Out<Sig> fetch(LayerSequencer.Out<Sig> seq, Loop en, Loop tapWe, Sig cfgAddr, Sig cfgData, Loop fetchReady, Loop setup) {
    int row = e.rowBits(), rem = e.remBits();
    var tapIn = m.wire(
        "tap_write",
        Expr.cat(
            Expr.slice(cfgData, 57, 48), Expr.slice(cfgData, 47, 38), Expr.slice(cfgData, 37, 31), Expr.slice(cfgData, 30, 24),
            Expr.slice(cfgData, 17 + rem, 18), Expr.slice(cfgData, row - 1, 0)));
    int tapBits = e.sequencer().tapBits();
    var tapRead = m.wire("tap_read", Expr.and(seq.en(), seq.valid()));
    var tap = e.tapMemory().place(
        m, "tap_memory", new Ram.In<>(tapWe.sig(), m.wire("tap_write_addr", Expr.slice(cfgAddr, tapBits - 1, 0)), tapIn, tapRead, seq.tapAddr())).rdData();
    var even = m.loop("even_rows", Type.bits(e.fetch().rowData()));
    var odd = m.loop("odd_rows", Type.bits(e.fetch().rowData()));
    banks[0] = even;
    banks[1] = odd;
    var fetch = e.fetch().place(
        m, "fetch",
        new ActFetch.In<>(
            en.sig(), setup.sig(), seq.pitch(), seq.stepX(), seq.stepY(), seq.valid(), seq.lastStep(), seq.lastTile(), seq.row(),
            m.wire("tap_row", Expr.slice(tap, row - 1, 0)), m.wire("tap_rem", Expr.slice(tap, row + rem - 1, row)),
            m.wire("tap_dy", Expr.slice(tap, row + rem + 6, row + rem)), m.wire("tap_dx", Expr.slice(tap, row + rem + 13, row + rem + 7)),
            m.wire("tap_height", Expr.slice(tap, row + rem + 23, row + rem + 14)), m.wire("tap_width", Expr.slice(tap, row + rem + 33, row + rem + 24)),
            even.sig(), odd.sig()));
    fetchReady.close(fetch.ready());
    return fetch;
  }

  private Sig signs(LayerSequencer.Out<Sig> seq, Loop en) {
    var w = new ArrayList<Sig>();
    w.add(seq.w());
    for (int b = 1; b < e.signs().blocks(); b++) w.add(m.wire("w_block_" + b, Expr.add(w.get(b - 1), seq.cphi())));
    if (w.size() == 1) m.unused(seq.cphi());
    return e.signs().place(m, "signs", new SignLanes.In<>(en.sig(), seq.valid(), seq.fresh(), seq.spread(), seq.shift(), w)).sign();
  }

  private WriteBack.Out<Sig> write(
      LayerSequencer.Out<Sig> seq, DrainController.Out<Sig> d, Requantiser.Out<Sig> y, Loop oldEven, Loop oldOdd, Loop outReady, Loop advance, Loop writing, Loop reportReady) {
    var out = e.write().place(
        m, "write",
        new WriteBack.In<>(
            d.wbValid(), d.wbRaw(), d.wbScatter(), d.wbPool(), d.wbOdd(), d.wbPlane(), d.wbRow(), d.wbChunk(), d.wbRem(), d.wbLane(), d.wbCount(), d.wbPhase(), d.wbChannel(), d.wbTile(),
            y.y(), y.raw(), oldEven.sig(), oldOdd.sig(), seq.emit(), seq.reportValid(), seq.reportIndex(), seq.reportValue(), outReady.sig()));
    advance.close(out.advance());
    writing.close(out.writing());
    reportReady.close(out.reportReady());
    return out;
  }

  /** The image is written by the same ports as activations: a load runs alone. */
  private void memory(LayerSequencer.Out<Sig> seq, Sig image, ActFetch.Out<Sig> fetch, WriteBack.Out<Sig> out, Loop oldEven, Loop oldOdd) {
    int row = e.rowBits();
    var bank = m.wire("load_bank_row", Expr.slice(seq.loadRow(), row - 1, 1));
    var oddRow = m.wire("load_odd", Expr.bit(seq.loadRow(), 0));
    var evenWe = m.wire("even_we", Expr.mux(seq.loadWe(), Expr.not(oddRow), out.evenWe()));
    var oddWe = m.wire("odd_we", Expr.mux(seq.loadWe(), oddRow, out.oddWe()));
    var part = m.wire("write_part", Expr.mux(seq.loadWe(), seq.loadChunk(), out.writeChunk()));
    var evenAddr = m.wire("even_addr", Expr.mux(seq.loadWe(), bank, out.evenAddr()));
    var oddAddr = m.wire("odd_addr", Expr.mux(seq.loadWe(), bank, out.oddAddr()));
    var evenData = m.wire("even_data", Expr.mux(seq.loadWe(), image, out.evenWrite()));
    var oddData = m.wire("odd_data", Expr.mux(seq.loadWe(), image, out.oddWrite()));
    var memory = e.memory().place(
        m, "memory",
        new ActMemory.In<>(
            seq.src(), fetch.evenEn(), fetch.evenAddr(), fetch.oddEn(), fetch.oddAddr(), out.readEn(), out.readChunk(), out.evenReadAddr(), out.oddReadAddr(),
            evenWe, oddWe, part, evenAddr, oddAddr, evenData, oddData));
    banks[0].close(memory.even());
    banks[1].close(memory.odd());
    oldEven.close(memory.oldEven());
    oldOdd.close(memory.oldOdd());
  }
}
