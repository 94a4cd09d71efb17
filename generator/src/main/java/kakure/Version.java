// SPDX-License-Identifier: Apache-2.0
package kakure;

/** Which Kakure this is; a test keeps it equal to the version in {@code pom.xml}. */
public final class Version {
  /** Version of the project. */
  public static final String NUMBER = "0.1.0";

  /** Name and version, as written into what is generated. */
  public static final String GENERATOR = "kakure " + NUMBER;

  private Version() {}
}
