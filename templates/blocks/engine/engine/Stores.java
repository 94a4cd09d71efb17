// SPDX-License-Identifier: Apache-2.0
package blocks.engine.engine;

import blocks.engine.sequencer.ConfigWord;
import blocks.engine.sequencer.LayerSequencer;
import blocks.mask.MaskBeat;
import blocks.memory.ram.Ram;
import blocks.stream.Beat;
import blocks.stream.kept.KeptStream;
import blocks.stream.skid.SkidBuffer;
import java.util.List;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Sig;
import kakure.spec.Word;

/** The streams of masks and constants of an engine that keeps them: each goes through a memory in front of its register. */
final class Stores {
  private final Engine e;
  private final Module m;
  private final Engine.Config<Sig> cfg;
  private final LayerSequencer.Out<Sig> seq;
  private final Sig set;

  Stores(Engine e, Module m, Engine.Config<Sig> cfg, LayerSequencer.Out<Sig> seq) {
    this.e = e;
    this.m = m;
    this.cfg = cfg;
    this.seq = seq;
    var keep = Expr.eq(ConfigWord.TARGET.in(cfg.addr()), Expr.constant(LayerSequencer.CFG_KEEP, ConfigWord.TARGET.width()));
    this.set = m.wire("keep_we", Expr.and(Expr.and(cfg.valid(), seq.cfgReady()), keep));
  }

  /** A stream behind its register, and whether more beats of it are to be kept than its memory holds. */
  record Stored<B extends Record>(SkidBuffer.Passed<B> passed, Sig bad) {}

  Stored<MaskBeat<Sig>> masks(MaskBeat<Sig> in, Sig taken) {
    KeptStream.Out<Sig> store = m.declare(new KeptStream(e.keepMasks()), "kept_masks");
    int last = 64 * e.maskLayout().words();
    var beat = memory("kept_masks_memory", e.maskStore(), store, m.wire("msk_come", Expr.cat(in.last(), in.data())));
    MaskBeat<Sig> kept = m.wires("msk_kept", new MaskBeat<Expr>(store.outValid(), Expr.control(Expr.bit(beat, last)), Expr.slice(beat, last - 1, 0)));
    return stored(store, "masks", KeepWord.MASKS, in.valid(), SkidBuffer.place(m, "msk", kept, taken, e.halfRate()));
  }

  Stored<Beat<Sig>> constants(Beat<Sig> in, Sig taken) {
    KeptStream.Out<Sig> store = m.declare(new KeptStream(e.keepConstants()), "kept_constants");
    var beat = memory("kept_constants_memory", e.constantStore(), store, in.data());
    return stored(store, "constants", KeepWord.CONSTANTS, in.valid(), SkidBuffer.place(m, "rqc", new Beat<>(store.outValid(), beat), taken, e.halfRate()));
  }

  /** The decoder's error, or that of a store. */
  Sig error(Sig decoders, List<Sig> bad) {
    return m.wire("stream_error", Expr.mux(Expr.or(bad.get(0), bad.get(1)), Expr.constant(Engine.ERROR_KEEP, decoders.type().width()), decoders));
  }

  private Sig memory(String name, Ram memory, KeptStream.Out<Sig> store, Sig word) {
    return memory.place(m, name, new Ram.In<>(store.we(), store.writeAddr(), word, store.readEn(), store.readAddr())).rdData();
  }

  private <B extends Record> Stored<B> stored(KeptStream.Out<Sig> store, String name, Word.Field words, Sig valid, SkidBuffer.Passed<B> passed) {
    m.connect(store, new KeptStream.In<>(set, m.wire("keep_" + name, Expr.control(words.in(cfg.data()))), seq.halted(), valid, passed.ready()));
    return new Stored<>(new SkidBuffer.Passed<>(store.inReady(), passed.beat()), store.bad());
  }
}
