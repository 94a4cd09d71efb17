// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import blocks.Blocks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.kernel.Port;
import kakure.train.NetSpec;

/** What stands behind {@code --set}, a line NAME=VALUE each, for the block that the first byte chooses; or, where it is 255, behind {@code --net}. */
final class ParameterTarget implements FuzzTarget {
  private static final int NET = 255;

  @Override
  public String name() {
    return "parameters";
  }

  @Override
  public List<byte[]> seeds() {
    var seeds = new ArrayList<byte[]>();
    var specs = Blocks.all();
    for (int i = 0; i < specs.size(); i++) {
      seeds.add(((char) i + components((Record) specs.get(i).parse(Map.of()))).getBytes(StandardCharsets.ISO_8859_1));
    }
    seeds.add(((char) NET + "c32s2,k5c8,p,f10").getBytes(StandardCharsets.ISO_8859_1));
    return seeds;
  }

  private static String components(Record block) {
    return Arrays.stream(block.getClass().getRecordComponents()).map(c -> {
      try {
        return c.getName() + "=" + c.getAccessor().invoke(block);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }).collect(Collectors.joining("\n"));
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(IllegalArgumentException.class, BadInput.class);
  }

  @Override
  public void read(byte[] input) {
    if (input.length == 0) return;
    var specs = Blocks.all();
    int choice = input[0] & 255;
    var text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1);
    if (choice == NET) {
      var net = NetSpec.parse(text);
      if (!NetSpec.parse(net.toString()).equals(net)) throw new AssertionError("another network after printing");
      return;
    }
    var given = new LinkedHashMap<String, String>();
    for (var line : text.split("\n")) {
      int at = line.indexOf('=');
      if (at >= 0) given.put(line.substring(0, at), line.substring(at + 1));
    }
    var block = specs.get(choice % specs.size()).parse(given);
    if (!block.moduleName().matches("[a-z][a-z0-9_]{0,59}")) throw new AssertionError("a module named " + block.moduleName());
    Port.of(block);
  }
}
