// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import kakure.CheckFailed;
import kakure.eda.Abc;
import kakure.eda.Smt;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import kakure.spec.Proof;

/**
 * Leads the proofs of blocks, by yosys with z3 or ABC.
 *
 * @param work directory below which every proof, and every broken design, has one of its own
 */
public record ProofCheck(Path work) {
  private static final String CUT = "// cut: ";
  private static final String TO_BE_REFUTED = "// to be refuted";
  private static final int FROM_RESET = 12;
  private static final int COVER = 20;
  private static final int COVER_BY_ABC = 40;
  private static final String AIGER = "model.aig";
  private static final String SMT2 = "model.smt2";

  /**
   * Leads a proof.
   *
   * @return what is refuted, named; empty where all is proven
   * @throws kakure.cosim.ToolException where a tool is missing, fails or does not decide
   */
  public Optional<String> run(Proof proof) {
    return run(proof, verilog(proof), proof.block().moduleName());
  }

  /** The same with a broken design. @throws CheckFailed where the Verilog has nothing of what is to be replaced */
  public Optional<String> run(Proof proof, Proof.Edit edit) {
    var files = verilog(proof);
    if (files.values().stream().noneMatch(text -> text.contains(edit.original()))) throw new CheckFailed(proof.block().moduleName() + " has no \"" + edit.original() + "\" to be broken");
    return run(proof, ".broken" + proof.broken().indexOf(edit), text -> text.replace(edit.original(), edit.replacement()));
  }

  /**
   * The same with other Verilog.
   *
   * @param suffix of the directory's name, which tells it from others
   * @param change of the text of each file
   */
  public Optional<String> run(Proof proof, String suffix, UnaryOperator<String> change) {
    var files = verilog(proof);
    files.replaceAll((name, text) -> change.apply(text));
    return run(proof, files, proof.block().moduleName() + suffix);
  }

  /** The same with the assertions of the design alone: those of the harness are left out, what it assumes and covers stays, and a line that says "to be refuted". */
  public Optional<String> rules(Proof proof, String suffix, UnaryOperator<String> change) {
    var files = verilog(proof);
    files.replaceAll((name, text) -> change.apply(text));
    return run(proof, files, proof.block().moduleName() + suffix, text -> text.lines().map(l -> l.endsWith(TO_BE_REFUTED) ? l : l.replace("assert (", "if (0) assert (")).collect(Collectors.joining("\n", "", "\n")));
  }

  private Optional<String> run(Proof proof, Map<String, String> verilog, String name) {
    return run(proof, verilog, name, text -> text);
  }

  private Optional<String> run(Proof proof, Map<String, String> verilog, String name, UnaryOperator<String> harness) {
    try {
      var dir = Files.createDirectories(work.resolve(name));
      for (var file : verilog.entrySet()) Files.writeString(dir.resolve(file.getKey()), file.getValue());
      for (var file : proof.harness()) Files.writeString(dir.resolve(plain(file)), harness.apply(text(proof, file)));
      var yosys = new Yosys(dir);
      return proof.mode() instanceof Proof.Reachability ? reachability(proof, verilog, yosys) : proof.mode() instanceof Proof.Searched s ? searched(proof, verilog, yosys, s.cycles()) : solver(proof, verilog, yosys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Memories become registers, and registers are kept, because the invariants name them; equal bits are then merged, which z3 rewards a hundredfold. */
  private static Optional<String> solver(Proof proof, Map<String, String> verilog, Yosys yosys) {
    var script = read(proof, verilog, false);
    script.addAll(List.of("opt -full", "techmap", "opt -full", "dffunmap", "setundef -undriven -anyseq", "write_smt2 -wires " + SMT2));
    yosys.run("model", script);
    var smt = new Smt(yosys.directory(), SMT2);
    return smt.bounded(FROM_RESET).map(what -> "from reset: " + what)
        .or(() -> (proof.mode() instanceof Proof.Bounded b ? smt.bounded(b.cycles()) : smt.induction(2)).map(what -> proof.mode() + ": " + what))
        .or(() -> smt.cover(COVER).map(what -> "cover: " + what));
  }

  private static Optional<String> reachability(Proof proof, Map<String, String> verilog, Yosys yosys) {
    aiger(proof, verilog, yosys, false);
    var abc = new Abc(yosys.directory());
    var refuted = abc.reachable(AIGER);
    return refuted.isPresent() ? refuted.map(what -> proof.mode() + ": " + what) : covered(proof, verilog, yosys, COVER_BY_ABC);
  }

  private static Optional<String> searched(Proof proof, Map<String, String> verilog, Yosys yosys, int cycles) {
    aiger(proof, verilog, yosys, false);
    return new Abc(yosys.directory()).refutes(AIGER, cycles) ? Optional.of(proof.mode() + ": an assertion") : covered(proof, verilog, yosys, cycles);
  }

  /** One more assertion, a false one, must be refuted, or nothing was left to prove. */
  private static Optional<String> covered(Proof proof, Map<String, String> verilog, Yosys yosys, int cycles) {
    aiger(proof, verilog, yosys, true);
    return new Abc(yosys.directory()).refutes(AIGER, cycles) ? Optional.empty() : Optional.of("cover: nothing is left to prove");
  }

  private static void aiger(Proof proof, Map<String, String> verilog, Yosys yosys, boolean cover) {
    var script = read(proof, verilog, cover);
    script.addAll(Abc.script(AIGER));
    yosys.run(cover ? "cover" : "model", script);
  }

  /** Design and harness, flat. */
  private static List<String> read(Proof proof, Map<String, String> verilog, boolean cover) {
    var defines = new ArrayList<>(List.of("DUT=" + proof.block().moduleName()));
    proof.defines().forEach((name, value) -> defines.add(name + "=" + value));
    if (cover) defines.add("COVER=1");
    var script = new ArrayList<>(List.of(
        "read_verilog -formal -D KAKURE_ASSERT " + String.join(" ", verilog.keySet()),
        "read_verilog -formal " + defines.stream().map(d -> "-D " + d + " ").collect(Collectors.joining()) + proof.harness().stream().map(ProofCheck::plain).collect(Collectors.joining(" ")),
        "hierarchy -check -top formal", "proc", "setattr -set keep 1 w:*_q", "memory", "flatten", "async2sync"));
    for (var file : proof.harness()) text(proof, file).lines().filter(l -> l.startsWith(CUT)).forEach(l -> script.add("cutpoint " + l.substring(CUT.length())));
    return script;
  }

  private static Map<String, String> verilog(Proof proof) {
    var files = new TreeMap<>(Emitter.emit(Netlist.elaborate(proof.block()), EmitOptions.defaults()));
    files.keySet().removeIf(name -> !name.endsWith(".v"));
    return files;
  }

  private static String plain(String resource) {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  private static String text(Proof proof, String resource) {
    try (var in = proof.block().getClass().getResourceAsStream(resource)) {
      if (in == null) throw new CheckFailed("harness " + resource + " of " + proof.block().moduleName() + " is not on the class path");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
