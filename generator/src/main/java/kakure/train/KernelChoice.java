// SPDX-License-Identifier: Apache-2.0
package kakure.train;

/** Which kernels run: the Vector API's where its incubator module is in the running JVM ({@code --add-modules jdk.incubator.vector}), plain Java otherwise; the bytes are the same. */
final class KernelChoice {
  private KernelChoice() {}

  /** The fastest that this JVM has. */
  static Kernels best() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) return new ScalarKernels();
    try {
      return (Kernels) Class.forName("kakure.train.VectorKernels").getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError absentOrChanged) {
      return new ScalarKernels(); // the incubator may change in a later JDK
    }
  }
}
