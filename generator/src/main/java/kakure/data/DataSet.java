// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.network.Images;

/** Labelled images from anywhere, told by their content: IDX files, class folders of PNG and JPEG files or a zip of such, CIFAR-10's binary form, NumPy's arrays. */
public interface DataSet extends AutoCloseable {
  /** What is read, for messages. */
  String FORMS = "IDX files (train-images-idx3-ubyte and so on), class folders of PNG or JPEG files or a .zip of them, CIFAR-10's .bin files, or NumPy's .npy or .npz arrays";

  /**
   * Reads one half; the test images may have no labels.
   *
   * @throws BadInput if it is missing or damaged: the file, where in it, and why
   */
  Images read(Part part);

  /** Names of the classes in the order of their labels; empty where the data have none. */
  default List<String> classes() {
    return List.of();
  }

  /** What was understood, or left out, beyond the plain form: sentences for the user, after reading. */
  default List<String> notes() {
    return List.of();
  }

  /** Lets go of files that are kept open between reads. */
  @Override
  default void close() {}

  /**
   * Finds out what lies there.
   *
   * @param path folder, .zip or .npz file
   * @param wish what every image is made to be
   * @throws BadInput if there is nothing that is read
   */
  static DataSet open(Path path, Wish wish) {
    if (!Files.exists(path)) throw new BadInput(path + ": there is no such file or folder; give one that holds " + FORMS);
    return Files.isDirectory(path) ? folder(path, wish) : file(path, wish);
  }

  private static DataSet file(Path path, Wish wish) {
    if (!Zip.is(head(path))) throw new BadInput(path + ": is a file; give the folder that holds it" + (Files.isRegularFile(path) ? " (or a .zip of class folders, or an .npz)" : ""));
    return packed(path, wish);
  }

  private static DataSet packed(Path path, Wish wish) {
    Tree zip = new Zip(path);
    try {
      return NpyArrays.in(zip) ? new NpyArrays(zip, wish) : new ClassFolders(zip, wish);
    } catch (BadInput e) {
      zip.close();
      throw e;
    }
  }

  private static DataSet folder(Path path, Wish wish) {
    List<String> names = names(path);
    if (names.stream().anyMatch(IdxFiles::isOne)) return wish.over(part -> IdxFiles.readEvenUnlabelled(path, part));
    if (names.stream().anyMatch(CifarFiles::isOne)) return wish.over(part -> CifarFiles.read(path, part));
    List<String> packed = names.stream().filter(n -> n.endsWith(".npz")).toList();
    if (packed.size() > 1) throw new BadInput(path + ": holds " + packed.size() + " .npz files; give one of them, such as " + path.resolve(packed.get(0)));
    if (packed.size() == 1) return packed(path.resolve(packed.get(0)), wish);
    Tree tree = new Folder(path);
    if (NpyArrays.in(tree)) return new NpyArrays(tree, wish);
    if (tree.files().stream().anyMatch(Picture::isOne)) return new ClassFolders(tree, wish);
    throw new BadInput(path + ": holds no images that are read: " + FORMS);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new BadInput(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] head(Path file) {
    if (!Files.isRegularFile(file)) return new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(8);
    } catch (IOException e) {
      throw new BadInput(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
