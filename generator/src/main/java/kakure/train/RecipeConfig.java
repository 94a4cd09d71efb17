// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.List;

/**
 * What may help a training, each for itself; the hardware is the same with all of them.
 *
 * @param shift images are moved by up to an eighth of their side in both directions, black where nothing is left
 * @param flip every image is mirrored, left to right, in every other epoch, half of them in each: so that both sides of one are seen equally often (Jordan, arXiv 2404.00498)
 * @param cut a square of a quarter of the side is black in every image, its middle anywhere (DeVries and Taylor, arXiv 1708.04552)
 * @param learnt scale and shift of the normalisation are learnt per channel; the requantiser holds them already
 * @param global the mask keeps the share of all free layers together, by |score| times the root of the weights of an output, each layer at least one weight
 * @param smooth probability that is wanted of all classes alike in place of the label, 0 or more, below 1 (Szegedy et al., arXiv 1512.00567)
 */
public record RecipeConfig(boolean shift, boolean flip, boolean cut, boolean learnt, boolean global, double smooth) {
  /** None of it. */
  public static final RecipeConfig NONE = new RecipeConfig(false, false, false, false, false, 0);

  private static final List<String> KINDS = List.of("shift", "flip", "cut");

  /** @throws IllegalArgumentException if the probability is out of range */
  public RecipeConfig {
    if (!(smooth >= 0 && smooth < 1)) throw new IllegalArgumentException("--smooth " + smooth + ": must be 0 or more and below 1, such as 0.1");
  }

  /** @param augment words of {@code shift}, {@code flip} and {@code cut} with commas between, or {@code none}; @param choice {@code layer} or {@code global}. @throws IllegalArgumentException for other words */
  public static RecipeConfig parse(String augment, boolean learnt, String choice, double smooth) {
    var words = List.of(augment.split(",", -1));
    boolean known = augment.equals("none") || KINDS.containsAll(words) && words.stream().distinct().count() == words.size();
    if (!known) throw new IllegalArgumentException("--augment " + augment + ": must be none, or of shift, flip and cut with commas between");
    if (!choice.equals("layer") && !choice.equals("global")) throw new IllegalArgumentException("--choice " + choice + ": must be layer or global");
    return new RecipeConfig(words.contains("shift"), words.contains("flip"), words.contains("cut"), learnt, choice.equals("global"), smooth);
  }
}
