// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kakure.BadInput;
import kakure.network.TrainedNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights in a file beside the model: read from within its folder and its length, refused by name otherwise. */
class ExternalDataTest {
  private final TrainedNetwork trained = Model.small();
  private final Model model = new Model(trained);
  private byte[] weight;

  @TempDir
  private Path folder;

  private Path home;

  @BeforeEach
  void weightsBeside() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    weight = model.constant("b.weight").getRawData().toByteArray();
    byte[] file = new byte[weight.length + 100];
    System.arraycopy(weight, 0, file, 64, weight.length);
    Files.write(home.resolve("data"), file);
    Files.write(folder.resolve("outside"), file);
    stored("location", "data", "offset", "64", "length", String.valueOf(weight.length));
  }

  private void stored(String... entries) {
    TensorProto.Builder t = model.constant("b.weight").clearRawData().clearExternalData().setDataLocation(TensorProto.DataLocation.EXTERNAL);
    for (int i = 0; i < entries.length; i += 2) t.addExternalData(StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
  }

  private Path written() throws IOException {
    return Files.write(home.resolve("small.onnx"), model.bytes());
  }

  private void refused(String reason) throws IOException {
    Path file = written();
    assertThatThrownBy(() -> OnnxReader.read(file)).isInstanceOf(BadInput.class).hasMessageStartingWith(file + ": constant \"b.weight\" is stored in ").hasMessageContaining(reason);
  }

  @Test
  void insideTheFolder() throws IOException {
    assertThat(OnnxReader.read(written())).isEqualTo(trained.quantise());
    Files.createDirectory(home.resolve("below"));
    Files.move(home.resolve("data"), home.resolve("below/data"));
    stored("location", "below/data", "offset", "64", "checksum", "0");
    assertThat(OnnxReader.read(written())).isEqualTo(trained.quantise());
    Files.createSymbolicLink(home.resolve("link"), Path.of("below/data"));
    stored("location", "link", "offset", "64");
    assertThat(OnnxReader.read(written())).isEqualTo(trained.quantise());
  }

  @Test
  void outsideTheFolder() throws IOException {
    stored("location", "../outside", "offset", "64");
    refused(".. leads out of the model's folder; store it beside the model");
    stored("location", folder.resolve("outside").toString(), "offset", "64");
    refused("an absolute path; store it beside the model");
    Files.createSymbolicLink(home.resolve("link"), folder.resolve("outside"));
    stored("location", "link", "offset", "64");
    refused("a link that leads out of the model's folder");
    Files.createSymbolicLink(home.resolve("up"), folder);
    stored("location", "up/outside", "offset", "64");
    refused("a link that leads out of the model's folder");
  }

  @Test
  void beyondItsLength() throws IOException {
    stored("location", "data", "offset", "101");
    refused("at byte 101 as 864 bytes, but the file has 964: it is cut off, or not this model's");
    stored("location", "data", "offset", "999999999999999999");
    refused("but the file has 964");
    stored("location", "data", "offset", "-1");
    refused("with the offset \"-1\": must be a number of bytes");
    stored("location", "data", "length", "863");
    refused("as 863 bytes, but its shape needs 864");
  }

  @Test
  void noFile() throws IOException {
    stored("location", "none");
    refused("there is no such file beside the model; copy it there");
    Files.createDirectory(home.resolve("folder"));
    stored("location", "folder");
    refused("which is not a file");
    stored("location", "a\0b");
    refused("not a path");
    stored("offset", "0");
    refused("but the model does not say in which (location)");
    stored("location", "data");
    assertThatThrownBy(model::read).isInstanceOf(BadInput.class).hasMessageContaining("but the model is not a file beside it; store the model as one file");
  }
}
