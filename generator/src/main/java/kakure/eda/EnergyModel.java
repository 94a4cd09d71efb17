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
  private static final int NOBODY = -1;

  private final Cells cells;
  private final LibertyTables tables;
  private final Surroundings around;
  private final double[] load;
  private final double[] slew;
  /** The cell that drives each net. */
  private final int[] driven;
  private final Tabled[][] tabled;
  private final Set<Integer> inputs = new LinkedHashSet<>();

  /** Of a netlist whose cells are all of the library. @throws kakure.BadInput where one is not */
  public EnergyModel(Cells cells, LibertyTables tables, Surroundings around) {
    this.cells = cells;
    this.tables = tables;
    this.around = around;
    this.load = new double[cells.nets()];
    this.slew = new double[cells.nets()];
    this.driven = new int[cells.nets()];
    for (var port : cells.ports().values()) for (int net : port.bits()) if (net >= 0) {
      if (port.input()) inputs.add(net);
      else load[net] += around.load();
    }
    for (var i : cells.instances()) i.pins().forEach((pin, net) -> load(pin(i, pin), net));
    Arrays.fill(slew, Double.NaN);
    var driver = tables.cell(around.driver()).pins().get(around.output());
    for (int net : inputs) slew[net] = mean(driver.slews(), around.input(), fastest(driver), load[net]);
    for (var box : cells.boxes()) for (var pin : box.pins().values()) for (int net : pin.bits()) if (!pin.input() && net >= 0) slew[net] = mean(driver.slews(), around.input(), fastest(driver), load[net]);
    slews();
    this.tabled = cells.instances().stream().map(this::tabled).toArray(Tabled[][]::new);
    Arrays.fill(driven, NOBODY);
    for (int i = 0; i < cells.instances().size(); i++) {
      var instance = cells.instances().get(i);
      for (var p : instance.pins().entrySet()) if (p.getValue() >= 0 && pin(instance, p.getKey()).direction().equals("output")) driven[p.getValue()] = i;
    }
  }

  /**
   * Where energy goes, fJ in all.
   *
   * @param within each cell, in the netlist's order
   * @param charged by each cell on the nets that it drives
   * @param inputs charged on the nets of input ports
   * @param boxes charged on the nets that black boxes drive
   */
  public record Shares(double[] within, double[] charged, double inputs, double boxes) {
    /** What all cells take within. */
    public double internal() {
      return Arrays.stream(within).sum();
    }

    /** What cells and boxes charge. */
    public double nets() {
      return Arrays.stream(charged).sum() + boxes;
    }
  }

  /** Energy of a run by cells. @param transitions of each net */
  public Shares shares(long[] transitions) {
    if (transitions.length != cells.nets()) throw new IllegalArgumentException(transitions.length + " counts for " + cells.nets() + " nets");
    double scale = tables.farads() / FEMTO, given = 0, boxes = 0;
    var within = new double[cells.instances().size()];
    var charged = new double[within.length];
    for (int net = 0; net < load.length; net++) {
      double charge = charge(net, transitions);
      if (inputs.contains(net)) given += charge;
      else if (driven[net] == NOBODY) boxes += charge;
      else charged[driven[net]] += charge;
    }
    for (int i = 0; i < within.length; i++) for (var pin : tabled[i]) within[i] += transitions[pin.net] * pin.mean(transitions) * scale;
    return new Shares(within, charged, given, boxes);
  }

  private static boolean counted(LibertyTables.Pin pin) {
    return pin.direction().equals("input") || pin.direction().equals("output");
  }

  /**
   * Energy of a run.
   *
   * @param transitions of each net
   * @param operations in which they were counted, 1 or more
   */
  public Energy of(long[] transitions, long operations) {
    if (operations < 1) throw new IllegalArgumentException(operations + " operations");
    var shares = shares(transitions);
    return new Energy(shares.internal() / operations, shares.nets() / operations, shares.inputs() / operations, annotated(), pins(), operations, tables.volts(), tables.corner());
  }

  /** Input and output pins of all cells, and all bits of black boxes. */
  public int pins() {
    int pins = cells.boxes().stream().flatMap(b -> b.pins().values().stream()).mapToInt(p -> p.bits().size()).sum();
    for (var i : cells.instances()) pins += (int) tables.cell(i.type()).pins().values().stream().filter(EnergyModel::counted).count();
    return pins;
  }

  /** Pins of cells that are on a net, or on a constant, which never changes: others are open. None of a black box, for which the library has no tables. */
  public int annotated() {
    int annotated = 0;
    for (var i : cells.instances()) annotated += (int) tables.cell(i.type()).pins().entrySet().stream().filter(p -> counted(p.getValue()) && i.pins().containsKey(p.getKey())).count();
    return annotated;
  }

  /** Capacitance on a net, in the library's unit. */
  public double load(int net) {
    return load[net];
  }

  /** Energy to charge a net, fJ in all; of a constant none. */
  public double charge(int net, long[] transitions) {
    return net < 0 ? 0 : transitions[net] * load[net] * tables.volts() * tables.volts() / 2 * tables.farads() / FEMTO;
  }

  private void load(LibertyTables.Pin pin, int net) {
    if (net >= 0 && pin.input()) load[net] += pin.capacitance();
  }

  private LibertyTables.Pin pin(Cells.Instance i, String pin) {
    var found = tables.cell(i.type()).pins().get(pin);
    if (found == null) throw new ToolException(tables.file() + ": cell " + i.type() + " has no pin " + pin + ", which the netlist has");
    return found;
  }

  /**
   * A pin on a net, and what its tables say of a transition of it, in the library's unit.
   *
   * @param from nets by whose transitions they are weighed; below 0 for one that never changes
   * @param energies of the tables of each
   */
  private record Tabled(int net, int[] from, double[] energies) {
    double mean(long[] transitions) {
      double sum = 0, weights = 0;
      for (int f = 0; f < from.length; f++) {
        long weight = from[f] >= 0 ? transitions[from[f]] : 0;
        sum += weight * energies[f];
        weights += weight;
      }
      return weights > 0 ? sum / weights : Arrays.stream(energies).average().orElse(0);
    }
  }

  private Tabled[] tabled(Cells.Instance i) {
    var all = new ArrayList<Tabled>();
    tables.cell(i.type()).pins().forEach((name, pin) -> {
      int net = i.pins().getOrDefault(name, Cells.ZERO);
      if (net >= 0 && counted(pin) && !pin.internal().isEmpty()) all.add(tabled(i, pin, net));
    });
    return all.toArray(Tabled[]::new);
  }

  private Tabled tabled(Cells.Instance i, LibertyTables.Pin pin, int net) {
    var names = List.copyOf(related(pin.internal()));
    var from = new int[names.size()];
    var energies = new double[from.length];
    for (int f = 0; f < from.length; f++) {
      from[f] = i.pins().getOrDefault(names.get(f), names.get(f).isEmpty() ? net : Cells.ZERO);
      energies[f] = mean(pin.internal(), names.get(f), from[f] >= 0 ? slew[from[f]] : slew[net], pin.input() ? 0 : load[net]);
    }
    return new Tabled(net, from, energies);
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
