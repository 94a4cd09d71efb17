// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import kakure.network.TrainedNode;

/**
 * A layer that is trained: a kind of its own says what is learnt and how its products arise. It reads what another makes, {@link #output}, and leaves the gradient there.
 *
 * <p>A batch runs in groups of {@link Kernels#LANES} images. The passes hand groups to the crew; what they share they add up in the groups' order, so that the bytes do not depend on threads.
 */
interface TrainLayer {
  /** What the next layer reads and where it leaves its gradient. */
  Maps output();

  /** Makes the output of a group; the layer that reads it calls this in its own forward pass, once, so that the group is still in the cache. */
  void activate(int group);

  /**
   * From the input's activations to sums.
   *
   * @param settle whether statistics of the batch are taken anew; otherwise they are fixed
   */
  void forward(Crew crew, boolean settle);

  /**
   * From the gradient of the output to that of the input, and of what is learnt.
   *
   * @param scratch memory of each worker, of {@link #scratch} floats or more
   */
  void backward(Crew crew, float[][] scratch);

  /** Floats of memory that a worker needs in {@link #backward}. */
  default int scratch() {
    return 0;
  }

  /** A step of what is learnt along its gradient. */
  default void learn(float rate) {}

  /** Begins the second training of {@link FillConfig}. */
  default void fill(Levels levels) {}

  /** From now on so many planes of bit-serial weights are multiplied; {@link #prepare} follows. */
  default void stop(int planes) {}

  /** Adds the gradient of this pass to those of the other precisions, for {@link #learn}. */
  default void collect() {}

  /** Makes ready for the next passes what follows from what is learnt; called before the first and after each {@link #learn}. */
  default void prepare() {}

  /** Statistics of its normalisation; null where it has none, as in the last layer. */
  default Statistics statistics() {
    return null;
  }

  /** Values per channel over which the statistics of a batch run. */
  default long population() {
    return 0;
  }

  /** Whether there is nothing that it could learn. */
  default boolean settled() {
    return true;
  }

  /** What has been learnt. */
  TrainedNode result();

  /**
   * Maps of all groups, and their gradients.
   *
   * @param layout of the values
   * @param values by group
   * @param gradientLayout of the gradients
   * @param gradients by group; null where none is wanted, of an image
   */
  record Maps(Planes layout, float[][] values, Planes gradientLayout, float[][] gradients) {
    /** Nobody asks for the gradient of an image. */
    static Maps image(Planes layout, float[][] values) {
      return new Maps(layout, values, null, null);
    }
  }
}
