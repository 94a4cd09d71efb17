// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.List;

/** A named wire of a module: an input port, an output of an instance, a named expression, a register. It is driven by what created it. */
public final class Sig implements Expr {
  private final Body body;
  private final String name;
  private final Type type;
  private final String clock;
  private final Site site;

  Sig(Body body, String name, Type type, String clock, Site site) {
    this.body = body;
    this.name = name;
    this.type = type;
    this.clock = clock;
    this.site = site;
  }

  /** Its name in Verilog. */
  public String name() {
    return name;
  }

  @Override
  public Type type() {
    return type;
  }

  @Override
  public String clock() {
    return clock;
  }

  @Override
  public List<Expr> operands() {
    return List.of();
  }

  Body body() {
    return body;
  }

  Site site() {
    return site;
  }

  @Override
  public String toString() {
    return name;
  }
}
