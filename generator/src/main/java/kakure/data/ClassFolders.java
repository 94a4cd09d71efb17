// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import kakure.BadInput;
import kakure.network.Images;

/** Pictures in a folder per class, in a folder or a zip: train/cat/1.png, test/dog/2.jpg, or cat/1.png where all are test images. Labels number the classes in the order of their names, as PyTorch's ImageFolder does. */
final class ClassFolders implements DataSet {
  private static final int MOST_CLASSES = 256;

  private final Tree tree;
  private final Wish wish;
  private final List<String> pictures;
  private final boolean split;
  /** Folders above all pictures, with a '/' behind; empty as a rule. */
  private final String root;
  private final List<String> classes;

  ClassFolders(Tree tree, Wish wish) {
    this.tree = tree;
    this.wish = wish;
    pictures = tree.files().stream().filter(Picture::isOne).toList();
    if (pictures.isEmpty()) throw new BadInput(tree.name() + ": holds no PNG or JPEG file");
    root = root();
    split = pictures.stream().anyMatch(p -> part(Part.TRAIN, first(p)) || part(Part.TEST, first(p)));
    var names = new TreeSet<String>();
    for (String p : pictures) if (!split || part(Part.TRAIN, first(p)) || part(Part.TEST, first(p))) names.add(classOf(p));
    classes = List.copyOf(names);
    if (classes.size() > MOST_CLASSES) throw new BadInput(tree.name() + ": holds " + classes.size() + " class folders; up to " + MOST_CLASSES + " are read");
  }

  /** A folder that is packed as a whole stands around all that is in it. */
  private String root() {
    String only = first(pictures.get(0), 0);
    boolean around = !only.isEmpty() && !part(Part.TRAIN, only) && !part(Part.TEST, only) && pictures.stream().allMatch(p -> p.startsWith(only + "/") && p.indexOf('/', only.length() + 1) > 0);
    return around ? only + "/" : "";
  }

  private static String first(String file, int from) {
    int end = file.indexOf('/', from);
    return end < 0 ? "" : file.substring(from, end);
  }

  private String first(String file) {
    return first(file, root.length());
  }

  private static boolean part(Part part, String folder) {
    return part.words().contains(folder.toLowerCase(Locale.ROOT));
  }

  private String classOf(String picture) {
    String name = split ? first(picture, root.length() + first(picture).length() + 1) : first(picture);
    if (name.isEmpty()) throw new BadInput(tree.title(picture) + ": lies in no folder of a class, which tells its label");
    return name;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public List<String> notes() {
    var notes = new ArrayList<String>();
    long others = tree.files().size() - pictures.size();
    if (others > 0) notes.add(tree.name() + ": " + others + (others == 1 ? " file that is" : " files that are") + " no PNG or JPEG left out");
    return notes;
  }

  @Override
  public void close() {
    tree.close();
  }

  @Override
  public Images read(Part part) {
    Optional<String> folder = folder(part);
    List<String> chosen = pictures.stream().filter(p -> !split || folder.filter(f -> f.equals(first(p))).isPresent()).toList();
    if (part == Part.TRAIN && !split || chosen.isEmpty()) {
      throw new BadInput(tree.name() + ": holds no " + part.images() + ": give a folder \"train\" and a folder \"test\", each with a folder per class; there " + (split ? "is one of the two" : "are folders of classes only"));
    }
    var made = new Collected();
    for (String p : chosen) made.add(wish.apply(Picture.read(tree.title(p), tree.bytes(p, Picture.MOST_BYTES))), classes.indexOf(classOf(p)));
    return made.images();
  }

  /** The folder of a part: the first of its words that is there. */
  private Optional<String> folder(Part part) {
    List<String> there = pictures.stream().map(this::first).distinct().toList();
    return part.words().stream().flatMap(word -> there.stream().filter(f -> f.toLowerCase(Locale.ROOT).equals(word))).findFirst();
  }
}
