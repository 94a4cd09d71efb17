// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import kakure.ExternalTool;
import kakure.data.Part;
import kakure.data.IdxFiles;
import kakure.network.Network;
import kakure.network.Shape;
import kakure.data.Strokes;
import kakure.network.onnx.OnnxReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the training script of the example reads, and what it refuses: in one line, with exit 2, before anything is written. */
@Tag("slow")
class PyTorchDataTest {
  @TempDir
  private Path folder;

  private PyTorch torch;

  @BeforeEach
  void pytorch() throws Exception {
    torch = PyTorch.require();
  }

  @Test
  void wrongInputIsRefused() throws Exception {
    List<Map.Entry<String, String>> refused = List.of(
        Map.entry("--data nowhere", "nowhere: there is no such folder"),
        Map.entry("--data empty", "empty: holds neither a folder train of class folders nor any of train-images-idx3-ubyte, train-images-idx3-ubyte.gz, "),
        Map.entry("--data cut", "train-images-idx3-ubyte: its header asks for 31376 bytes, it holds 31000"),
        Map.entry("--data damaged", "train-images-idx3-ubyte.gz: damaged, or cannot be read: "),
        Map.entry("--data labels", "labels: 40 images of [1, 28, 28] with 30 labels"),
        Map.entry("--data huge", "train-images-idx3-ubyte, byte 4: 4294967295 x 28 x 28 numbers; 1 to 1073741824 are read"),
        Map.entry("--data swapped", "train-images-idx3-ubyte, byte 0: not an IDX file of u8 images, which starts with 0x0803"),
        Map.entry("--data good --net c8,x,f10", "--net c8,x,f10: \"x\": expected cN, cNsS, kKcN, p or fN"),
        Map.entry("--data good --net p,f10", "--net p,f10: \"p\": 2x2 pooling follows a convolution"),
        Map.entry("--data good --net c8", "--net c8: \"c8\": the last layer must be fully connected"),
        Map.entry("--data good --net f20,c8,f10", "--net f20,c8,f10: \"c8\": a convolution behind a fully connected layer"),
        Map.entry("--data good --net f3", "--net f3: 3 outputs, but there are labels up to 9"),
        Map.entry("--data good --net c8s0,f10", "stride 0: must be 1 or more"),
        Map.entry("--data good --density 0", "density 0.0: must be above 0 and at most 1"),
        Map.entry("--data good --seed -1", "seed -1: "),
        Map.entry("--data good --epochs 0", "--epochs must be 1 or more"),
        Map.entry("--data good -o no/m.onnx", "no/m.onnx: cannot be written: its folder does not exist"));
    Strokes.write(folder.resolve("good"), 3, 40, 40);
    Files.createDirectories(folder.resolve("empty"));
    for (String bad : List.of("cut", "labels", "huge", "swapped")) {
      IdxFiles.write(folder.resolve(bad), Part.TRAIN, Strokes.draw(1, 40), false);
      IdxFiles.write(folder.resolve(bad), Part.TEST, Strokes.draw(2, 40), true);
    }
    IdxFiles.write(folder.resolve("damaged"), Part.TRAIN, Strokes.draw(1, 40), true);
    change("cut/train-images-idx3-ubyte", bytes -> Arrays.copyOf(bytes, 31_000));
    change("damaged/train-images-idx3-ubyte.gz", bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    change("huge/train-images-idx3-ubyte", bytes -> {
      Arrays.fill(bytes, 4, 8, (byte) -1);
      return bytes;
    });
    Files.copy(folder.resolve("swapped/train-labels-idx1-ubyte"), folder.resolve("swapped/train-images-idx3-ubyte"), StandardCopyOption.REPLACE_EXISTING);
    IdxFiles.write(folder.resolve("other"), Part.TRAIN, Strokes.draw(1, 30), false);
    Files.copy(folder.resolve("other/train-labels-idx1-ubyte"), folder.resolve("labels/train-labels-idx1-ubyte"), StandardCopyOption.REPLACE_EXISTING);
    Files.write(folder.resolve("lines"), refused.stream().map(wrong -> "-o m.onnx " + wrong.getKey()).toList());
    List<String> said = torch.witness(folder, "wrong_input", "lines").lines().toList();
    assertThat(said).hasSameSizeAs(refused);
    for (int i = 0; i < said.size(); i++) assertThat(said.get(i)).as(refused.get(i).getKey()).contains(refused.get(i).getValue());
    assertThat(folder.resolve("m.onnx")).doesNotExist();
    refused(("-o m.onnx " + refused.get(0).getKey()).split(" "), refused.get(0).getValue());
  }

  private interface Change {
    byte[] of(byte[] bytes);
  }

  private void change(String file, Change change) throws IOException {
    Files.write(folder.resolve(file), change.of(Files.readAllBytes(folder.resolve(file))));
  }

  private void refused(String[] arguments, String message) throws Exception {
    ExternalTool.Result result = torch.train(folder, arguments);
    assertThat(result.status()).as(result.text()).isEqualTo(2);
    assertThat(result.text()).contains("train.py: ", message).doesNotContain("Traceback");
    assertThat(folder.resolve("m.onnx")).doesNotExist();
  }

  @Test
  void foldersOfImagesAreRead() throws Exception {
    draw("train", List.of("circle", "square"), 20, 9, 7, BufferedImage.TYPE_3BYTE_BGR);
    String[] arguments = {"--data", ".", "--net", "c8,f2", "--epochs", "2", "-o", "m.onnx"};
    if (!torch.hasPillow()) {
      refused(arguments, "images in folders need Pillow: apt-get install python3-pil, or pip install pillow");
      return;
    }
    ExternalTool.Result held = torch.train(folder, arguments);
    assertThat(held.status()).as(held.text()).isZero();
    assertThat(held.text()).contains("classes, in order: circle, square", "has no folder test: every tenth image is held out", "on 36 images of 3 x 7 x 9", " of 4 test images right");
    draw("test", List.of("square"), 3, 9, 7, BufferedImage.TYPE_3BYTE_BGR);
    Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), Path.of("m.onnx"));
    Files.delete(folder.resolve("m.onnx"));
    ExternalTool.Result all = torch.train(folder, "--data", ".", "--net", "c8,f2", "--epochs", "2", "-o", "link.onnx");
    assertThat(all.text()).contains("on 40 images of 3 x 7 x 9", "link.onnx: ", " of 3 test images right");
    assertThat(link).isSymbolicLink();
    Network network = OnnxReader.read(folder.resolve("m.onnx"));
    assertThat(network.input()).isEqualTo(new Shape(3, 7, 9));
    ExternalTool.Result grey = torch.train(folder, "--data", ".", "--net", "c8,f2", "--epochs", "1", "--channels", "1", "-o", "grey.onnx");
    assertThat(grey.text()).contains("on 40 images of 1 x 7 x 9");
  }

  @Test
  void imagesThatDoNotFitAreRefused() throws Exception {
    if (!torch.hasPillow()) Assumptions.abort("optional: that Python has no Pillow (apt-get install python3-pil)");
    String[] arguments = {"--data", ".", "--net", "c8,f2", "-o", "m.onnx"};
    draw("train", List.of("a"), 3, 9, 7, BufferedImage.TYPE_BYTE_GRAY);
    draw("train", List.of("b"), 3, 7, 9, BufferedImage.TYPE_BYTE_GRAY);
    refused(arguments, "0.png: 7 x 9 L, but the images before it are 9 x 7 L; bring them to one size");
    draw("train", List.of("b"), 3, 9, 7, BufferedImage.TYPE_3BYTE_BGR);
    refused(arguments, "0.png: 9 x 7 RGB, but the images before it are 9 x 7 L; bring them to one size, or give --channels 1 or 3");
    draw("train", List.of("b"), 3, 9, 7, BufferedImage.TYPE_4BYTE_ABGR);
    refused(arguments, "0.png: an image of kind RGBA, not 8 bits of grey or colour; give --channels 1 or 3 to convert all");
    draw("train", List.of("b"), 3, 9, 7, BufferedImage.TYPE_BYTE_GRAY);
    Files.writeString(folder.resolve("train/b/1.png"), "no image");
    refused(arguments, "1.png: not an image that Pillow reads: ");
    Files.delete(folder.resolve("train/b/1.png"));
    draw("test", List.of("c"), 3, 9, 7, BufferedImage.TYPE_BYTE_GRAY);
    refused(arguments, "test/c: no class of the training images (a, b)");
  }

  private void draw(String part, List<String> classes, int count, int width, int height, int type) throws IOException {
    SplittableRandom rng = new SplittableRandom(5);
    for (String name : classes) {
      Path to = Files.createDirectories(folder.resolve(part).resolve(name));
      for (int i = 0; i < count; i++) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int k = 0; k < width * height; k++) image.setRGB(k % width, k / width, rng.nextInt() | 0xFF000000);
        ImageIO.write(image, "png", to.resolve(i + ".png").toFile());
      }
    }
  }
}
