// SPDX-License-Identifier: Apache-2.0
package kakure.flow.area;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kakure.cosim.ToolException;

/**
 * FPGAs that one command of yosys maps to.
 *
 * <p>The usual chip stands first. Cells are counted by what each takes of a chip: look-up tables, those that are memories or a bit of a carry chain too; and half blocks of memory.
 */
enum Family {
  /** Series 7. */
  XILINX7("xilinx7", "synth_xilinx -family xc7 -flatten", "Vivado",
      List.of(new Chip("xc7a35t", "xc7a35tcpg236-1", 20_800, 41_600, 50), new Chip("xc7a100t", "xc7a100tcsg324-1", 63_400, 126_800, 135), new Chip("xc7z020", "xc7z020clg400-1", 53_200, 106_400, 140)),
      costs("RAM32X1D 2 RAM64X1D 2 RAM128X1D 4 RAM32M 4 RAM64M 4 SRL16E 1 SRLC32E 1 INV 1"), costs("RAMB18E1 1 RAMB36E1 2"), 2) {
    @Override
    boolean register(String cell) {
      return cell.startsWith("FD") || cell.startsWith("LD");
    }

    @Override
    String project(Chip chip, String top, List<String> files) {
      return "create_project -in_memory -part " + chip.ordered() + "\nread_verilog [list " + String.join(" ", files) + "]\nread_xdc clock.xdc\nsynth_design -top " + top + " -part " + chip.ordered()
          + "\nopt_design\nplace_design\nroute_design\nreport_utilization -file utilization.txt\nreport_timing_summary -file timing.txt\n# Pins and their standards are the board's: read_xdc them ahead of this.\n# write_bitstream " + top + ".bit\n";
    }
  },
  /** ECP5. */
  ECP5("ecp5", "synth_ecp5", "Diamond",
      List.of(new Chip("lfe5u-25", "LFE5U-25F-6BG256C", 24_288, 24_288, 56), new Chip("lfe5u-45", "LFE5U-45F-6BG256C", 43_848, 43_848, 108), new Chip("lfe5u-85", "LFE5U-85F-6BG381C", 83_640, 83_640, 208)),
      costs("CCU2C 2 TRELLIS_DPR16X4 4"), costs("DP16KD 1 PDPW16KD 1"), 1) {
    @Override
    boolean register(String cell) {
      return cell.startsWith("TRELLIS_FF");
    }

    @Override
    String project(Chip chip, String top, List<String> files) {
      var text = new StringBuilder("prj_project new -name " + top + " -impl impl -dev " + chip.ordered() + " -synthesis synplify\n");
      for (var file : files) text.append("prj_src add ").append(file).append('\n');
      return text.append("prj_impl option top ").append(top).append("\nprj_run Synthesis -impl impl\nprj_run Map -impl impl\nprj_run PAR -impl impl\nprj_project save\n").toString();
    }
  },
  /** GW1N and GW2A. */
  GOWIN("gowin", "synth_gowin", "Gowin EDA",
      List.of(new Chip("gw2ar-18", "GW2AR-LV18QN88C8/I7", 20_736, 15_552, 46), new Chip("gw1nr-9", "GW1NR-LV9QN88PC6/I5", 8_640, 6_480, 26)),
      costs("ALU 1 RAM16SDP4 4 RAM16S4 4"), costs("SDP 1 SDPX9 1 SDPB 1 SDPX9B 1 DPB 1 DPX9B 1 SPX9 1 SP 1"), 1) {
    @Override
    boolean register(String cell) {
      return cell.startsWith("DFF");
    }

    @Override
    String project(Chip chip, String top, List<String> files) {
      var text = new StringBuilder("set_device " + chip.ordered() + "\n");
      for (var file : files) text.append("add_file ").append(file).append('\n');
      return text.append("add_file clock.sdc\nset_option -top_module ").append(top).append("\nset_option -verilog_std v2001\nrun all\n").toString();
    }
  };

  private static final Pattern LARGE = Pattern.compile("(RAM|SDP|DPX|DPB|SP|DP16|PDP|TRELLIS_DPR|MULT|DSP|ALU54)[A-Z0-9_]*");

  /** As the user says it, what maps to it, and the vendor's tool. */
  final String text, command, tool;
  final List<Chip> chips;
  private final Map<String, Integer> tables;
  private final Map<String, Integer> memories;
  /** Of what memories are counted in, in a chip's block. */
  private final int halves;

  Family(String text, String command, String tool, List<Chip> chips, Map<String, Integer> tables, Map<String, Integer> memories, int halves) {
    this.text = text;
    this.command = command;
    this.tool = tool;
    this.chips = chips;
    this.tables = tables;
    this.memories = memories;
    this.halves = halves;
  }

  /** Cells and what each takes: {@code "RAMB18E1 1 RAMB36E1 2"}. */
  private static SortedMap<String, Integer> costs(String text) {
    var costs = new TreeMap<String, Integer>();
    var words = text.split(" ");
    for (int i = 0; i < words.length; i += 2) costs.put(words[i], Integer.valueOf(words[i + 1]));
    return costs;
  }

  abstract boolean register(String cell);

  /** A script of the vendor's tool, which reads {@code files} beside it. */
  abstract String project(Chip chip, String top, List<String> files);

  /** Look-up tables of all cells. @throws ToolException for a memory or a multiplier of a kind that is not counted: versions of yosys have others */
  int luts(SortedMap<String, Integer> cells) {
    for (var cell : cells.keySet()) {
      if (LARGE.matcher(cell).matches() && !tables.containsKey(cell) && !memories.containsKey(cell)) throw new ToolException("yosys made a " + cell + " for " + text + ", of which nobody knows how much it takes");
    }
    return cells.entrySet().stream().mapToInt(c -> c.getValue() * (c.getKey().matches("LUT\\d") ? 1 : tables.getOrDefault(c.getKey(), 0))).sum();
  }

  int registers(SortedMap<String, Integer> cells) {
    return cells.entrySet().stream().filter(c -> register(c.getKey())).mapToInt(Map.Entry::getValue).sum();
  }

  /** Blocks of memory, rounded up. */
  int blocks(SortedMap<String, Integer> cells) {
    return (cells.entrySet().stream().mapToInt(c -> c.getValue() * memories.getOrDefault(c.getKey(), 0)).sum() + halves - 1) / halves;
  }

  Chip chip(String name) {
    return chips.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name));
  }
}
