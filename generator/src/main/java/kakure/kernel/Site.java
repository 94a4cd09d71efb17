// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.Set;

/** A line of the author's Java: what a fault points at. */
record Site(String file, int line) implements Comparable<Site> {
  private static final StackWalker WALKER = StackWalker.getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE));
  private static final String KERNEL = Site.class.getPackageName();

  /** The nearest caller outside this package and outside a block's own {@code place}. */
  static Site here() {
    return WALKER.walk(frames -> frames.filter(Site::author).findFirst().map(f -> new Site(f.getFileName(), f.getLineNumber())).orElse(new Site("unknown", 0)));
  }

  /** A block's source as a whole, for what no single line causes. */
  static Site of(Block block) {
    Class<?> top = block.getClass();
    while (top.getEnclosingClass() != null) top = top.getEnclosingClass();
    return new Site(top.getSimpleName() + ".java", 0);
  }

  private static boolean author(StackWalker.StackFrame f) {
    var type = f.getDeclaringClass();
    return !type.getPackageName().equals(KERNEL) && !type.getPackageName().startsWith("java.") && !(f.getMethodName().equals("place") && Block.class.isAssignableFrom(type));
  }

  @Override
  public int compareTo(Site o) {
    int byFile = file.compareTo(o.file);
    return byFile != 0 ? byFile : Integer.compare(line, o.line);
  }

  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
