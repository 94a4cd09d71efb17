// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.data.IdxFiles;
import kakure.data.Part;
import kakure.host.TestImage;
import kakure.network.Network;
import kakure.network.golden.GoldenNetwork;
import kakure.network.onnx.OnnxReader;
import kakure.target.Given;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The C program that lies beside a loaded board's bytes, compiled as C99 without a warning, puts a user's pictures in the place of the one there, and classifies them through the simulated board; bytes that are missing are an error, after which a reset helps. */
@Tag("slow")
class SerialProgramTest {
  private static final Path EXAMPLE = Path.of("").toAbsolutePath().resolveSibling("examples");
  private static final String SILENT = "error -2\n";

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void picturesAreClassifiedByBytes(boolean keep) throws Exception {
    new ExternalTool("verilator").require();
    var network = OnnxReader.read(EXAMPLE.resolve("digits/small.onnx"));
    var given = new Given(Map.of("--array", "2x1x4"), Map.of()).with("--fit", "true");
    if (keep) given = given.with("--keep", "true");
    var target = Libraries.target("engine");
    var plan = target.plan(network, target.top(given, network), given);
    Path rtl = temp.resolve("rtl"), serial = Files.createDirectories(temp.resolve("serial"));
    var made = TestImage.made(network.input().elements());
    for (var file : new SerialFiles(plan, LoadedEngineTest.board(rtl, plan), made).files().entrySet()) Files.write(temp.resolve(file.getKey()), file.getValue());
    assertThat(Files.readString(serial.resolve("streams.json"))).contains("\"changes\": [{\"name\": \"image\", \"stream\": \"img\", \"first\": 11, \"words\": ");
    assertThat(Files.readString(serial.resolve("kakure_network.h"))).contains("enum { KAKURE_SERIAL_FIRST = 11 };");
    if (keep) assertThat(Files.size(serial.resolve("image.bin"))).as("a start, and 784 words of two channels, each behind the number of its stream").isEqualTo(11 + 3 * 784);
    var images = IdxFiles.read(EXAMPLE.resolve("digits"), Part.TEST);
    var command = new ArrayList<>(List.of(build(rtl, serial).toString(), serial.toString(), "same"));
    var expected = new StringBuilder(expected(network, made.bytes()));
    for (int i = 0; i < 3; i++) {
      command.add(Files.write(temp.resolve("picture" + i), images.image(i)).toString());
      expected.append(expected(network, network.image(images.image(i))));
      if (i == 0) {
        command.add("cut");
        expected.append(SILENT);
      }
      if (i == 1) command.add("sums");
    }
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    assertThat(process.waitFor()).isZero();
  }

  private static String expected(Network network, byte[] image) {
    int[] sums = new GoldenNetwork(network).run(image).values(network.nodes().get(network.nodes().size() - 1).name());
    return "class " + network.label(sums) + ": " + Arrays.stream(sums).mapToObj(String::valueOf).collect(Collectors.joining(" ")) + "\n";
  }

  private Path build(Path rtl, Path serial) throws Exception {
    var sources = new ArrayList<String>();
    for (var name : List.of("classify", "kakure_serial")) {
      var object = temp.resolve(name + ".o").toString();
      assertThat(new ExternalTool("gcc").require().run(serial, List.of("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-O2", "-c", name + ".c", "-o", object))).isEqualTo(new ExternalTool.Result(0, ""));
      sources.add(object);
    }
    var design = Design.read(rtl);
    var command = new ArrayList<>(List.of("--cc", "--exe", "--build", "-Wno-fatal", "--prefix", "Vboard", "--top-module", design.top(), "--Mdir", temp.resolve("build").toString(), "-CFLAGS", "-Wall -Werror -O1 -I" + serial));
    design.files().forEach(file -> command.add(file.toString()));
    command.add(EXAMPLE.resolve("host/serial.cpp").toString());
    command.addAll(sources);
    var built = new ExternalTool("verilator").run(rtl, command);
    assertThat(built.status()).as(built.text()).isZero();
    return temp.resolve("build/Vboard");
  }
}
