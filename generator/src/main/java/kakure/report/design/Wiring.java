// SPDX-License-Identifier: Apache-2.0
package kakure.report.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which instance of a module drives which: every pin is followed back through the module's own assignments to what drives it.
 *
 * @param module whose inside is looked at
 * @param all modules by name
 * @param group name of the group of ports that a port of the module belongs to
 */
record Wiring(Source module, Map<String, Source> all, UnaryOperator<String> group) {
  private static final int MOST_STEPS = 20_000_000;

  /** A net between two ends, instances by name, or groups of ports. @param bits of its driver; 0 where nobody knows, @param direct whether nothing but wires lies between */
  record Net(End from, End to, String name, int bits, boolean direct) {}

  /** An end of a net. @param port whether it is a group of the module's own ports */
  record End(String name, boolean port) {}

  private record Driver(End end, int bits) {}

  /** All nets but those of clocks and resets; nothing where they take more steps than a page is worth. */
  Optional<List<Net>> nets() {
    if (lookups() > MOST_STEPS) return Optional.empty();
    var drivers = drivers();
    var nets = new LinkedHashSet<Net>();
    long steps = 0;
    for (var instance : module.instances()) {
      var inner = all.get(instance.module());
      for (var at : instance.nets().entrySet()) {
        if (inner.pin(at.getKey()).filter(p -> p.input() && !p.control()).isEmpty()) continue;
        steps += follow(at.getValue(), new End(instance.name(), false), drivers, nets);
        if (steps > MOST_STEPS) return Optional.empty();
      }
    }
    for (var pin : module.pins()) {
      if (!pin.input()) steps += follow(pin.name(), new End(group.apply(pin.name()), true), drivers, nets);
      if (steps > MOST_STEPS) return Optional.empty();
    }
    return Optional.of(List.copyOf(nets));
  }

  /** Pins that are looked at to find those that the instances name. */
  private double lookups() {
    return module.instances().stream().mapToDouble(i -> (double) i.nets().size() * all.get(i.module()).pins().size()).sum();
  }

  private Map<String, Driver> drivers() {
    var drivers = new LinkedHashMap<String, Driver>();
    for (var pin : module.pins()) if (pin.input()) drivers.put(pin.name(), pin.control() ? new Driver(null, 0) : new Driver(new End(group.apply(pin.name()), true), pin.width()));
    for (var instance : module.instances()) {
      var inner = all.get(instance.module());
      instance.nets().forEach((name, expression) -> inner.pin(name).filter(p -> !p.input()).ifPresent(p -> SourceReader.nets(expression).forEach(net -> drivers.put(net, new Driver(new End(instance.name(), false), p.width())))));
    }
    return drivers;
  }

  /** Adds what drives an expression. @return steps that were taken */
  private int follow(String expression, End to, Map<String, Driver> drivers, Set<Net> nets) {
    var seen = new LinkedHashSet<String>();
    var open = new ArrayList<Step>();
    SourceReader.nets(expression).forEach(n -> open.add(new Step(n, true)));
    for (int i = 0; i < open.size(); i++) {
      var step = open.get(i);
      if (!seen.add(step.net)) continue;
      var driver = drivers.get(step.net);
      if (driver != null && driver.end != null && !driver.end.equals(to)) nets.add(new Net(driver.end, to, step.net, driver.bits, step.direct));
      if (driver != null) continue;
      for (var glue : module.glue().getOrDefault(step.net, List.of())) for (var from : glue.from()) open.add(new Step(from, step.direct && glue.wiring()));
    }
    return open.size();
  }

  private record Step(String net, boolean direct) {}
}
