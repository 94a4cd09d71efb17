// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kakure.BadInput;
import kakure.data.DataSet;
import kakure.data.Part;
import kakure.data.Wish;
import kakure.network.Images;
import picocli.CommandLine.Option;

/** {@code --data} and what is done with every image of it. */
final class DataOptions {
  @Option(names = "--data", paramLabel = "PATH", description = {
    "Labelled images, told by their content: a folder with IDX files of MNIST form (of three or four dimensions, gzipped or not), CIFAR-10's .bin files or NumPy's .npy;",
    "a folder or .zip with train and test, in each a folder per class with PNG or JPEG files; an .npz."
  })
  private Path path;

  @Option(names = "--resize", paramLabel = "HxW", description = "Make every image so many rows x columns; images of another size are refused without it.")
  private String size;

  @Option(names = "--channels", paramLabel = "N", description = "1: make colour images grey; 3: give grey ones three equal channels.")
  private Integer channels;

  private DataSet set;

  /** As the user gave it, for messages. */
  String source() {
    return path.toString();
  }

  /** Whether the user gave it. */
  boolean given() {
    return path != null;
  }

  /** What every image is made to be. @throws kakure.BadInput for other words than are known */
  Wish wish() {
    return Wish.of(channels, size);
  }

  /** Reads one half with its labels. @throws BadInput if data or labels are missing, or as {@link #readEvenUnlabelled} */
  Images read(Part part) {
    if (path == null) throw new BadInput("--data PATH is missing: give labelled images");
    Images images = readEvenUnlabelled(part);
    if (!images.labelled()) throw new BadInput(path + ": its " + part.images() + " have no labels, which tell their classes");
    return images;
  }

  /** Reads one half; the first time, says the order of the classes where folders name them. @throws kakure.BadInput if it is missing or damaged */
  Images readEvenUnlabelled(Part part) {
    boolean first = set == null;
    if (first) set = DataSet.open(path, wish());
    Images images = set.read(part);
    if (first) {
      List<String> classes = set.classes();
      if (!classes.isEmpty()) System.out.println(IntStream.range(0, classes.size()).mapToObj(i -> i + " " + classes.get(i)).collect(Collectors.joining(", ", "classes: ", "")));
      set.notes().forEach(System.out::println);
    }
    return images;
  }
}
