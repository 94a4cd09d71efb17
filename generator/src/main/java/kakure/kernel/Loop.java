// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

/** A wire that is read before it is driven: feedback of an expression through a register; instances are declared for that. Elaboration refuses one that is never driven. */
public final class Loop {
  private final Module module;
  private final Sig sig;
  private boolean closed;

  Loop(Module module, Sig sig) {
    this.module = module;
    this.sig = sig;
  }

  /** The wire, to be read. */
  public Sig sig() {
    return sig;
  }

  /** Drives the wire; once. */
  public void close(Expr driver) {
    module.drive(this, driver);
  }

  boolean closed() {
    return closed;
  }

  void markClosed() {
    closed = true;
  }
}
