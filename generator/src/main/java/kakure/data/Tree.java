// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import kakure.BadInput;

/** Files below a root, in a folder or in a zip. */
interface Tree extends AutoCloseable {
  /** What it is, for messages. */
  String name();

  /** Names from the root on with '/' between, sorted; without those that begin with a dot, which belong to the system. */
  List<String> files();

  /** A file's content. @throws IOException if it cannot be read */
  InputStream open(String file) throws IOException;

  /**
   * A file's content as a whole.
   *
   * @throws BadInput if it has more bytes than {@code most}, or cannot be read
   */
  default byte[] bytes(String file, int most) {
    try (InputStream in = open(file)) {
      byte[] all = in.readNBytes(most);
      if (in.read() >= 0) throw new BadInput(title(file) + ": has more than " + most + " bytes");
      return all;
    } catch (IOException e) {
      throw new BadInput(title(file) + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** A file, for messages. */
  default String title(String file) {
    return name() + "/" + file;
  }

  /** Lets go of the file, where it is one. */
  @Override
  default void close() {}

  /** Whether a name belongs to the system or a program that packs, not to the user. */
  static boolean hidden(String file) {
    return file.startsWith(".") || file.contains("/.") || file.startsWith("__MACOSX/");
  }
}
