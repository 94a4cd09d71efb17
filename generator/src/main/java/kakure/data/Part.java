// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.util.List;

/** Which half of a data set. */
public enum Part {
  /** What a network learns from. */
  TRAIN("train", List.of("train", "training")),
  /** What it has not seen. */
  TEST("t10k", List.of("test", "testing", "t10k", "val", "valid", "validation", "eval"));

  private final String prefix;
  private final List<String> words;

  Part(String prefix, List<String> words) {
    this.prefix = prefix;
    this.words = words;
  }

  /** Start of the names of its IDX files. */
  public String prefix() {
    return prefix;
  }

  /** What it is called in names of folders and arrays, in lower case; the first that is there is meant. */
  List<String> words() {
    return words;
  }

  /** "training images", "test images". */
  public String images() {
    return this == TRAIN ? "training images" : "test images";
  }
}
