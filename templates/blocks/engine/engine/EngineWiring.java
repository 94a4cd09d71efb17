// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.array.array.ElementArray;
import blocks.engine.OutBeat;
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
import blocks.memory.actmem.Rows;
import blocks.memory.ram.Ram;
import blocks.sign.signs.SignLanes;
import blocks.stream.Beat;
import blocks.stream.StreamStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kakure.kernel.Expr;
import kakure.kernel.Loop;
import kakure.kernel.Module;
import kakure.kernel.Records;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.Word;

/**
 * The engine's wires. Two pipelines meet in the array: steps (A tap and mask are named, B tap and seed arrive, C rows and states, D activations, mask and signs) and
 * beats (X0 drain, X1 accumulators, X2 products, X3 activations, X4 written).
 */
final class EngineWiring {
  private final Engine e;
  private final Module m;
  private final Engine.In<Sig> in;
  private final Map<String, Loop> loops = new LinkedHashMap<>();

  EngineWiring(Engine e, Module m, Engine.In<Sig> in) {
    this.e = e;
    this.m = m;
    this.in = in;
  }

  /** Opens feedback, against the direction of data: {@link #back} reads it, {@link #close} drives it. */
  private void open(Type type, String... names) {
    for (var name : names) loops.put(name, m.loop(name, type));
  }

  private void flags(String... names) {
    open(Type.bit().control(), names);
  }

  private Sig back(String name) {
    return loops.get(name).sig();
  }

  private void close(String name, Sig driver) {
    loops.get(name).close(driver);
  }

  /** Drives feedback that is named as the outputs of a block are. */
  private void close(Record outputs, String... names) {
    var byStem = new LinkedHashMap<String, Sig>();
    Records.each(outputs, (stem, sig) -> byStem.put(stem, (Sig) sig));
    for (var name : names) close(name, byStem.get(name));
  }

  Engine.Out<Sig> wire() {
    flags("en", "walk_done", "mask_full", "shadow_free", "write_idle", "scale_full", "writing", "advance", "halted");
    flags("img_ready", "cfg_ready", "msk_ready", "rqc_ready", "entry_ready", "report_ready", "out_ready", "setup", "group_done");
    open(Type.bits(e.drainer().selBits()).control(), "scale_sel");
    flags("scale_half", "mask_read", "mask_release");
    open(Type.bits(e.maskTile().entryBits()).control(), "mask_entry");
    flags("word_en");
    open(Type.bits(e.sequencer().pcBits()).control(), "word_addr");
    flags("tap_we", "program_we");

    // Every stream enters through a register.
    var cfg = register("cfg", in.cfg().valid(), m.wire("cfg_beat", Expr.cat(in.cfg().addr(), in.cfg().data())));
    var img = register("img", in.img().valid(), in.img().data());
    var msk = register("msk", in.msk().valid(), m.wire("msk_beat", Expr.cat(in.msk().last(), in.msk().data())));
    var rqc = register("rqc", in.rqc().valid(), in.rqc().data());
    var cfgAddr = m.wire("cfg_addr", Expr.control(Expr.slice(cfg.out().data(), 79, 64)));
    var cfgData = m.wire("cfg_data", Expr.slice(cfg.out().data(), 63, 0));
    int addressBits = Math.max(e.sequencer().tapBits(), e.sequencer().pcBits());
    if (addressBits <= ConfigWord.ADDRESS.msb()) m.unused(Expr.slice(cfgAddr, ConfigWord.ADDRESS.msb(), addressBits));

    // Masks: decoder, double buffer.
    var decoder = e.decoder().place(m, "decoder", new SupermaskDecoder.In<>(m.wire("decoder_clear", Expr.constant(0, 1)), masks(msk.out()), back("entry_ready")));
    close("msk_ready", decoder.mskReady());
    var entry = decoder.entry();
    var tile = e.maskTile().place(
        m, "mask_tile",
        new MaskTile.In<>(entry.valid(), entry.last(), entry.end(), decoder.head(), back("halted"), back("en"), back("mask_read"), back("mask_entry"), back("mask_release")));
    close("entry_ready", tile.entryReady());
    close("mask_full", tile.full());
    m.unused(tile.head().kind());
    var mask = e.maskMemory().place(m, "mask_memory", new Ram.In<>(tile.we(), tile.writeAddr(), entry.data(), tile.readEn(), tile.readAddr())).rdData();

    // Requantise constants: double buffer.
    var scales = e.scales().place(m, "scales", new ScaleBuffer.In<>(rqc.out(), back("halted"), back("scale_sel"), back("scale_half"), back("group_done")));
    close("rqc_ready", scales.rqcReady());
    close("scale_full", scales.full());

    // Layers and steps, the write side, activations and signs of a step, and the array.
    var seq = sequencer(cfg.out().valid(), cfgAddr, cfgData, img.out().valid(), decoder, tile, scales);
    var drain = drain(seq);
    var scale = e.scaleMemory().place(m, "scale_memory", new Ram.In<>(scales.we(), scales.writeAddr(), scales.writeData(), drain.beat(), scales.readAddr())).rdData();
    open(Type.bits(e.write().dataBits()), "old_even", "old_odd");
    var fetch = fetch(seq, cfgAddr, cfgData);
    var signs = signs(seq);
    var acc = e.array().place(m, "array", new ElementArray.In<>(seq.array(), fetch.act(), mask, signs, new ElementArray.Drain<>(drain.beat(), drain.sel()))).acc();
    var result = e.requantiser().place(m, "requantiser", new Requantiser.In<>(drain.product(), drain.result(), drain.raw(), acc, scale, drain.rawSel()));
    var out = e.write().place(
        m, "write", new WriteBack.In<>(drain.wb(), result.y(), result.raw(), back("old_even"), back("old_odd"), seq.emit(), seq.report(), back("out_ready")));
    close(out, "advance", "writing", "report_ready");
    memory(seq, img.out().data(), fetch, out);
    return new Engine.Out<>(cfg.inReady(), img.inReady(), msk.inReady(), rqc.inReady(), leave(out.out()), seq.halted());
  }

  private StreamStage.Out<Sig> register(String stream, Sig valid, Sig data) {
    return e.skid(data.type().width()).place(m, stream + "_reg", new StreamStage.In<>(new Beat<>(valid, data), back(stream + "_ready")));
  }

  private MaskBeat<Sig> masks(Beat<Sig> beat) {
    return new MaskBeat<>(beat.valid(), m.wire("msk_last", Expr.control(Expr.bit(beat.data(), 64))), m.wire("msk_word", Expr.slice(beat.data(), 63, 0)));
  }

  private LayerSequencer.Out<Sig> sequencer(
      Sig cfgValid, Sig cfgAddr, Sig cfgData, Sig imgValid, SupermaskDecoder.Out<Sig> decoder, MaskTile.Out<Sig> tile, ScaleBuffer.Out<Sig> scales) {
    int pcBits = e.sequencer().pcBits();
    var word = e.programMemory().place(
        m, "program_memory", new Ram.In<>(back("program_we"), m.wire("program_addr", ConfigWord.ADDRESS.in(cfgAddr, pcBits)), cfgData, back("word_en"), back("word_addr"))).rdData();
    var command = new LayerSequencer.Command<>(cfgValid, m.wire("cfg_target", ConfigWord.TARGET.in(cfgAddr)), m.wire("cfg_pc", Expr.slice(cfgData, pcBits - 1, 0)));
    var seq = e.sequencer().place(
        m, "sequencer",
        new LayerSequencer.In<>(
            command, word, imgValid, back("mask_full"), tile.end(), tile.head(), decoder.error(), tile.overflow(), scales.bad(), back("scale_full"), back("shadow_free"),
            back("write_idle"), back("walk_done"), back("report_ready")));
    close(seq, "cfg_ready", "img_ready", "halted", "program_we", "tap_we", "word_en", "word_addr", "en", "setup");
    close("mask_read", seq.step().valid());
    close("mask_release", seq.step().groupLast());
    close("mask_entry", seq.step().entry());
    return seq;
  }

  private DrainController.Out<Sig> drain(LayerSequencer.Out<Sig> seq) {
    var drain = e.drainer().place(
        m, "drain", new DrainController.In<>(back("advance"), seq.tile(), back("writing"), back("setup"), seq.abort(), seq.shape(), seq.sweep().pitch(), seq.window()));
    close("shadow_free", drain.free());
    close("write_idle", drain.idle());
    close("group_done", drain.groupDone());
    close("scale_sel", drain.sel());
    close("scale_half", drain.half());
    return drain;
  }

  private ActFetch.Out<Sig> fetch(LayerSequencer.Out<Sig> seq, Sig cfgAddr, Sig cfgData) {
    var stored = e.fetch().tap();
    var high = new ArrayList<Expr>();
    for (var f : stored.fields()) high.add(0, Tap.WORD.field(f.name()).in(cfgData, f.width()));
    var tapIn = m.wire("tap_write", Expr.cat(high.toArray(Expr[]::new)));
    var tapRead = m.wire("tap_read", Expr.and(seq.en(), seq.step().valid()));
    var tap = e.tapMemory().place(
        m, "tap_memory", new Ram.In<>(back("tap_we"), m.wire("tap_write_addr", ConfigWord.ADDRESS.in(cfgAddr, e.sequencer().tapBits())), tapIn, tapRead, seq.step().tapAddr())).rdData();
    open(Type.bits(e.fetch().rowData()), "even_rows", "odd_rows");
    var of = stored.fields().stream().map(f -> field("tap", f, tap)).toList();
    var step = seq.step();
    var fetch = e.fetch().place(
        m, "fetch",
        new ActFetch.In<>(
            back("en"), back("setup"), seq.sweep(), step.valid(), step.lastStep(), step.lastTile(), step.row(),
            new ActFetch.TapFields<>(of.get(0), of.get(1), of.get(2), of.get(3), of.get(4), of.get(5)), new Rows<>(back("even_rows"), back("odd_rows"))));
    close("walk_done", fetch.ready());
    return fetch;
  }

  private Sig field(String word, Word.Field field, Sig of) {
    return m.wire(word + "_" + field.name(), field.in(of));
  }

  private Sig signs(LayerSequencer.Out<Sig> seq) {
    var step = seq.step();
    var w = new ArrayList<>(List.of(step.w()));
    for (int b = 1; b < e.signs().blocks(); b++) w.add(m.wire("w_block_" + b, Expr.add(w.get(b - 1), step.cphi())));
    if (w.size() == 1) m.unused(step.cphi());
    return e.signs().place(m, "signs", new SignLanes.In<>(back("en"), step.valid(), step.fresh(), step.spread(), step.shift(), w)).sign();
  }

  /** The image is written by the same ports as activations: a load runs alone. */
  private void memory(LayerSequencer.Out<Sig> seq, Sig image, ActFetch.Out<Sig> fetch, WriteBack.Out<Sig> out) {
    var load = seq.load();
    var bank = m.wire("load_bank_row", Expr.slice(load.row(), e.rowBits() - 1, 1));
    var oddRow = m.wire("load_odd", Expr.bit(load.row(), 0));
    var evenWe = either("even_we", load, Expr.not(oddRow), out.evenWe());
    var oddWe = either("odd_we", load, oddRow, out.oddWe());
    var part = either("write_part", load, load.chunk(), out.writeChunk());
    var evenAddr = either("even_addr", load, bank, out.evenAddr());
    var oddAddr = either("odd_addr", load, bank, out.oddAddr());
    var evenData = either("even_data", load, image, out.evenWrite());
    var oddData = either("odd_data", load, image, out.oddWrite());
    var memory = e.memory().place(
        m, "memory",
        new ActMemory.In<>(
            seq.src(), fetch.reads(), out.readEn(), out.readChunk(), out.evenReadAddr(), out.oddReadAddr(), evenWe, oddWe, part, evenAddr, oddAddr, evenData, oddData));
    close("even_rows", memory.rows().even());
    close("odd_rows", memory.rows().odd());
    close(memory, "old_even", "old_odd");
  }

  private Sig either(String name, LayerSequencer.ImageRow<Sig> load, Expr image, Sig result) {
    return m.wire(name, Expr.mux(load.we(), image, result));
  }

  /** The stream out leaves through a register, too. */
  private OutBeat<Sig> leave(OutBeat<Sig> out) {
    var beat = m.wire("out_beat", Expr.cat(out.fields().toArray(Expr[]::new)));
    var sent = e.skid(beat.type().width()).place(m, "out_reg", new StreamStage.In<>(new Beat<>(out.valid(), beat), in.outReady()));
    close("out_ready", sent.inReady());
    int msb = beat.type().width() - 1;
    var fields = new ArrayList<Sig>();
    for (var part : out.fields()) {
      fields.add(m.wire("sent_" + part.name().substring("write_out_".length()), Expr.slice(sent.out().data(), msb, msb - part.type().width() + 1)));
      msb -= part.type().width();
    }
    return new OutBeat<>(sent.out().valid(), fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4));
  }
}
