// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kakure.cosim.ToolException;

/**
 * Energy from counted transitions. A transition of a net of capacitance C takes C V^2 / 2, the mean of charging it and not. A transition of a pin takes what the tables of the pin say, the mean of rising and falling, at the slew and
 * load of its net; where an output has tables for several inputs, each counts as often as its input changes. Slews follow from the library's own tables, behind the driver of {@link Surroundings}.
 */
public final class EnergyModel {
  private static final double FEMTO = 1e-15;

  private final Cells cells;
  private final LibertyTables tables;
  private final Surroundings around;
  private final double[] load;
  private final double[] slew;
  private final Set<Integer> inputs = new LinkedHashSet<>();

  /** Of a netlist whose cells are all of the library. @throws kakure.BadInput where one is not */
  public EnergyModel(Cells cells, LibertyTables tables, Surroundings around) {
    this.cells = cells;
    this.tables = tables;
    this.around = around;
    this.load = new double[cells.nets()];
    this.slew = new double[cells.nets()];
    for (var port : cells.ports().values()) for (int net : port.bits()) if (net >= 0) {
      if (port.input()) inputs.add(net);
      else load[net] += around.load();
    }
    for (var i : cells.instances()) i.pins().forEach((pin, net) -> load(pin(i, pin), net));
    Arrays.fill(slew, Double.NaN);
    var driver = tables.cell(around.driver()).pins().get(around.output());
    for (int net : inputs) slew[net] = mean(driver.slews(), around.input(), fastest(driver), load[net]);
    slews();
  }

  /**
   * Energy of a run.
   *
   * @param transitions of each net
   * @param operations in which they were counted, 1 or more
   */
  public Energy of(long[] transitions, long operations) {
    if (transitions.length != cells.nets() || operations < 1) throw new IllegalArgumentException(transitions.length + " counts of " + operations + " operations for " + cells.nets() + " nets");
    double scale = tables.farads() / FEMTO / operations, driven = 0, given = 0, internal = 0;
    for (int net = 0; net < load.length; net++) {
      double charged = transitions[net] * load[net] * tables.volts() * tables.volts() / 2;
      if (inputs.contains(net)) given += charged;
      else driven += charged;
    }
    int annotated = 0, pins = 0;
    for (var i : cells.instances()) {
      for (var pin : tables.cell(i.type()).pins().entrySet()) {
        if (!pin.getValue().direction().equals("input") && !pin.getValue().direction().equals("output")) continue;
        pins++;
        var net = i.pins().get(pin.getKey());
        if (net == null) continue;
        annotated++;
        if (net >= 0 && transitions[net] > 0) internal += transitions[net] * internal(i, pin.getValue(), net, transitions);
      }
    }
    return new Energy(internal * scale, driven * scale, given * scale, annotated, pins, operations, tables.volts(), tables.corner());
  }

  /** Capacitance on a net, in the library's unit. */
  double load(int net) {
    return load[net];
  }

  private void load(LibertyTables.Pin pin, int net) {
    if (net >= 0 && pin.input()) load[net] += pin.capacitance();
  }

  private LibertyTables.Pin pin(Cells.Instance i, String pin) {
    var found = tables.cell(i.type()).pins().get(pin);
    if (found == null) throw new ToolException(tables.file() + ": cell " + i.type() + " has no pin " + pin + ", which the netlist has");
    return found;
  }

  /** In the library's unit, per transition of the pin. */
  private double internal(Cells.Instance i, LibertyTables.Pin pin, int net, long[] transitions) {
    double sum = 0, weights = 0, plain = 0;
    var from = related(pin.internal());
    for (var name : from) {
      var other = i.pins().getOrDefault(name, name.isEmpty() ? net : Cells.ZERO);
      double energy = mean(pin.internal(), name, other >= 0 ? slew[other] : slew[net], pin.input() ? 0 : load[net]);
      long weight = other >= 0 ? transitions[other] : 0;
      sum += weight * energy;
      weights += weight;
      plain += energy;
    }
    return weights > 0 ? sum / weights : from.isEmpty() ? 0 : plain / from.size();
  }

  /** Mean over the tables of a related pin: conditions count alike. */
  private static double mean(List<LibertyTables.Related> tables, String from, double slew, double load) {
    return tables.stream().filter(t -> t.from().contains(from)).mapToDouble(t -> t.mean(slew, load)).average().orElse(0);
  }

  private static Set<String> related(List<LibertyTables.Related> tables) {
    var names = new LinkedHashSet<String>();
    tables.forEach(t -> names.addAll(t.from()));
    return names;
  }

  private static double fastest(LibertyTables.Pin pin) {
    return pin.slews().stream().flatMap(t -> t.edges().stream()).mapToDouble(t -> t.slews()[0]).min().orElse(0);
  }

  /** Cell by cell, each when the slews that its outputs depend on are known. What hangs in a loop, or has no tables, is as fast as the tables begin. */
  private void slews() {
    var open = new ArrayList<>(cells.instances());
    while (open.removeIf(this::settled)) continue;
    for (int net = 0; net < slew.length; net++) if (Double.isNaN(slew[net])) slew[net] = 0;
  }

  private boolean settled(Cells.Instance i) {
    for (var p : i.pins().entrySet()) {
      var pin = pin(i, p.getKey());
      if (pin.input() || p.getValue() < 0) continue;
      double sum = 0;
      int n = 0;
      for (var name : related(pin.slews())) {
        int other = i.pins().getOrDefault(name, Cells.ZERO);
        if (other < 0) continue;
        if (Double.isNaN(slew[other])) return false;
        sum += mean(pin.slews(), name, slew[other], load[p.getValue()]);
        n++;
      }
      slew[p.getValue()] = n == 0 ? fastest(pin) : sum / n;
    }
    return true;
  }
}
