// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.network.Images;

/** NumPy's arrays in a folder or an .npz, by the names that are usual: x_train and y_train, train_images and train_labels, x_test and so on; images and labels, or x and y, are test images. */
final class NpyArrays implements DataSet {
  private static final List<String> IMAGES = List.of("x", "images", "data");
  private static final List<String> LABELS = List.of("y", "labels", "targets");
  private static final String END = ".npy";

  private final Tree tree;
  private final Wish wish;

  NpyArrays(Tree tree, Wish wish) {
    this.tree = tree;
    this.wish = wish;
  }

  /** Whether there are such arrays. */
  static boolean in(Tree tree) {
    return tree.files().stream().anyMatch(f -> f.endsWith(END) && !f.contains("/"));
  }

  @Override
  public void close() {
    tree.close();
  }

  @Override
  public Images read(Part part) {
    String images = find(part, IMAGES);
    String labels = find(part, LABELS);
    try (InputStream x = tree.open(images); InputStream y = tree.open(labels)) {
      return wish.apply(new Npy(tree.title(images), x).images(new Npy(tree.title(labels), y)));
    } catch (IOException e) {
      throw new BadInput(tree.title(images) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private String find(Part part, List<String> kinds) {
    List<String> names = Stream.concat(
        part.words().stream().flatMap(word -> kinds.stream().flatMap(kind -> Stream.of(kind + "_" + word, word + "_" + kind, kind + word, word + kind))),
        part == Part.TEST ? kinds.stream() : Stream.of()).toList();
    for (String name : names) {
      Optional<String> file = tree.files().stream().filter(f -> f.toLowerCase(Locale.ROOT).equals(name + END)).findFirst();
      if (file.isPresent()) return file.get();
    }
    throw new BadInput(tree.name() + ": holds no " + part.images() + ": neither " + names.get(0) + END + " nor " + names.get(5) + END + (kinds == LABELS ? ", which tells their classes" : "")
        + "; it holds " + String.join(", ", tree.files().stream().filter(f -> f.endsWith(END)).limit(6).toList()));
  }
}
