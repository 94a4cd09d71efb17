// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import java.math.BigInteger;

/**
 * What a controller shows in one cycle: lines that are on are 1 here, whatever their ports show.
 *
 * @param state it is in
 * @param bit number of the input bit
 * @param power c1, c2, iso
 * @param act units that take part in the bit, in state BIT; 0 elsewhere
 * @param precharge units whose local lines are charged
 * @param wl rows whose word lines are on
 * @param sel units whose local lines join the global line
 * @param globalPrecharge the global lines are charged
 * @param sae column groups whose converters sample
 * @param accEn column groups whose accumulators take a value
 * @param accClr accumulators are cleared
 * @param accShl accumulators shift
 * @param accSub what they take is subtracted
 */
public record Lines(
    ControlState state, int bit, Power power, BigInteger act, BigInteger precharge, BigInteger wl, BigInteger sel, boolean globalPrecharge, BigInteger sae, BigInteger accEn, boolean accClr, boolean accShl, boolean accSub) {
  /** A cycle in which nothing but the power lines is on. */
  static Lines quiet(ControlState state, int bit, Power power, boolean accSub) {
    var no = BigInteger.ZERO;
    return new Lines(state, bit, power, no, no, no, no, false, no, no, false, false, accSub);
  }

  Lines begin(BigInteger units, boolean first) {
    return new Lines(state, bit, power, units, precharge, wl, sel, globalPrecharge, sae, accEn, first, !first, accSub);
  }

  Lines charge(BigInteger units) {
    return new Lines(state, bit, power, act, units, wl, sel, true, sae, accEn, accClr, accShl, accSub);
  }

  Lines evaluate(BigInteger rows) {
    return new Lines(state, bit, power, act, precharge, rows, sel, globalPrecharge, sae, accEn, accClr, accShl, accSub);
  }

  Lines share(BigInteger units, BigInteger groups) {
    return new Lines(state, bit, power, act, precharge, wl, units, globalPrecharge, groups, accEn, accClr, accShl, accSub);
  }

  Lines accumulate(BigInteger groups) {
    return new Lines(state, bit, power, act, precharge, wl, sel, true, sae, groups, accClr, accShl, accSub);
  }
}
