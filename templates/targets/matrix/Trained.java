// SPDX-License-Identifier: Apache-2.0
package targets.matrix;

import java.util.List;

/**
 * What came of a training.
 *
 * @param task which
 * @param losses mean of the square of the error in each epoch
 * @param weights in the end, in the order of a perceptron's {@code init}
 * @param accuracy on the points to be judged by, 0 to 1
 * @param steps that were run
 * @param compared values, each equal to the golden model's
 * @param cycles simulated
 */
record Trained(PerceptronTask task, List<Double> losses, long[] weights, double accuracy, long steps, long compared, long cycles) {}
