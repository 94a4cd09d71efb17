// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts that all simulators share, Verilator's library and the harness without model.cpp: compiled once per set of options, six of the eight seconds of a small build. */
final class SharedObjects {
  private static final Object LOCK = new Object();
  private final Path cache;
  private final Tools tools;
  private final Compiler compiler;
  private final List<String> library;

  SharedObjects(Path cache, Tools tools, Compiler compiler, List<String> library) {
    this.cache = cache;
    this.tools = tools;
    this.compiler = compiler;
    this.library = library;
  }

  /** The object files, from the cache or compiled now. */
  List<Path> objects() throws IOException {
    Hash key = new Hash().add(tools.identity()).add(String.join(" ", compiler.options())).add(String.join(" ", library));
    Harness.addTo(key);
    Path home = cache.resolve("objects").resolve(key.hex().substring(0, 32));
    List<Compiler.Unit> units = new ArrayList<>();
    for (String n : library) units.add(new Compiler.Unit(n + ".cpp", "-O2"));
    for (String n : Harness.FIXED) units.add(new Compiler.Unit(n, "-O3"));
    CacheEntry entry = new CacheEntry(home, units.stream().map(Compiler.Unit::object).toList());
    synchronized (LOCK) {
      if (!entry.sound()) build(entry, home.getParent(), units);
    }
    return units.stream().map(u -> home.resolve(u.object())).toList();
  }

  private void build(CacheEntry entry, Path parent, List<Compiler.Unit> units) throws IOException {
    Files.createDirectories(parent);
    Path stage = Children.temporary(Files.createTempDirectory(parent, "tmp-"));
    try {
      Harness.write(stage);
      for (String n : library) Files.copy(tools.include().resolve(n + ".cpp"), stage.resolve(n + ".cpp"));
      compiler.compile("shared parts (once)", stage, units);
      Path done = Files.createDirectory(stage.resolve("done"));
      for (Compiler.Unit u : units) Files.move(stage.resolve(u.object()), done.resolve(u.object()));
      entry.put(done);
    } finally {
      Children.remove(stage);
    }
  }
}
