// SPDX-License-Identifier: Apache-2.0
package kakure.registers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kakure.kernel.Port;
import kakure.spec.RegisterMap;
import kakure.spec.RegisterMap.Access;

/** A component in IP-XACT (IEEE 1685-2014): its bus interfaces, the register map, its ports and its files. */
public final class IpXact {
  private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- SPDX-License-Identifier: Apache-2.0 -->\n");
  private int depth;

  private IpXact() {}

  /**
   * An interface of the component.
   *
   * @param name of its own: {@code "s_axi"}
   * @param bus vendor, library, name and version of the bus's definition, separated by colons
   * @param master whether the component asks; otherwise it is asked
   * @param mapped whether the registers are behind it
   * @param ports the component's ports by the bus's names of them
   */
  public record Interface(String name, String bus, boolean master, boolean mapped, Map<String, String> ports) {
    /** Sorts the ports by the bus's names. */
    public Interface {
      ports = java.util.Collections.unmodifiableMap(new TreeMap<>(ports));
    }
  }

  /** A port of the module by its Verilog name: whether it is an input, and its bits. */
  public record Pin(String name, boolean input, int width) {}

  /**
   * The text of a component without registers.
   *
   * @param top module
   * @param version of the component
   * @param title one line
   * @param interfaces none of them mapped
   * @param files of the component, by paths relative to it, in compilation order
   */
  public static String of(String top, String version, String title, List<Interface> interfaces, List<Pin> ports, List<String> files) {
    return new IpXact().print(Optional.empty(), top, version, title, interfaces, ports, files);
  }

  /**
   * The text of {@code TOP.xml}.
   *
   * @param top module
   * @param version of the component
   * @param ports of the module
   * @param files of the component, by paths relative to it, in compilation order
   */
  public static String of(RegisterMap map, String top, String version, List<Interface> interfaces, List<Port> ports, List<String> files) {
    return new IpXact().print(Optional.of(map), top, version, map.title(), interfaces, ports.stream().map(p -> new Pin(p.name(), p.dir() == Port.Dir.IN, p.type().width())).toList(), files);
  }

  private String print(Optional<RegisterMap> map, String top, String version, String title, List<Interface> interfaces, List<Pin> ports, List<String> files) {
    open("component xmlns:ipxact=\"http://www.accellera.org/XMLSchema/IPXACT/1685-2014\"");
    say("vendor", "kakure");
    say("library", "generated");
    say("name", top);
    say("version", version);
    if (!interfaces.isEmpty()) {
      open("busInterfaces");
      for (var i : interfaces) busInterface(i, map);
      close("busInterfaces");
    }
    map.ifPresent(this::memoryMap);
    model(top, ports);
    fileSet(files);
    say("description", title);
    close("component");
    return out.toString();
  }

  private void memoryMap(RegisterMap map) {
    open("memoryMaps");
    open("memoryMap");
    say("name", map.name());
    block(map);
    say("addressUnitBits", "8");
    close("memoryMap");
    close("memoryMaps");
  }

  private void busInterface(Interface i, Optional<RegisterMap> map) {
    var bus = i.bus.split(":");
    open("busInterface");
    say("name", i.name);
    reference("busType", bus, "");
    open("abstractionTypes");
    open("abstractionType");
    reference("abstractionRef", bus, "_rtl");
    open("portMaps");
    i.ports.forEach((logical, physical) -> {
      open("portMap");
      open("logicalPort");
      say("name", logical);
      close("logicalPort");
      open("physicalPort");
      say("name", physical);
      close("physicalPort");
      close("portMap");
    });
    close("portMaps");
    close("abstractionType");
    close("abstractionTypes");
    if (i.mapped) {
      open("slave");
      line("<ipxact:memoryMapRef memoryMapRef=\"" + map.orElseThrow().name() + "\"/>");
      close("slave");
    } else line(i.master ? "<ipxact:master/>" : "<ipxact:slave/>");
    close("busInterface");
  }

  private void reference(String element, String[] bus, String suffix) {
    line("<ipxact:" + element + " vendor=\"" + bus[0] + "\" library=\"" + bus[1] + "\" name=\"" + bus[2] + suffix + "\" version=\"" + bus[3] + "\"/>");
  }

  private void block(RegisterMap map) {
    open("addressBlock");
    say("name", "registers");
    say("baseAddress", "0");
    say("range", String.valueOf(map.size()));
    say("width", "32");
    for (var r : map.registers()) {
      open("register");
      say("name", r.name());
      say("description", r.meaning());
      say("addressOffset", String.format(Locale.ROOT, "'h%x", r.offset()));
      say("size", "32");
      say("volatile", String.valueOf(r.access() != Access.READ_WRITE && r.access() != Access.CONSTANT));
      say("access", access(r.access()));
      for (var f : r.word().fields()) {
        open("field");
        say("name", f.name());
        say("description", f.meaning());
        say("bitOffset", String.valueOf(f.lsb()));
        if (r.access().reads()) {
          open("resets");
          open("reset");
          say("value", String.format(Locale.ROOT, "'h%x", f.of(r.reset())));
          close("reset");
          close("resets");
        }
        say("bitWidth", String.valueOf(f.width()));
        if (r.access() == Access.CLEAR) say(r.clears(f) ? "modifiedWriteValue" : "access", r.clears(f) ? "oneToClear" : "read-only");
        close("field");
      }
      close("register");
    }
    close("addressBlock");
  }

  private static String access(Access access) {
    return switch (access) {
      case READ, CONSTANT -> "read-only";
      case WRITE -> "write-only";
      case READ_WRITE, CLEAR -> "read-write";
    };
  }

  private void model(String top, List<Pin> ports) {
    open("model");
    open("views");
    open("view");
    say("name", "rtl");
    say("componentInstantiationRef", "verilog");
    close("view");
    close("views");
    open("instantiations");
    open("componentInstantiation");
    say("name", "verilog");
    say("language", "verilog");
    say("moduleName", top);
    open("fileSetRef");
    say("localName", "rtl");
    close("fileSetRef");
    close("componentInstantiation");
    close("instantiations");
    open("ports");
    for (var p : ports) {
      open("port");
      say("name", p.name());
      open("wire");
      say("direction", p.input ? "in" : "out");
      if (p.width > 1) {
        open("vectors");
        open("vector");
        say("left", String.valueOf(p.width - 1));
        say("right", "0");
        close("vector");
        close("vectors");
      }
      close("wire");
      close("port");
    }
    close("ports");
    close("model");
  }

  private void fileSet(List<String> files) {
    open("fileSets");
    open("fileSet");
    say("name", "rtl");
    for (var f : files) {
      open("file");
      say("name", f);
      say("fileType", "verilogSource");
      close("file");
    }
    close("fileSet");
    close("fileSets");
  }

  private void open(String element) {
    line("<ipxact:" + element + ">");
    depth++;
  }

  private void close(String element) {
    depth--;
    line("</ipxact:" + element + ">");
  }

  private void say(String element, String text) {
    line("<ipxact:" + element + ">" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</ipxact:" + element + ">");
  }

  private void line(String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
