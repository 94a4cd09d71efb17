// SPDX-License-Identifier: Apache-2.0
package kakure.flow.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kakure.BadInput;
import kakure.emit.Json;
import kakure.flow.sram.SramPlan;

/** {@code --to librelane}: a design of LibreLane, whose numbers all have a point. The process is said on its command line. */
record LibreLane() implements ChipDescription {
  private static final String USUAL = "sky130A";
  /** Percent of the core that cells take at first, and of the room that they are placed in. */
  private static final double UTILIZATION = 40, DENSITY = 50;

  @Override
  public String name() {
    return "librelane";
  }

  @Override
  public String summary() {
    return "config.json and TOP.sdc: a design of LibreLane (--part " + USUAL + ", ihp-sg13g2, gf180mcuD: what --pdk is to say)";
  }

  @Override
  public Map<String, String> texts(Described d) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("DESIGN_NAME", d.top());
    keys.put("VERILOG_FILES", d.chip().stream().map(LibreLane::here).toList());
    if (!d.headers().isEmpty()) keys.put("VERILOG_INCLUDE_DIRS", List.of(here(".")));
    var texts = new TreeMap<String, String>();
    texts.put(d.top() + ".sdc", Sdc.of(d, name(), d.period(), "ns"));
    keys.put("CLOCK_PORT", d.clocks().size() == 1 ? d.clocks().get(0) : d.clocks());
    keys.put("CLOCK_PERIOD", Sdc.number(d.period()));
    keys.put("PNR_SDC_FILE", here(d.top() + ".sdc"));
    keys.put("SIGNOFF_SDC_FILE", here(d.top() + ".sdc"));
    keys.put("FP_CORE_UTIL", Sdc.number(UTILIZATION));
    keys.put("PL_TARGET_DENSITY_PCT", Sdc.number(DENSITY));
    if (!d.sram().macros().isEmpty()) keys.put("MACROS", macros(d.sram()));
    texts.put("config.json", Json.write(keys));
    return texts;
  }

  /** Places are left to the flow. @throws BadInput where a macro has no outline or no layout: the flow refuses it, and nothing could be placed */
  private static Map<String, Object> macros(SramPlan sram) {
    var all = new LinkedHashMap<String, Object>();
    for (var m : sram.macros()) {
      if (m.lef().isEmpty() || m.gds().isEmpty()) throw new BadInput("--to librelane: no " + (m.lef().isEmpty() ? "LEF" : "GDS") + " of " + m.name() + " is among --sram, and LibreLane takes no macro without LEF and GDS");
      var lib = new LinkedHashMap<String, Object>();
      lib.put("*", List.of(here(SramPlan.beside(m.liberty()))));
      var instances = new LinkedHashMap<String, Object>();
      for (var name : sram.instances(m)) instances.put(name, place());
      var views = new LinkedHashMap<String, Object>();
      views.put("gds", List.of(here(SramPlan.beside(m.gds().get()))));
      views.put("lef", List.of(here(SramPlan.beside(m.lef().get()))));
      views.put("vh", List.of(here(SramPlan.stub(m))));
      views.put("lib", lib);
      views.put("instances", instances);
      all.put(m.name(), views);
    }
    return all;
  }

  private static Map<String, Object> place() {
    var place = new LinkedHashMap<String, Object>();
    place.put("location", null);
    place.put("orientation", "N");
    return place;
  }

  private static String here(String file) {
    return "dir::" + file;
  }

  @Override
  public String next(Described d) {
    return "librelane --pdk " + d.part().orElse(USUAL) + " config.json";
  }
}
