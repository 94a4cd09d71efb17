// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kakure.cosim.Port;
import kakure.report.diagram.Box;
import kakure.report.diagram.Laid;
import kakure.report.diagram.Layout;
import kakure.report.diagram.Line;

/**
 * The block diagram of a module: instances that differ by a number are one box, its ports are boxes by stream or by the first word of their names; clocks and resets are left out.
 *
 * @param laid the diagram
 * @param controls nets that are left out, as no net between the same two carries {@link #LEAST_BITS}
 */
record Schematic(Laid laid, int controls) {
  /** A line is drawn where a net is as wide; narrower ones are drawn to boxes that would stand alone. */
  static final int LEAST_BITS = 8;
  /** More boxes are no picture; as many again may be ports. */
  static final int MOST_BOXES = 160;

  /** The diagram; nothing where a module has no instances, or more than a picture shows. @param extent of an array that one module is: {@code 16x8x32} */
  static Optional<Schematic> of(Subject subject, Source module, Optional<String> extent) {
    var groups = module.instances().stream().collect(Collectors.groupingBy(i -> i.module() + " " + i.name().replaceAll("\\d+", "#"), LinkedHashMap::new, Collectors.toList()));
    if (groups.isEmpty() || groups.size() > MOST_BOXES) return Optional.empty();
    var boxes = new LinkedHashMap<String, Box>();
    var ends = new LinkedHashMap<Wiring.End, String>();
    for (var group : groups.values()) {
      var id = "b" + boxes.size();
      group.forEach(i -> ends.put(new Wiring.End(i.name(), false), id));
      boxes.put(id, box(id, subject, group, extent));
    }
    var ports = ports(subject, module);
    var byPair = new LinkedHashMap<List<String>, List<Wiring.Net>>();
    var nets = new Wiring(module, subject.modules(), p -> ports.getOrDefault(p, p)).nets();
    if (nets.isEmpty()) return Optional.empty();
    for (var net : nets.get()) {
      for (var end : List.of(net.from(), net.to())) if (end.port()) ends.computeIfAbsent(end, e -> port(boxes, e.name()));
      byPair.computeIfAbsent(List.of(ends.get(net.from()), ends.get(net.to())), p -> new ArrayList<>()).add(net);
    }
    if (boxes.size() > 2 * MOST_BOXES) return Optional.empty();
    byPair.keySet().removeIf(pair -> pair.get(0).equals(pair.get(1)));
    var drawn = new LinkedHashMap<>(byPair);
    drawn.values().removeIf(several -> several.stream().noneMatch(n -> n.bits() == 0 || n.bits() >= LEAST_BITS));
    var reached = drawn.keySet().stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    byPair.forEach((pair, several) -> {
      if (!reached.containsAll(pair)) drawn.put(pair, several);
    });
    int controls = byPair.values().stream().mapToInt(List::size).sum() - drawn.values().stream().mapToInt(List::size).sum();
    return Optional.of(new Schematic(Layout.of(List.copyOf(boxes.values()), drawn.entrySet().stream().map(e -> line(boxes, e.getKey(), e.getValue())).toList()), controls));
  }

  private static Box box(String id, Subject subject, List<Source.Placed> group, Optional<String> extent) {
    var first = group.get(0);
    var name = first.name().replaceFirst("^u_", "");
    if (group.size() > 1) name = name.replaceAll("_?\\d+", "");
    long times = group.size();
    boolean array = extent.isPresent() && first.module().contains("array") && first.module().contains("_" + extent.get());
    if (array) for (var side : extent.get().split("x")) times *= Long.parseLong(side);
    var title = name + (times > 1 ? String.format(Locale.ROOT, " ×%,d", times) : "");
    long inner = subject.modules().get(first.module()).instances().size();
    var kind = subject.macros().containsKey(first.module()) ? Box.Kind.MACRO : times > 1 ? Box.Kind.ARRAY : Box.Kind.UNIT;
    return new Box(id, title, first.module() + (inner > 0 ? ", " + inner + " inside" : ""), kind, anchor(first.module()));
  }

  private static String port(Map<String, Box> boxes, String name) {
    var id = "b" + boxes.size();
    boxes.put(id, new Box(id, name, "", Box.Kind.PORT, ""));
    return id;
  }

  /** Group of each port: its stream, or the word before the first _ where several share it. */
  private static Map<String, String> ports(Subject subject, Source module) {
    var groups = new LinkedHashMap<String, String>();
    var words = module.pins().stream().filter(p -> !p.control()).collect(Collectors.groupingBy(p -> p.name().replaceFirst("_.*", ""), LinkedHashMap::new, Collectors.counting()));
    for (var pin : module.pins()) {
      var word = pin.name().replaceFirst("_.*", "");
      groups.put(pin.name(), words.getOrDefault(word, 0L) > 1 ? word : pin.name());
    }
    if (module == subject.top()) {
      for (var s : subject.design().streams()) Stream.concat(Stream.of(s.valid(), s.ready()), s.data().stream()).map(Port::name).forEach(p -> groups.put(p, s.name()));
    }
    return groups;
  }

  private static Line line(Map<String, Box> boxes, List<String> pair, List<Wiring.Net> nets) {
    var text = nets.stream().map(n -> n.name() + (n.bits() > 1 ? " [" + n.bits() + "]" : "") + (n.direct() ? "" : ", through logic")).distinct().collect(Collectors.joining("\n"));
    int bits = nets.stream().mapToInt(Wiring.Net::bits).max().orElse(0);
    return new Line(pair.get(0), pair.get(1), bits, boxes.get(pair.get(0)).title() + " to " + boxes.get(pair.get(1)).title() + ":\n" + text);
  }

  /** Where on the page a module is. */
  static String anchor(String module) {
    return "#m-" + module;
  }
}
