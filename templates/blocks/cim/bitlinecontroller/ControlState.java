// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

/** States of a controller (specification, section 4); their order is the order of an operation. */
public enum ControlState {
  /** Ready; weights may be written. */
  IDLE,
  /** At its end units that are not needed are clamped, and what is needed gets its supply. */
  PWR0,
  /** The supply comes up. */
  WAKE,
  /** At its end needed units have ground, the others lose it. */
  PWR1,
  /** At its end the clamps of needed units are off; asleep, the others lose their supply. */
  PWR2,
  /** A bit begins: accumulators are cleared or shift, and it is formed what acts. */
  BIT,
  /** Local and global lines are charged. */
  PCH,
  /** Quiet. */
  GAP1,
  /** Word lines. */
  EVAL,
  /** Quiet. */
  GAP2,
  /** Some segments share the global line. */
  SHARE,
  /** Converters sample it. */
  SENSE,
  /** The accumulators take what was sampled; the global line is charged. */
  ACC,
  /** The end. */
  DONE
}
