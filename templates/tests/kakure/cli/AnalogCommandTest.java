// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.network.Images;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code kakure cim-analog}: its table, picture and JSON, the same each time, and what it refuses. */
class AnalogCommandTest {
  private static final int SIDE = 8;

  @TempDir
  private Path folder;

  /** Two kinds of noise, a bright and a dark one, and a network with gates that tells them apart. */
  @BeforeEach
  void model() throws Exception {
    Files.createDirectory(folder.resolve("data"));
    for (var part : Part.values()) {
      int n = part == Part.TRAIN ? 96 : 24;
      var random = new Random(n);
      var pixels = new byte[n * SIDE * SIDE];
      var labels = new byte[n];
      for (int i = 0; i < pixels.length; i++) {
        labels[i / SIDE / SIDE] = (byte) (i / SIDE / SIDE % 2);
        pixels[i] = (byte) (random.nextInt(100) + 150 * labels[i / SIDE / SIDE]);
      }
      IdxFiles.write(folder.resolve("data"), part, Images.grey(SIDE, SIDE, pixels, labels), false);
    }
    assertThat(Cli.run("train", "--data", folder.resolve("data").toString(), "--net", "c4,r8s2,f2", "--gates", "inside", "--density", ".4", "--epochs", "4", "-o", folder.resolve("m.onnx").toString()).code()).isZero();
  }

  private Cli run(Path data, String more) {
    var words = new ArrayList<>(List.of("cim-analog", folder.resolve("m.onnx").toString(), "--data", data.toString(), "-o", folder.resolve("p.png").toString()));
    words.addAll(List.of(more.strip().split(" +")));
    return Cli.run(words.toArray(String[]::new));
  }

  @Test
  void aTableAPictureAndJsonTheSameEachTime() throws Exception {
    String how = "--count 24 --segment-rows 36 --pattern 1 --bits 1,7 --full-scale auto,geometric --noise 0,.1,20 --json " + folder.resolve("r.json");
    Cli cli = run(folder.resolve("data"), how);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("24 images, macros of 288x32/8x2", "every sum of every layer equals the digital macro's and the integer network's", "exact: 7 bits for all rows of a line", "clipped", "noise, ones");
    var picture = ImageIO.read(folder.resolve("p.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(1040);
    assertThat(picture.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    var json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("r.json")));
    double exact = json.get("exactAccuracy").asDouble();
    assertThat(json.get("points")).hasSize(4);
    for (var point : json.get("points")) if (point.get("bits").asInt() == 7) assertThat(point.get("asExact").asDouble()).isEqualTo(1);
    var coarse = json.get("points").get(1);
    assertThat(coarse.get("fullScale").asString()).isEqualTo("geometric");
    assertThat(coarse.get("ones").toString()).isEqualTo("[72]");
    assertThat(coarse.get("asExact").asDouble()).isLessThan(1);
    assertThat(json.get("noise").get(0).get("accuracy").asDouble()).isEqualTo(exact);
    assertThat(json.get("noise").get(2).get("asExact").asDouble()).isLessThan(1);
    byte[] first = Files.readAllBytes(folder.resolve("r.json"));
    assertThat(run(folder.resolve("data"), how).out()).isEqualTo(cli.out());
    assertThat(Files.readAllBytes(folder.resolve("r.json"))).isEqualTo(first);
  }

  /** Noise of .1 ones next to never reaches half of a step of one. */
  @Test
  void aStepOfOneRoundsSmallNoiseAway() throws Exception {
    Cli cli = run(folder.resolve("data"), "--count 24 --segment-rows 72 --bits 7 --full-scale auto --noise .1 --noise-full-scale auto --json " + folder.resolve("r.json"));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).contains("with noise, 7 bits for all rows of a line, full scale auto");
    var json = JsonMapper.builder().build().readTree(Files.readString(folder.resolve("r.json")));
    assertThat(json.get("noiseFullScale").asString()).isEqualTo("auto");
    assertThat(json.get("noise").get(0).get("amplitude").asInt()).isEqualTo(9);
    assertThat(json.get("noise").get(0).get("asExact").asDouble()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--bits 0            | --bits 0: must be 1 to 12",
      "--bits 5,13         | --bits 13: must be 1 to 12",
      "--full-scale 0      | --full-scale 0: must be auto, geometric, half, or ones on a line, 1 to 256, the rows of the macro",
      "--full-scale half,x | --full-scale x: must be auto, geometric, half, or ones on a line, 1 to 256, the rows of the macro",
      "--noise -.1         | --noise -0.1: must be 0 to 45 ones",
      "--noise NaN         | --noise NaN: must be 0 to 45 ones",
      "--noise 46          | --noise 46.0: must be 0 to 45 ones",
      "--noise-full-scale 64 | --noise-full-scale 64: must be geometric or auto",
      "--segment-rows 256 --noise-full-scale auto | --noise-full-scale auto: lines of up to 256 ones need a full scale of 511 for a step of one, the macro has 256 rows; take shorter segments or geometric",
      "--pattern 2 --noise-full-scale auto | --noise-full-scale auto: lines of up to 256 ones need a full scale of 511 for a step of one, the macro has 256 rows; take shorter segments, a smaller --pattern, or geometric",
      "--count 0           | --count 0: must be 1 or more",
      "--segment-rows 0    | --segment-rows 0: must be 1 to 1024",
      "--segment-rows 1025 | --segment-rows 1025: must be 1 to 1024",
      "--pattern 3         | --pattern 3: must be 0 to 2; a macro has 4 segments of 64 rows",
      "--gating half       | --gating half: must be none, skip, held or off",
  })
  void whatIsWrongIsSaidBeforeTheWork(String more, String message) {
    Cli cli = run(folder.resolve("data"), more);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains(message).hasLineCount(1);
    assertThat(folder.resolve("p.png")).doesNotExist();
  }

  @Test
  void dataWithoutTrainingImagesNeedOthers() throws Exception {
    var tests = Files.createDirectory(folder.resolve("tests"));
    for (var file : List.of("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")) Files.copy(folder.resolve("data").resolve(file), tests.resolve(file));
    Cli cli = run(tests, "--count 2");
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("--calibrate PATH takes those of other data").hasLineCount(1);
    assertThat(run(tests, "--count 2 --calibrate " + folder.resolve("data") + " --bits 7 --full-scale geometric --noise 0").code()).isZero();
    assertThat(run(tests, "--count 25").err()).contains("--count 25: ", " holds 24 test images");
  }
}
