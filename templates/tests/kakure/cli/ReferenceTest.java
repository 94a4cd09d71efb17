// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import kakure.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rtl-out/reference} is what a reader sees of a generated engine, and what shows every change of the Verilog: it equals what is generated now. */
class ReferenceTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @Test
  void theReferenceIsWhatIsGenerated(@TempDir Path folder) throws Exception {
    Path kept = ROOT.resolve("rtl-out/reference");
    Path target = folder.resolve("engine");
    assertThat(Cli.run("generate", ROOT.resolve("examples/digits/digits.onnx").toString(), "--array", "4x4x8", "-o", target.toString()).code()).isZero();
    if (Snapshot.updating()) keep(texts(target), kept);
    assertThat(texts(kept)).as("scripts/update-golden.sh writes it anew").isEqualTo(texts(target));
  }

  private static void keep(TreeMap<String, String> texts, Path kept) throws Exception {
    for (String old : texts(kept).keySet()) if (!texts.containsKey(old)) Files.delete(kept.resolve(old));
    for (var text : texts.entrySet()) {
      Files.createDirectories(kept.resolve(text.getKey()).getParent());
      Files.writeString(kept.resolve(text.getKey()), text.getValue());
    }
  }

  /** What a reader sees: words of streams are nothing to read, and design.json has their hashes. */
  private static TreeMap<String, String> texts(Path folder) throws Exception {
    var texts = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.endsWith(".hex") && !name.endsWith(".bin")) texts.put(name, Files.readString(file));
      }
    }
    return texts;
  }
}
