// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;

/** A folder of the cache with the lengths and check sums of its files beside them: one that a full disk, a crash or a cleaner damaged is not used. */
final class CacheEntry {
  private static final String SEAL = "seal";

  private final Path folder;
  private final List<String> files;

  CacheEntry(Path folder, List<String> files) {
    this.folder = folder;
    this.files = files;
  }

  /** Whether all files are there as they were put. */
  boolean sound() {
    try {
      return Files.readString(folder.resolve(SEAL), StandardCharsets.UTF_8).equals(seal(folder));
    } catch (IOException e) {
      return false; // it is made anew, which tells what is wrong with the place
    }
  }

  /** Seals and renames what was built; if another program was faster, its result is as good. */
  void put(Path done) throws IOException {
    Files.writeString(done.resolve(SEAL), seal(done), StandardCharsets.UTF_8);
    try {
      Files.move(done, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (sound()) return;
      Path aside = Files.createTempDirectory(folder.getParent(), "tmp-");
      Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
      Children.remove(aside);
      Files.move(done, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private String seal(Path place) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : files) {
      byte[] content = Files.readAllBytes(place.resolve(name));
      CRC32 crc = new CRC32();
      crc.update(content);
      text.append(name).append(' ').append(content.length).append(' ').append(Long.toHexString(crc.getValue())).append('\n');
    }
    return text.toString();
  }
}
