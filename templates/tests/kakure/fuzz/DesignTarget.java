// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kakure.cosim.Design;
import kakure.cosim.DesignException;

/** design.json beside the Verilog file m.v. */
final class DesignTarget implements FuzzTarget {
  private static final String SEED = """
      {"format":1,"top":"m","files":["m.v"],"clock":"clk_i","reset":"rst_ni","resetActive":"low","ports":[
      {"name":"clk_i","dir":"in","width":1,"signed":false,"kind":"clock"},{"name":"rst_ni","dir":"in","width":1},
      {"name":"a_valid_i","dir":"in","width":1},{"name":"a_ready_o","dir":"out","width":1},{"name":"a_i","dir":"in","width":12,"signed":true}],
      "streams":[{"name":"a","dir":"in","valid":"a_valid_i","ready":"a_ready_o","data":["a_i"]}],"parameters":{"n":"1e3\\u0041"},"more":[null,true,-1.5e2]}
      """;
  private Path directory;

  @Override
  public String name() {
    return "design";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(SEED.getBytes(StandardCharsets.UTF_8), SEED.replace("\"format\":1", "\"format\":2,\"modules\":[{\"name\":\"m\",\"instances\":[]}]").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(DesignException.class);
  }

  @Override
  public void read(byte[] input) throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("kakure-fuzz");
      for (var file : List.of(directory, directory.resolve("m.v"), directory.resolve("design.json"))) file.toFile().deleteOnExit();
      Files.writeString(directory.resolve("m.v"), "");
    }
    var file = Files.write(directory.resolve("design.json"), input);
    var design = Design.read(file);
    if (design.inputs().bytes() < 0 || design.streams().stream().anyMatch(s -> s.bytes() < 1)) throw new AssertionError("a record without bytes");
  }
}
