// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import picocli.CommandLine.Command;

/** {@code kakure class-path}: what javac needs to compile a golden function of one's own. */
@Command(name = "class-path", header = "Print the class path of Kakure, for javac.")
final class ClassPathCommand implements Runnable {
  @Override
  public void run() {
    System.out.println(System.getProperty("java.class.path"));
  }
}
