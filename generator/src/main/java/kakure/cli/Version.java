// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest states it, with the Java machine it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"kakure " + (version == null ? "(not packaged)" : version) + " on Java " + System.getProperty("java.version")};
  }
}
