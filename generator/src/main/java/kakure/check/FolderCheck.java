// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import kakure.BadInput;
import kakure.cosim.CycleGolden;
import kakure.cosim.CycleReport;
import kakure.cosim.CycleRun;
import kakure.cosim.Design;
import kakure.cosim.DesignException;
import kakure.cosim.MismatchException;
import kakure.cosim.SimOptions;
import kakure.cosim.SimulatorBuild;

/**
 * Simulates any Verilog that has a {@code design.json} beside a golden function of the user's own, with random bits on all inputs.
 *
 * @param folder with the design.json
 * @param reports directory that gets a directory for a mismatch
 * @param progress is told of each step of a build
 */
public record FolderCheck(Path folder, Path reports, Consumer<String> progress) {
  /**
   * Runs from reset.
   *
   * @param golden name of a class that implements {@link CycleGolden} and has a public constructor that takes the {@link Design}, or none
   * @param classPath folders and jars in which it lies
   * @param cycles 1 or more
   * @param unchecked cycles after reset that are not compared
   * @throws MismatchException where the hardware differs from it
   * @throws BadInput where the design or the class cannot be used
   */
  public CycleReport run(String golden, List<Path> classPath, long cycles, long unchecked, long seed) {
    try (var loader = new URLClassLoader(urls(classPath), FolderCheck.class.getClassLoader())) {
      Design design = Design.read(folder);
      CycleGolden model = new Guarded(golden, model(loader, golden, classPath, design));
      var simulator = SimulatorBuild.standard().progress(progress).build(design);
      return CycleRun.of(simulator, new RandomInputs(design.inputs(), seed), model).options(SimOptions.seed(seed)).ignoreFirst(unchecked).reports(reports).run(cycles);
    } catch (DesignException e) {
      throw new BadInput(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInput("--class-path: " + e.getMessage(), e);
    }
  }

  /** A user's golden function: what it throws is no fault of Kakure. */
  private record Guarded(String name, CycleGolden golden) implements CycleGolden {
    @Override
    public void reset() {
      guard(golden::reset);
    }

    @Override
    public void run(ByteBuffer inputs, ByteBuffer outputs, int cycles) {
      int end = outputs.position() + outputs.remaining();
      guard(() -> golden.run(inputs, outputs, cycles));
      if (outputs.position() != end) throw new BadInput("--golden " + name + ": run wrote other than " + cycles + " output records: " + (end - outputs.position()) + " bytes are missing");
    }

    @Override
    public boolean partial() {
      return golden.partial();
    }

    @Override
    public void defined(ByteBuffer masks, int cycles) {
      guard(() -> golden.defined(masks, cycles));
    }

    private void guard(Runnable work) {
      try {
        work.run();
      } catch (RuntimeException e) {
        throw new BadInput("--golden " + name + " fails: " + e + Arrays.stream(e.getStackTrace()).findFirst().map(at -> " at " + at).orElse(""), e);
      }
    }
  }

  private static URL[] urls(List<Path> classPath) throws MalformedURLException {
    var urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      if (!Files.exists(classPath.get(i))) throw new BadInput("--class-path " + classPath.get(i) + ": there is no such folder or jar");
      urls[i] = classPath.get(i).toUri().toURL();
    }
    return urls;
  }

  private static CycleGolden model(ClassLoader loader, String name, List<Path> classPath, Design design) {
    Class<?> type;
    try {
      type = Class.forName(name, true, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new BadInput("--golden " + name + ": there is no such class in " + classPath + (e instanceof LinkageError ? " that can be loaded: " + e.getMessage() : "") + "\n  do:  compile it with javac -cp \"$(scripts/kakure class-path)\", give its folder with --class-path", e);
    }
    if (!CycleGolden.class.isAssignableFrom(type)) throw new BadInput("--golden " + name + ": it does not implement " + CycleGolden.class.getName());
    try {
      for (var constructor : type.getConstructors()) {
        if (constructor.getParameterCount() == 0) return (CycleGolden) constructor.newInstance();
        if (List.of(constructor.getParameterTypes()).equals(List.of(Design.class))) return (CycleGolden) constructor.newInstance(design);
      }
    } catch (InvocationTargetException e) {
      throw new BadInput("--golden " + name + ": its constructor fails: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new BadInput("--golden " + name + ": " + e.getMessage(), e);
    }
    throw new BadInput("--golden " + name + ": it needs a public constructor without parameters, or one that takes the kakure.cosim.Design");
  }
}
