// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.List;

/**
 * A dense network that was trained.
 *
 * @param epochs how it went
 * @param layers what it has learnt
 * @param imagesPerSecond of the wall clock, while it was trained
 * @param imagesPerCpuSecond of all threads' processor time, while it was trained
 */
public record DenseResult(List<Epoch> epochs, List<Layer> layers, double imagesPerSecond, double imagesPerCpuSecond) {
  /** Copies the lists. */
  public DenseResult {
    epochs = List.copyOf(epochs);
    layers = List.copyOf(layers);
  }

  /**
   * A pass over the training images.
   *
   * @param loss mean cross-entropy, nats, on the batches as they were trained
   * @param accuracy share of right labels on them
   * @param correct of the unseen images after it
   */
  public record Epoch(double loss, double accuracy, int correct) {}

  /**
   * A layer.
   *
   * @param name as conv0 or fc1
   * @param weights element (output, input, tap), the tap row by row
   * @param biases one per output
   */
  public record Layer(String name, float[] weights, float[] biases) {}
}
