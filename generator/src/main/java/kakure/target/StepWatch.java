// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.OptionalInt;
import kakure.cosim.Simulation;

/** Told where the steps of cases begin and end in a simulation, to the cycle. Of several simulators it is told from several threads. */
public interface StepWatch {
  /** Of a case nothing has been sent yet; what was before it is no part of it. */
  void begins(Simulation simulation);

  /**
   * A step's last transaction has left in the last cycle.
   *
   * @param step by its number; below 0 what comes before the first, the number of steps what follows the last; nothing where the answer does not tell steps apart, and then it is the whole case
   */
  void ends(OptionalInt step, Simulation simulation);
}
