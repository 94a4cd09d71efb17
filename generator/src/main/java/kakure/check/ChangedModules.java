// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.CheckFailed;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Block;
import kakure.kernel.Definition;
import kakure.kernel.Netlist;
import kakure.spec.BlockSpec;

/**
 * Holds every module of a user's directory of Verilog that differs from the emitted one against its own block's golden function: whole networks may never reach a corner of it.
 *
 * @param rtl directory of {@code .v} and {@code .sv} files
 * @param specs of all blocks
 * @param check that simulates a block from {@code rtl}
 */
public record ChangedModules(Path rtl, List<BlockSpec<?>> specs, BlockCheck check) {
  private static final Pattern MODULE = Pattern.compile("\\bmodule\\s+([A-Za-z_][A-Za-z0-9_$]*)\\b.*?\\bendmodule\\b", Pattern.DOTALL);
  private static final Pattern UNSEEN = Pattern.compile("//[^\n]*|/\\*.*?\\*/|\\s+", Pattern.DOTALL);

  /**
   * Checks them.
   *
   * @param netlist what is emitted; its top is left out
   * @param n cycles or transactions each
   * @param seed of stimuli
   * @return a line for each: what was compared, or why it was not checked
   * @throws CheckFailed at the first that differs from its golden function
   */
  public List<String> run(Netlist netlist, long n, long seed) {
    var users = modules();
    Map<String, String> emitted = Emitter.emit(netlist, EmitOptions.defaults());
    var said = new ArrayList<String>();
    for (Definition d : netlist.modules()) {
      String text = users.get(d.name());
      if (d == netlist.top() || text == null || text.equals(plain(emitted.get(d.name() + ".v")))) continue;
      said.add(d.name() + " differs from what is emitted: " + d.block().map(block -> checked(block, n, seed)).orElse("it has no golden function of its own"));
    }
    return said;
  }

  private String checked(Block block, long n, long seed) {
    for (BlockSpec<?> spec : specs) if (spec.usual().getClass() == block.getClass()) return checked(spec, block, n, seed);
    return "no library has a golden function of it";
  }

  @SuppressWarnings("unchecked") // a specification's usual block is of its type
  private <B extends Block> String checked(BlockSpec<B> spec, Block block, long n, long seed) {
    CheckResult result;
    try {
      result = check.run(spec, (B) block, n, seed);
    } catch (BadInput e) {
      return "not checked by itself, as its ports differ, too (" + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")";
    }
    if (!result.equal()) throw new CheckFailed(block.moduleName() + " differs from what is emitted, and from its golden function, though the images showed nothing: " + result.message());
    return "checked by itself, " + result.compared() + " values equal" + result.remarks().stream().map(r -> "; other simulators and hardware may differ: " + r).collect(Collectors.joining());
  }

  /** Texts by the modules' names, without comments and blanks. */
  private Map<String, String> modules() {
    var texts = new TreeMap<String, String>();
    try (var entries = Files.list(rtl)) {
      for (Path file : entries.filter(f -> f.toString().endsWith(".v") || f.toString().endsWith(".sv")).sorted().toList()) {
        Matcher m = MODULE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (m.find()) texts.put(m.group(1), plain(m.group()));
      }
    } catch (IOException e) {
      throw new BadInput("--rtl " + rtl + " cannot be read: " + e.getMessage(), e);
    }
    return texts;
  }

  private static String plain(String text) {
    Matcher m = MODULE.matcher(text);
    return UNSEEN.matcher(m.find() ? m.group() : text).replaceAll(" ").replaceAll(" +", " ").strip();
  }
}
