// SPDX-License-Identifier: Apache-2.0
package blocks.cim.cimtile;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.cimmacro.CimMacro;
import java.util.List;
import kakure.spec.Proof;

/** Proofs of {@link CimTile}: the controller's rules for the macro's lines, whatever commands come through the ports. */
final class TileProofs {
  private TileProofs() {}

  /** Small, with gaps of no and of one cycle, and with a channel gate. */
  static List<Proof> all() {
    return List.of(
        proof(small(0)).refutes(".c1_i(controller_c1)", ".c1_i(controller_c2)").refutes("take = cmd_valid_i & cmd_ready_o", "take = cmd_valid_i"),
        proof(small(1)).refutes("result_q <= done_i", "result_q <= start_q"),
        proof(small(0).gated(1, 2)).refutes("take_switch = take &", "take_switch = cmd_valid_i &"),
        proof(small(1).gated(1, 2)));
  }

  /** 2 segments of 2 rows, 2 groups, 2 bits, 2 channels. */
  static CimTile small(int gap) {
    return CimTile.of(CimMacro.ofDigital(new CimShape(4, 4, 2, 2)), 2, new CimPhases(1, gap, 1, 2, 1, 2), 2, 1).counting(4);
  }

  static Proof proof(CimTile tile) {
    return proof(tile, new Proof.Reachability());
  }

  static Proof proof(CimTile t, Proof.Mode mode) {
    int units = t.shape().units(), patternBits = t.controller().patternBits();
    var proof = Proof.of(t, mode, "CimTile.formal.v").define("INDEX", t.widths().index()).define("DATA", t.widths().data()).define("ROWS", t.rows()).define("CHANNELS", t.channels()).define("LOADS", t.gate() > 0 ? t.channelGate().loads() : 1).define("GROUPS", t.groups()).define("UNITS", units)
        .define("PATTERN_BITS", patternBits).define("LINES", 5 * units + t.rows() + t.groups() + 1).define("GIVEN", 3 + patternBits + units + t.groups() + t.rows());
    return t.gate() > 0 ? proof.define("GATE", 1) : proof;
  }
}
