// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Hears of a running training after every batch, in the thread that trains. */
@FunctionalInterface
public interface TrainProgress {
  /** Hears nothing. */
  TrainProgress NONE = state -> {};

  /**
   * How far it is.
   *
   * @param epoch from 1
   * @param epochs of the whole training
   * @param images done in this epoch
   * @param imagesOfEpoch that an epoch has
   * @param loss mean cross-entropy (nats) since the epoch began
   * @param accuracy share of right labels since the epoch began, on the batches as they were trained
   * @param imagesPerSecond of the wall clock, since training began
   * @param imagesPerCpuSecond of all threads' processor time, compilation and collection included, since training began
   */
  record State(int epoch, int epochs, int images, int imagesOfEpoch, double loss, double accuracy, double imagesPerSecond, double imagesPerCpuSecond) {}

  /** Called after a batch; slow work here slows the training. */
  void report(State state);
}
