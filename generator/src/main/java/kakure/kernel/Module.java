// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A module being wired, seen from one of its clocks. Every wire is named by its author; names are checked and never altered.
 *
 * <p>Faults (width, sign, kind, name, clock) are kept with the line that caused them; {@link Netlist#elaborate} throws them all.
 */
public final class Module {
  static final String CLOCK = "clk";

  private final Body body;
  private final String clock;
  private final Statement.From from;

  Module(Body body, String clock) {
    this(body, clock, Statement.From.DOMAIN);
  }

  private Module(Body body, String clock, Statement.From from) {
    this.body = body;
    this.clock = clock;
    this.from = from;
  }

  /** A module outside any block, with ports of its own: {@link #input} and {@link #output}. An {@link Assembly} gets its module from the elaborator. */
  public static Module of(String name) {
    var body = new Body(name);
    reserve(body, CLOCK, Site.here());
    return new Module(body, CLOCK);
  }

  /** The same module seen from another clock: what is placed through it runs on {@code <name>_clk_i} and is reset by {@code <name>_rst_ni}. */
  public Module clock(String name) {
    var domain = name + "_clk";
    if (!body.clocks.contains(domain)) {
      reserve(body, domain, Site.here());
      body.clocks.add(domain);
    }
    return new Module(body, domain);
  }

  /**
   * The same module seen through a clock gate: what is placed through it is clocked by that wire, in the domain and with the reset of this clock. A synchronous reset needs the gate open.
   *
   * @param gclk output of a block of role {@link Macro#CLOCK_GATE} on this clock
   */
  public Module gated(Sig gclk) {
    if (!Usage.gated(body, clock).contains(gclk)) {
      body.faults.add(new Fault(Site.here(), gclk + " is taken for a clock", "only what a clock gate on this clock lets through has whole pulses", "place a block of role " + Macro.CLOCK_GATE + " and take its output"));
    }
    return new Module(body, clock, new Statement.From(Optional.of(gclk), from.reset()));
  }

  /**
   * The same module seen from a reset of its own: what is placed through it is reset where that register is 0, which it is in and after a reset of this clock.
   *
   * @param running a register of one bit, whose reset value is 0: no other wire is free of glitches, which an asynchronous reset would take for a reset
   */
  public Module resetBy(Sig running) {
    if (!Usage.resets(body, clock).contains(running)) {
      body.faults.add(new Fault(Site.here(), running + " is taken for a reset", "only a register of one bit on this clock, 0 after reset, resets what it should and nothing by a glitch", "make it with m.register(name, d, 0)"));
    }
    return new Module(body, clock, new Statement.From(from.gate(), Optional.of(running)));
  }

  /** An input port {@code <name>_i} that changes with this clock. */
  public Sig input(String name, Type type) {
    var port = Port.in(name, type);
    body.ports.add(port);
    var sig = body.sig(port.name(), type, clock, Site.here());
    body.inputs.add(sig);
    return sig;
  }

  /** An output port {@code <name>_o}. */
  public void output(String name, Expr value) {
    var port = Port.out(name, value.type());
    body.ports.add(port);
    drive(port, value, Site.here());
  }

  /** Names an expression. */
  public Sig wire(String name, Expr value) {
    var site = Site.here();
    var sig = body.sig(name, value.type(), value.clock(), site);
    body.owned(name, value, site);
    body.synchronous(name, value.clock(), value, site);
    body.add(new Statement.Wire(sig, value), site);
    return sig;
  }

  /** A wire that is driven later, by {@link Loop#close}. */
  public Loop loop(String name, Type type) {
    var site = Site.here();
    var loop = new Loop(this, body.sig(name, type, clock, site));
    body.loops.add(loop);
    body.add(new Statement.Feedback(loop.sig()), site);
    return loop;
  }

  /** A plain register: {@code d} one cycle later. Its name ends with {@code _q}. */
  public Sig register(String name, Expr d) {
    return register(name, d, Optional.empty(), Optional.empty());
  }

  /** A register that takes {@code d} where {@code enable} is 1. */
  public Sig register(String name, Expr d, Expr enable) {
    return register(name, d, Optional.of(enable), Optional.empty());
  }

  /** A control register that is {@code reset} after reset; {@code reset} is the raw bits. */
  public Sig register(String name, Expr d, long reset) {
    return register(name, d, Optional.empty(), Optional.of(BigInteger.valueOf(reset)));
  }

  /** A control register with enable and reset value. */
  public Sig register(String name, Expr d, Expr enable, long reset) {
    return register(name, d, Optional.of(enable), Optional.of(BigInteger.valueOf(reset)));
  }

  private Sig register(String name, Expr d, Optional<Expr> enable, Optional<BigInteger> reset) {
    var site = Site.here();
    if (!name.endsWith("_q")) body.faults.add(new Fault(site, "register " + name + " is not named as one", "a reader tells registers from wires by _q", "name it " + name + "_q"));
    if (reset.isPresent() && (reset.get().signum() < 0 || reset.get().bitLength() > d.type().width())) {
      body.faults.add(new Fault(site, "register " + name + " is reset to " + reset.get(), "it has " + d.type(), "give the raw bits, 0 .. 2^" + d.type().width() + " - 1"));
    }
    needsClock("register " + name, site);
    var type = reset.isPresent() ? d.type() : d.type().of(enable.isPresent() ? Type.Kind.DATA : d.type().kind());
    var sig = body.sig(name, type, clock, site);
    enable.ifPresent(e -> Operands.decides("the enable of register " + name, e));
    for (var e : enable.map(e -> List.of(d, e)).orElse(List.of(d))) {
      body.owned("register " + name, e, site);
      body.synchronous("register " + name, clock, e, site);
    }
    body.add(new Statement.Register(sig, d, enable, reset, from), site);
    return sig;
  }

  /** Says that these values are left unread on purpose. */
  public void unused(Expr... values) {
    var site = Site.here();
    for (var v : values) body.owned("unused", v, site);
    body.add(new Statement.Unused(List.copyOf(Arrays.asList(values))), site);
  }

  /** Names a bundle of expressions: wires {@code <name>_<stem>}, a word where both meet said once; what is a wire already stays it. Returns the same record, of {@code Sig}. */
  @SuppressWarnings("unchecked") // the copy of a record has the record's class; only its type argument, Expr or Sig, is erased
  public <R extends Record> R wires(String name, Record bundle) {
    return (R) Records.map(bundle, (stem, value) -> value instanceof Sig s ? s : wire(Names.joined(name, stem), (Expr) value));
  }

  /**
   * Places a block: instance {@code u_<name>}, whose outputs are wires {@code <name>_<port stem>}, a word where both meet said once. Called by the block's own {@code place}.
   *
   * @param block what is placed
   * @param name of the instance
   * @param in record of {@code Sig}
   * @param out record of {@code Type}, the block's outputs
   * @return record of {@code Sig}, of the same class as {@code out}
   */
  public <R extends Record> R place(Block block, String name, Record in, Record out) {
    var site = Site.here();
    R outputs = declare(block, name, out, block.clocked() ? clock : Instances.clock(in), site);
    body.instances.connect(outputs, in, site);
    return outputs;
  }

  /**
   * Declares an instance: its outputs are there to be read before its inputs are, which {@link #connect} says later. So blocks that feed each other are wired as any others are.
   *
   * @param block what is placed
   * @param name of the instance, as {@link #place} takes it
   * @return the block's record of outputs, of {@code Sig}
   */
  public <R extends Record> R declare(Block block, String name) {
    return declare(block, name, block.out(), clock, Site.here());
  }

  /**
   * Connects an instance; once.
   *
   * @param outputs the very record that {@link #declare} returned
   * @param in the block's record of inputs, of {@code Sig}
   */
  public void connect(Record outputs, Record in) {
    body.instances.connect(outputs, in, Site.here());
  }

  private <R extends Record> R declare(Block block, String name, Record out, String domain, Site site) {
    if (block.clocked()) needsClock("u_" + name + " (" + block.moduleName() + ")", site);
    return body.instances.declare(block, name, out, domain, block.clocked() ? from : Statement.From.DOMAIN, site);
  }

  private void needsClock(String what, Site site) {
    if (clock.isEmpty()) body.faults.add(new Fault(site, what + " needs a clock", body.name + " is declared without one", "let clocked() of the assembly return true"));
  }

  private static void reserve(Body body, String clock, Site site) {
    body.reserve(Port.clock(clock).name(), site);
    body.reserve(Port.reset(Usage.resetOf(clock)).name(), site);
  }

  void drive(Port port, Expr value, Site site) {
    if (body.outputs.containsKey(port)) {
      body.faults.add(new Fault(site, "output " + port.name() + " is driven twice", "a wire has one driver", "drive it once, or name two outputs"));
      return;
    }
    body.reserve(port.name(), site);
    body.fits("port " + port.name(), port.type(), value, site);
    body.synchronous("port " + port.name(), value.clock(), value, site);
    body.outputs.put(port, value);
  }

  void drive(Loop loop, Expr value) {
    var site = Site.here();
    var sig = loop.sig();
    if (loop.closed()) {
      body.faults.add(new Fault(site, "loop " + sig + " is driven twice", "it was opened at " + sig.site() + " and closed before", "close it once"));
      return;
    }
    loop.markClosed();
    body.fits("loop " + sig, sig.type(), value, site);
    body.synchronous("loop " + sig, clock, value, site);
    body.add(new Statement.Drive(sig, value), site);
  }

  Body body() {
    return body;
  }
}
