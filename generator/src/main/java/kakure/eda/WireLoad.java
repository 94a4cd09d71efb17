// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

/** What OpenSTA takes wires for before anything is placed: a library may have a usual wire load, which old versions apply and newer ones do not. */
public final class WireLoad {
  /** The last version that is known to apply it is 2.0.17; what came after 2.0 does not. */
  private static final String LAST = "2.0.999";

  private WireLoad() {}

  /** How wires are reckoned here, as a sentence without its point. */
  public static String said(Liberty library) {
    var name = usual(library);
    if (name.isEmpty()) return "wires without load, as the library has no usual wire load";
    var version = Tool.named("sta").installed();
    boolean known = version != null && !version.equals("?");
    if (known && Tool.compare(version, LAST) <= 0) return "wires by the library's usual wire load " + name + ", which OpenSTA " + version + " applies; versions after 2.0 apply none";
    return "wires without load: OpenSTA " + (known ? version : "of an unknown version") + " is taken for one that does not apply the library's usual wire load " + name;
  }

  static String usual(Liberty library) {
    var file = library.file();
    return LibertyGroup.library(new LibertyTokens(file, Liberty.text(file)), new LibertyGroup.Kept() {
      @Override
      public boolean attribute(String attribute) {
        return attribute.equals("default_wire_load");
      }

      @Override
      public boolean group(String parent, String kind) {
        return false;
      }
    }).attribute("default_wire_load");
  }
}
