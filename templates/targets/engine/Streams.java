// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.engine.engine.Engine;
import blocks.engine.engine.EngineMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.console.Table;
import kakure.spec.Values;
import kakure.target.Transactions;

/**
 * What a plan keeps on the chip and what it sends there, in bytes of data without handshakes.
 *
 * @param kept whether masks and constants stay on the chip
 * @param setup program and taps, and what is kept
 * @param start of an image
 * @param image pixels, with what fills up groups of channels and rows
 * @param masks of all layers, headers included
 * @param constants of all layers, groups filled up
 */
record Streams(boolean kept, long setup, long start, long image, long masks, long constants) {
  /** Bytes of a beat of {@code cfg}: 16 bits of address, 64 of data. */
  private static final int CONFIG = 10;
  private static final int WORD = 8;

  static Streams of(EnginePlan plan) {
    var e = plan.engine();
    long masks = 0, constants = 0;
    for (var p : plan.layers()) {
      masks += (long) WORD * p.mask().beats().length;
      constants += constants(p, e);
    }
    long setup = (Needs.words(plan.layers().size()) + plan.taps().size() + (e.keeps() ? 1 : 0)) * (long) CONFIG;
    return new Streams(plan.kept(), setup, CONFIG, (long) plan.imageRuns() * plan.image().groupRows() * e.drain() * e.pixels(), masks, constants);
  }

  /** Bytes of a layer's constants on an engine, residual parameters included where it takes them. */
  static long constants(LayerPlan p, Engine e) {
    return (long) Transactions.of(e, "rqc").bytes() * p.outputGroups() * e.tco();
  }

  /** Of every image. */
  long perImage() {
    return kept ? alone() : resent();
  }

  /** The same of an engine that holds masks and constants of two groups of channels only. */
  long resent() {
    return start + image + masks + constants;
  }

  /** The same where masks and constants are kept, or something beside the engine sends them again. */
  long alone() {
    return start + image;
  }

  /** Two tables, memories and streams, and a line that adds up. */
  static String text(EnginePlan plan) {
    var streams = of(plan);
    return memories(plan).text() + "\n" + streams.table().text() + streams.sum(plan);
  }

  private String sum(EnginePlan plan) {
    if (kept) return String.format(Locale.ROOT, "%d bytes an image, as masks and constants are kept; else %d%n", alone(), resent());
    var e = plan.engine();
    var small = e.keeps() ? String.format(Locale.ROOT, "the stores hold %d beats of masks and %d of constants, an image has %d and %d: they are sent for every image%n", e.keepMasks(), e.keepConstants(), plan.maskBeats(), plan.constantBeats()) : "";
    return small + String.format(Locale.ROOT, "%d bytes an image; %d if a buffer of %d bytes beside the engine, which holds two groups of channels,%nsent masks and constants again%n", resent(), alone(), masks + constants);
  }

  private static Table memories(EnginePlan plan) {
    var used = used(plan);
    var table = new Table("memory", ">copies", ">entries", ">used", ">bits", ">KiB");
    long all = 0;
    for (var m : EngineMemory.of(plan.engine())) {
      all += m.size();
      table.row(m.name(), m.copies(), m.entries(), used.get(m.name()), m.bits(), kib(m.size()));
    }
    return table.row("all", "", "", "", "", kib(all));
  }

  private static String kib(long bits) {
    return String.format(Locale.ROOT, "%.1f", bits / 8192.);
  }

  private static Map<String, Long> used(EnginePlan plan) {
    long rows = plan.image().rows(plan.engine().tci()), entries = 0;
    for (var p : plan.layers()) {
      if (!p.layer().last()) rows = Math.max(rows, (long) Values.ceil(p.layer().part().all(), plan.engine().tci()) * p.out().groupRows());
      entries = Math.max(entries, p.entries());
    }
    var used = new LinkedHashMap<String, Long>();
    used.put("activations", rows);
    used.put("masks", entries);
    used.put("constants", (long) plan.engine().tco() / plan.engine().drain());
    used.put("taps", (long) plan.taps().size());
    used.put("program", (long) Needs.words(plan.layers().size()));
    used.put(EngineMemory.PLAN, used.get("program") + used.get("taps"));
    used.put(EngineMemory.KEPT_MASKS, plan.kept() ? (long) plan.maskBeats() : 0);
    used.put(EngineMemory.KEPT_CONSTANTS, plan.kept() ? (long) plan.constantBeats() : 0);
    return used;
  }

  private Table table() {
    var when = kept ? "once after reset" : "for every image, group by group";
    return new Table("stream", "what", ">bytes", "sent")
        .row("cfg", "program and taps", setup, "once after reset")
        .row("cfg", "a start", start, "for every image")
        .row("img", "pixels", image, "for every image")
        .row("msk", "masks with their headers", masks, when)
        .row("rqc", "constants", constants, when);
  }

  /** The same for other programs. */
  static Map<String, Object> keys(EnginePlan plan) {
    var used = used(plan);
    var memories = new ArrayList<Map<String, Object>>();
    for (var m : EngineMemory.of(plan.engine())) {
      var keys = new LinkedHashMap<String, Object>();
      keys.put("name", m.name());
      keys.put("copies", m.copies());
      keys.put("entries", m.entries());
      keys.put("used", used.get(m.name()));
      keys.put("bits", m.bits());
      memories.add(keys);
    }
    var s = of(plan);
    var bytes = new LinkedHashMap<String, Object>();
    bytes.put("setup", s.setup);
    bytes.put("start", s.start);
    bytes.put("image", s.image);
    bytes.put("masks", s.masks);
    bytes.put("constants", s.constants);
    bytes.put("kept", s.kept);
    bytes.put("perImage", s.perImage());
    bytes.put("perImageWithoutResending", s.alone());
    var keys = new LinkedHashMap<String, Object>();
    keys.put("memories", List.copyOf(memories));
    keys.put("bytes", bytes);
    return keys;
  }
}
