// SPDX-License-Identifier: Apache-2.0
package kakure.train;

import java.util.List;

/**
 * What may help a training, each for itself; the hardware is the same with all of them.
 *
 * @param shift images are moved by up to an eighth of their side in both directions, black where nothing is left
 * @param flip every other image is mirrored, left to right
 * @param learnt scale and shift of the normalisation are learnt per channel; the requantiser holds them already
 * @param global the mask keeps the share of all free layers together, by |score| times the root of the weights of an output, each layer at least one weight
 */
public record RecipeConfig(boolean shift, boolean flip, boolean learnt, boolean global) {
  /** None of it. */
  public static final RecipeConfig NONE = new RecipeConfig(false, false, false, false);

  /** @param augment {@code shift}, {@code flip} or both with a comma between, or {@code none}; @param choice {@code layer} or {@code global}. @throws IllegalArgumentException for other words */
  public static RecipeConfig parse(String augment, boolean learnt, String choice) {
    var words = List.of(augment.split(",", -1));
    boolean known = augment.equals("none") || words.stream().allMatch(w -> w.equals("shift") || w.equals("flip")) && words.stream().distinct().count() == words.size();
    if (!known) throw new IllegalArgumentException("--augment " + augment + ": must be none, shift, flip or shift,flip");
    if (!choice.equals("layer") && !choice.equals("global")) throw new IllegalArgumentException("--choice " + choice + ": must be layer or global");
    return new RecipeConfig(words.contains("shift"), words.contains("flip"), learnt, choice.equals("global"));
  }
}
