// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How much of a part a design takes.
 *
 * @param uses of each resource
 */
public record Fill(List<Use> uses) {
  /** A resource by its name in the vendor's words, how much is used of how much there is. */
  public record Use(String resource, long used, long available) {
    double share() {
      return used == 0 ? 0 : available == 0 ? Double.POSITIVE_INFINITY : (double) used / available;
    }

    @Override
    public String toString() {
      return resource + " " + used + " of " + available;
    }
  }

  /** Copies the list. */
  public Fill {
    uses = List.copyOf(uses);
  }

  /** Whether all of it is there. */
  public boolean fits() {
    return uses.stream().allMatch(u -> u.share() <= 1);
  }

  /** Share of the fullest resource. */
  public double share() {
    return uses.stream().mapToDouble(Use::share).max().orElse(0);
  }

  /** How much of one resource is used. @throws java.util.NoSuchElementException if it is none of them */
  public long used(String resource) {
    return uses.stream().filter(u -> u.resource.equals(resource)).findFirst().orElseThrow().used;
  }

  /** All of them, those that are too few with what is missing. */
  public String text() {
    return uses.stream().map(u -> u + (u.share() > 1 ? String.format(Locale.ROOT, " (%d too many)", u.used - u.available) : "")).collect(Collectors.joining(", "));
  }
}
