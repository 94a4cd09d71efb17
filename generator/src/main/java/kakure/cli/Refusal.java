// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.ArrayList;
import kakure.BadInput;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.target.PlanException;
import kakure.train.TrainConfig;
import kakure.train.Trainer;

/**
 * What hardware is asked before a network is trained: it would say the same afterwards, but that is late.
 *
 * @param target as the user named it; null for the usual one, or where the network is no chain of hidden layers, for any
 */
record Refusal(String target) {
  /** @throws BadInput if the target does not compute such a network, or where any would do none does */
  void ask(TrainConfig config, Shape image) {
    Network untrained = config.chain() ? config.net().untrained(image) : Trainer.untrained(config, image);
    String where = "network \"" + config.net() + "\" on images of " + image + ": ";
    if (target == null && !config.chain()) any(untrained, where);
    else one(target == null ? TargetOptions.USUAL : target, untrained, where);
  }

  private static void one(String name, Network untrained, String where) {
    try {
      Libraries.target(name).refuse(untrained);
    } catch (PlanException e) {
      throw new BadInput(where + e.getMessage(), e);
    }
  }

  private static void any(Network untrained, String where) {
    var why = new ArrayList<String>();
    for (var t : Libraries.targets()) {
      try {
        t.refuse(untrained);
        return;
      } catch (PlanException e) {
        why.add("--target " + t.name() + ": " + e.getMessage());
      }
    }
    throw new BadInput(where + "no hardware computes it; " + String.join("; ", why));
  }
}
