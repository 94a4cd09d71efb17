// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, with the Java machine it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"kakure " + kakure.Version.NUMBER + " on Java " + System.getProperty("java.version")};
  }
}
