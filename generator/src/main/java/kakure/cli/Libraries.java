// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.spec.BlockSpec;
import kakure.target.Library;
import kakure.target.Target;

/** Blocks and targets of every library on the class path, as the user names them. */
final class Libraries {
  private static final List<Library> ALL = ServiceLoader.load(Library.class).stream().map(ServiceLoader.Provider::get).toList();

  private Libraries() {}

  /** @return all blocks, sorted by name */
  static List<BlockSpec<?>> blocks() {
    return ALL.stream().<BlockSpec<?>>flatMap(l -> l.blocks().stream()).sorted(Comparator.comparing(BlockSpec::name)).toList();
  }

  /** @return all targets, sorted by name */
  static List<Target> targets() {
    return ALL.stream().flatMap(l -> l.targets().stream()).sorted(Comparator.comparing(Target::name)).toList();
  }

  /** @return commands of libraries and their targets */
  static List<Object> commands() {
    return ALL.stream().flatMap(l -> Stream.concat(l.commands().stream(), l.targets().stream().flatMap(t -> t.commands().stream()))).toList();
  }

  /** @param name as {@code kakure blocks} prints it; @return nothing if there is no such block */
  static Optional<BlockSpec<?>> find(String name) {
    return blocks().stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /** @throws BadInput if there is no such block */
  static BlockSpec<?> block(String name) {
    return find(name).orElseThrow(() -> new BadInput("there is no block \"" + name + "\"; 'kakure blocks' lists them"));
  }

  /** @throws BadInput if there is no such target */
  static Target target(String name) {
    return targets().stream().filter(t -> t.name().equals(name)).findFirst()
        .orElseThrow(() -> new BadInput("--target " + name + ": there is no such target; there are: " + names(targets(), Target::name)));
  }

  /** @throws BadInput if a parameter is unknown or out of range */
  static <B extends Block> B configure(BlockSpec<B> spec, Map<String, String> parameters) {
    try {
      return spec.parse(parameters);
    } catch (IllegalArgumentException e) {
      throw new BadInput(spec.name() + ": " + e.getMessage(), e);
    }
  }

  private static <T> String names(List<T> all, Function<T, String> name) {
    return all.stream().map(name).collect(Collectors.joining(", "));
  }
}
