// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import kakure.data.Part;
import kakure.network.Images;
import kakure.train.TrainConfig;

/**
 * The two halves of a training's images.
 *
 * @param images to train on
 * @param unseen to judge by
 */
record TrainingSets(Images images, Images unseen) {
  /**
   * Reads them. What hardware refuses, and what the network cannot be tried on, is refused before anything is trained: it would be told after hours.
   *
   * @throws kakure.BadInput if they cannot be read, or one of these
   */
  static TrainingSets read(DataOptions data, TrainConfig config, Refusal refusal) {
    Images images = data.read(Part.TRAIN);
    refusal.ask(config, images.shape());
    Images unseen = data.read(Part.TEST);
    TrainCommand.refuseOthers(data, config.net(), images, unseen);
    return new TrainingSets(images, unseen);
  }
}
