// SPDX-License-Identifier: Apache-2.0
package targets.engine;

import blocks.bus.BusError;
import blocks.bus.DescriptorWord;
import blocks.bus.PerStream;
import blocks.bus.onbus.Bus;
import blocks.bus.onbus.OnBus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.Version;
import kakure.kernel.Definition;
import kakure.kernel.Netlist;
import kakure.registers.CHeader;
import kakure.registers.IpXact;
import kakure.registers.IpXact.Interface;
import kakure.registers.MarkdownTable;
import kakure.registers.PortTable;
import kakure.registers.SystemRdl;
import kakure.spec.RegisterMap;

/** What is written beside an engine on a bus: its registers as a C header, SystemRDL and tables, the component in IP-XACT, and a driver in C, which stands on that of every engine ({@link DriverFiles}). */
public final class BusFiles {
  private static final List<String> DRIVER = List.of("kakure_bus.h", "kakure_bus.c");
  private static final List<String> MOVER = List.of("kakure_dma.h", "kakure_dma.c");

  private BusFiles() {}

  /** The files by their names; C files lie below {@code host}. */
  public static Map<String, String> of(OnBus top) {
    var map = top.map();
    var netlist = Netlist.elaborate(top);
    var files = new LinkedHashMap<String, String>();
    files.put(map.name() + ".rdl", SystemRdl.of(map));
    files.put(map.name() + ".md", page(map, netlist.top()));
    var verilog = netlist.definitions().stream().map(d -> d.name() + ".v").distinct().toList();
    files.put("component.xml", IpXact.of(map, top.moduleName(), Version.NUMBER, interfaces(top.bus()), netlist.top().ports(), verilog));
    files.put("host/" + map.name() + "_regs.h", CHeader.of(map));
    for (var name : DRIVER) files.put("host/" + name, DriverFiles.text(name));
    if (top.bus() == Bus.AXI) {
      files.put("host/kakure_descriptor.h", CHeader.of("kakure_descriptor", DescriptorWord.WORD));
      for (var name : MOVER) files.put("host/" + name, DriverFiles.text(name));
    }
    return files;
  }

  /** What a host's programmer looks up: registers, ports, and which packets are taken. */
  private static String page(RegisterMap map, Definition top) {
    return "# " + map.title() + "\n" + MarkdownTable.registers(map) + "\n" + MarkdownTable.fields(map) + "\nPorts of `" + top.name() + "`:\n\n" + PortTable.of(top.ports())
        + "\nA packet is one or more transactions of a stream, of as many bus words each as the shape registers say, and its last word is marked. Where a length register is not 0, it is of as many transactions.\nThe first wrong word sets `status.failed`:\n\n"
        + BusError.table();
  }

  private static List<Interface> interfaces(Bus bus) {
    return switch (bus) {
      case AXI_STREAM -> streams();
      case AXI -> List.of(registers(), memory());
      case WISHBONE -> List.of(new Interface("wb", "opencores.org:bus:wishbone:b4", false, true, ports("wb", "CYC cyc_i", "STB stb_i", "WE we_i", "ADR adr_i", "DAT_I dat_i", "SEL sel_i", "ACK ack_o", "ERR err_o", "DAT_O dat_o")));
      case SPI -> List.of(new Interface("spi", "kakure:bus:spi:1.0", false, true, ports("spi", "SCK sck_i", "CSN csn_i", "MOSI mosi_i", "MISO miso_o")));
    };
  }

  private static Interface registers() {
    var lite = new LinkedHashMap<String, String>();
    for (var channel : List.of("aw addr", "w data strb", "ar addr")) channel(lite, "", channel, true);
    for (var channel : List.of("b resp", "r data resp")) channel(lite, "", channel, false);
    return new Interface("s_axi", "amba.com:AMBA4:AXI4Lite:r0p0_0", false, true, lite);
  }

  private static Interface memory() {
    var all = new LinkedHashMap<String, String>();
    for (var channel : List.of("aw addr len size burst cache prot", "w data strb last", "ar addr len size burst cache prot")) channel(all, "m_", channel, false);
    for (var channel : List.of("b resp", "r data resp last")) channel(all, "m_", channel, true);
    return new Interface("m_axi", "amba.com:AMBA4:AXI4:r0p0_0", true, false, all);
  }

  private static List<Interface> streams() {
    var all = new ArrayList<Interface>();
    all.add(registers());
    for (var name : PerStream.NAMES) all.add(new Interface("s_axis_" + name, "amba.com:AMBA4:AXI4Stream:r0p0_1", false, false, ports(name, "TVALID valid_i", "TREADY ready_o", "TDATA data_i", "TLAST last_i")));
    all.add(new Interface("m_axis_out", "amba.com:AMBA4:AXI4Stream:r0p0_1", true, false, ports("out", "TVALID valid_o", "TREADY ready_i", "TDATA data_o", "TLAST last_o")));
    return all;
  }

  /** A channel and its payload, ports of the component that begin with a prefix; given to it, or by it. */
  private static void channel(Map<String, String> into, String prefix, String words, boolean given) {
    var parts = words.split(" ");
    for (int i = 0; i < parts.length; i++) {
      var signal = i == 0 ? "valid" : parts[i];
      into.put((parts[0] + signal).toUpperCase(Locale.ROOT), prefix + parts[0] + "_" + signal + (given ? "_i" : "_o"));
    }
    into.put((parts[0] + "ready").toUpperCase(Locale.ROOT), prefix + parts[0] + "_ready" + (given ? "_o" : "_i"));
  }

  private static Map<String, String> ports(String prefix, String... pairs) {
    var all = new LinkedHashMap<String, String>();
    for (var pair : pairs) all.put(pair.split(" ")[0], prefix + "_" + pair.split(" ")[1]);
    return all;
  }
}
