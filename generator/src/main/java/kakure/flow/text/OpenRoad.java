// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kakure.BadInput;
import kakure.flow.sram.SramPlan;

/** {@code --to openroad}: a design of OpenROAD-flow-scripts. */
record OpenRoad() implements ChipDescription {
  private static final String USUAL = "nangate45";
  /** Percent of the core that cells take at first, and how dense they are placed: room for buffers and wires. */
  private static final int UTILIZATION = 40;
  private static final String DENSITY = "0.60";
  /** The largest memory that the flow builds of flip-flops without being told that it may. */
  private static final long MEMORY_BITS = 4096;
  /** What a file lies beside: make knows the description by this name. */
  private static final String HERE = "$(dir $(DESIGN_CONFIG))";

  @Override
  public String name() {
    return "openroad";
  }

  @Override
  public String summary() {
    return "config.mk and TOP.sdc: a design of OpenROAD-flow-scripts (--part " + USUAL + ", sky130hd, sky130hs, gf180, ihp-sg13g2 or asap7)";
  }

  @Override
  public List<String> notes(Described d) {
    var notes = new ArrayList<>(ChipDescription.super.notes(d));
    for (var m : d.sram().macros()) if (m.lef().isEmpty() || m.gds().isEmpty()) notes.add("no " + (m.lef().isEmpty() ? "LEF" : "GDS") + " of " + m.name() + " was among --sram: add it to ADDITIONAL_LEFS and ADDITIONAL_GDS, or nothing is placed");
    return notes;
  }

  @Override
  public Map<String, String> texts(Described d) {
    var platform = Platform.named(d.part().orElse(USUAL));
    if (platform == Platform.ASAP7) refuseAsynchronous(d);
    var texts = new TreeMap<String, String>();
    texts.put(d.top() + ".sdc", Sdc.of(d, name(), platform.time(d.period()), platform.unit));
    var text = new StringBuilder("# SPDX-License-Identifier: Apache-2.0\n");
    set(text, "DESIGN_NAME", d.top());
    set(text, "PLATFORM", platform.text);
    files(text, "VERILOG_FILES", d.chip());
    if (!d.headers().isEmpty()) set(text, "VERILOG_INCLUDE_DIRS", HERE);
    macros(text, d.sram());
    set(text, "SDC_FILE", HERE + d.top() + ".sdc");
    set(text, "CORE_UTILIZATION", String.valueOf(UTILIZATION));
    set(text, "PLACE_DENSITY", DENSITY);
    texts.put("config.mk", text.toString());
    return texts;
  }

  /** Macros, and leave for flip-flops in place of large memories, which the flow refuses otherwise. */
  private static void macros(StringBuilder text, SramPlan sram) {
    var macros = sram.macros();
    if (!macros.isEmpty()) files(text, "ADDITIONAL_LIBS", macros.stream().map(m -> SramPlan.beside(m.liberty())).distinct().toList());
    optional(text, "ADDITIONAL_LEFS", macros.stream().flatMap(m -> m.lef().stream()).toList());
    optional(text, "ADDITIONAL_GDS", macros.stream().flatMap(m -> m.gds().stream()).toList());
    long most = sram.left().stream().mapToLong(l -> l.memory().bits()).max().orElse(0);
    if (most > MEMORY_BITS) set(text, "SYNTH_MEMORY_MAX_BITS", String.valueOf(most));
  }

  private static void optional(StringBuilder text, String name, List<Path> files) {
    if (!files.isEmpty()) files(text, name, files.stream().map(SramPlan::beside).distinct().toList());
  }

  /** Registers with an asynchronous reset come out wrong, which no later step would notice. */
  private void refuseAsynchronous(Described d) {
    if (d.resets().isEmpty() || d.reset() == Described.Reset.SYNCHRONOUS) return;
    throw new BadInput("--to openroad --part asap7: the reset of " + d.top() + (d.reset() == Described.Reset.ASYNCHRONOUS ? " is asynchronous" : " may be asynchronous, as its design.json does not say")
        + "\n  why: yosys maps registers with an asynchronous reset to ASAP7's cells wrongly\n  do:  generate it with --reset sync, or choose another --part");
  }

  private static void set(StringBuilder text, String name, String value) {
    text.append("export ").append(name).append(" = ").append(value).append('\n');
  }

  private static void files(StringBuilder text, String name, List<String> files) {
    set(text, name, "\\\n  " + HERE + String.join(" \\\n  " + HERE, files));
  }

  @Override
  public String next(Described d) {
    return "make -C OpenROAD-flow-scripts/flow DESIGN_CONFIG=$PWD/config.mk";
  }
}
