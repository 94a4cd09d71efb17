// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kakure.ExternalTool;
import org.junit.jupiter.api.Assumptions;

/** A Python that has PyTorch: {@code KAKURE_PYTHON}, that on the path, or the distribution's. It is optional, in CI, too: where there is none, tests are skipped and say so. */
record PyTorch(String python) {
  private static final Path EXAMPLE = Path.of("").toAbsolutePath().resolveSibling("examples").resolve("pytorch");
  private static final Path WITNESS = Path.of("").toAbsolutePath().resolve("tests/resources/pytorch/witness.py");

  /** Skips the test where there is none. */
  static PyTorch require() throws IOException, InterruptedException {
    for (String python : Stream.of(Optional.ofNullable(System.getenv("KAKURE_PYTHON")), Optional.of("python3"), Optional.of("/usr/bin/python3")).flatMap(Optional::stream).toList())
      if (has(python, "torch.nn")) return new PyTorch(python);
    return Assumptions.abort("optional: no python3 has PyTorch (apt-get install python3-torch), nor is one named by KAKURE_PYTHON");
  }

  private static boolean has(String python, String module) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(python, "-c", "import " + module).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException e) {
      if (Files.isExecutable(Path.of(python))) throw e;
      return false; // no such program
    }
  }

  /** Whether it reads images. */
  boolean hasPillow() throws IOException, InterruptedException {
    return has(python, "PIL.Image");
  }

  /** {@code train.py} of the example. */
  ExternalTool.Result train(Path directory, String... arguments) throws IOException, InterruptedException {
    return run(directory, EXAMPLE.resolve("train.py"), arguments);
  }

  /** {@code resnet.py} of the example. */
  ExternalTool.Result resnet(Path directory, String... arguments) throws IOException, InterruptedException {
    return run(directory, EXAMPLE.resolve("resnet.py"), arguments);
  }

  /** A task of {@code witness.py}, which must succeed; what it printed. */
  String witness(Path directory, Object... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(EXAMPLE.toString()));
    for (Object argument : arguments) all.add(argument.toString());
    ExternalTool.Result result = run(directory, WITNESS, all.toArray(String[]::new));
    assertThat(result.status()).as(result.text()).isZero();
    return result.text();
  }

  private ExternalTool.Result run(Path directory, Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, "-B", "-W", "ignore", script.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("kakure-pytorch", ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(Map.of("PYTHONUTF8", "1"));
      Process process = builder.start();
      process.getOutputStream().close();
      return new ExternalTool.Result(process.waitFor(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }
}
