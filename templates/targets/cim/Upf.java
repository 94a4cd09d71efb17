// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.CimShape;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Power intent of a macro and its controller as text (IEEE 1801, UPF 2.1): a domain for each unit, whose supply C2 switches, whose ground C1 switches, and whose local lines iso clamps; a domain for the cells, which keeps its supply;
 * the rest around them. A unit's states and the steps between them are those of the controller: it wakes before its ground is connected, and its line is clamped before the ground goes.
 *
 * @param shape of the macro
 * @param controller instance whose outputs {@code c1_o}, {@code c2_o}, {@code iso_o} have a bit per unit
 * @param macro instance of the macro
 * @param unit name of a unit's instance in the macro, the unit's number follows: {@code u_unit_}
 * @param storage instance of the cells' storage in the macro
 */
public record Upf(CimShape shape, String controller, String macro, String unit, String storage) {
  /** What a unit's power is doing, in the order in which it comes back. */
  public enum State {
    /** No supply: the line is not charged, the cells hold. */
    OFF(false, false, true),
    /** Held, or waking: supply, but no ground. */
    HELD(false, true, true),
    /** Supply and ground, the line still clamped. */
    CLAMPED(true, true, true),
    /** Computes. */
    ON(true, true, false);

    private final boolean c1;
    private final boolean c2;
    private final boolean iso;

    State(boolean c1, boolean c2, boolean iso) {
      this.c1 = c1;
      this.c2 = c2;
      this.iso = iso;
    }

    /** Whether the controller's bits of a unit say this state. */
    public boolean is(boolean ground, boolean supply, boolean clamp) {
      return c1 == ground && c2 == supply && iso == clamp;
    }

    /** Whether one step leads to another: no line is open before its ground is there, no ground before the supply, and the way back is the same. */
    public boolean leadsTo(State next) {
      return Math.abs(ordinal() - next.ordinal()) == 1;
    }
  }

  private static final Pattern INSTANCE = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(/[A-Za-z_][A-Za-z0-9_$]*)*");

  /** @throws IllegalArgumentException for a name that is no Verilog instance, or two that are the same */
  public Upf {
    for (var name : List.of(controller, macro, unit, storage))
      if (!INSTANCE.matcher(name).matches()) throw new IllegalArgumentException("\"" + name + "\" names no instance; give Verilog names, / between levels, as in u_tile/u_macro");
    if (controller.equals(macro)) throw new IllegalArgumentException("controller and macro are both called " + macro + "; they are two instances");
    if (storage.matches(Pattern.quote(unit) + "\\d+")) throw new IllegalArgumentException("the storage " + storage + " is called as unit " + storage.substring(unit.length()) + " is");
  }

  /** Names as a tile has them. */
  public static Upf of(CimShape shape, String controller, String macro) {
    return new Upf(shape, controller, macro, "u_unit_", "u_storage");
  }

  /** The file, ready to be loaded into the scope that holds both instances. */
  public String text() {
    var text = new StringBuilder(head());
    for (int u = 0; u < shape.units(); u++) text.append('\n').append(unit(u));
    return text.toString();
  }

  private String head() {
    return String.format(Locale.ROOT, """
        # Power intent: %1$d units of %2$d rows x %3$d columns, unit = segment * %4$d + group.
        # A unit: supply of its lines' precharge by c2_o, ground of its cells' pull-down by c1_o, its lines clamped by iso_o to the charged level, which counts as no ones.
        # The layout's macro has an instance %6$s of the cells and one for each unit's lines and pull-downs, %7$s and the unit's number; the model that simulates has none: load this with the layout.
        # C1 and C2 never cut the cells' storage. Its supply may be cut only where all cells of a unit are 0, and until the tile is loaded anew: the controller does not.
        upf_version 2.1
        create_supply_port VDD
        create_supply_port VSS
        create_supply_net VDD
        create_supply_net VSS
        connect_supply_net VDD -ports {VDD}
        connect_supply_net VSS -ports {VSS}
        create_power_domain PD_TOP -include_scope
        create_power_domain PD_STORAGE -elements {%5$s/%6$s}
        set_domain_supply_net PD_TOP -primary_power_net VDD -primary_ground_net VSS
        set_domain_supply_net PD_STORAGE -primary_power_net VDD -primary_ground_net VSS
        """, shape.units(), shape.segmentRows(), shape.groupColumns(), shape.groups(), macro, storage, unit);
  }

  private String unit(int u) {
    var text = new StringBuilder(String.format(Locale.ROOT, """
        # unit %1$d: segment %2$d, group %3$d
        create_power_domain PD_U%1$d -elements {%4$s/%5$s%1$d}
        create_supply_net VDD_U%1$d -domain PD_U%1$d
        create_supply_net VSS_U%1$d -domain PD_U%1$d
        set_domain_supply_net PD_U%1$d -primary_power_net VDD_U%1$d -primary_ground_net VSS_U%1$d
        create_power_switch SW_C2_U%1$d -domain PD_U%1$d -input_supply_port {in VDD} -output_supply_port {out VDD_U%1$d} -control_port {c2 %6$s/c2_o[%1$d]} -on_state {on in {c2}} -off_state {off {!c2}}
        create_power_switch SW_C1_U%1$d -domain PD_U%1$d -input_supply_port {in VSS} -output_supply_port {out VSS_U%1$d} -control_port {c1 %6$s/c1_o[%1$d]} -on_state {on in {c1}} -off_state {off {!c1}}
        set_isolation ISO_U%1$d -domain PD_U%1$d -applies_to outputs -clamp_value 1 -isolation_power_net VDD -isolation_ground_net VSS -isolation_signal {%6$s/iso_o[%1$d]} -isolation_sense high -location parent
        """, u, u / shape.groups(), u % shape.groups(), macro, unit, controller));
    for (var s : State.values()) text.append(String.format(Locale.ROOT, "add_power_state PD_U%d -domain -state {%s -logic_expr {%s && %s && %s}}\n", u, s, bit(s.c1, "c1_o", u), bit(s.c2, "c2_o", u), bit(s.iso, "iso_o", u)));
    for (var s : State.values())
      for (boolean legal : List.of(true, false))
        text.append(String.format(Locale.ROOT, "describe_state_transition %s_%s_U%d -object PD_U%d -from {%s} -to {%s} -%s\n", legal ? "FROM" : "NEVER", s, u, u, s, names(s, legal), legal ? "legal" : "illegal"));
    return text.toString();
  }

  private String bit(boolean set, String port, int u) {
    return (set ? "" : "!") + controller + "/" + port + "[" + u + "]";
  }

  private static String names(State from, boolean legal) {
    return List.of(State.values()).stream().filter(s -> s != from && from.leadsTo(s) == legal).map(State::name).collect(Collectors.joining(" "));
  }
}
