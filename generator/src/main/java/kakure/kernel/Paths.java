// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** The combinational paths of one module: loops are refused, paths from input to output become its arcs. */
final class Paths {
  /** A step from one wire to the next: what it runs through, and where that was written. Identity tells parallel steps apart. */
  private static final class Hop {
    final String through;
    final Site site;

    Hop(String through, Site site) {
      this.through = through;
      this.site = site;
    }
  }

  private final Body body;
  private final Graph<Sig, Hop> graph = new DefaultDirectedGraph<>(Hop.class);
  private final Map<Sig, Integer> order = new LinkedHashMap<>();
  private boolean looped;

  Paths(Body body, Blocks<List<Arc>> arcs) {
    this.body = body;
    for (var placed : body.statements) {
      var s = placed.statement();
      if (s instanceof Statement.Wire w) expression(w.value(), w.sig(), placed.site());
      if (s instanceof Statement.Drive d) expression(d.value(), d.sig(), placed.site());
      if (s instanceof Statement.Instance i) instance(i, arcs.get(i.block()), placed.site());
    }
  }

  /** A fault per combinational loop, its path in order. */
  void loops() {
    for (var component : new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets()) {
      var start = component.stream().min(Comparator.comparing(order::get)).orElseThrow();
      if (component.size() == 1 && !graph.containsEdge(start, start)) continue;
      looped = true;
      var within = new AsSubgraph<>(graph, component);
      var path = new ArrayList<String>();
      for (var hop : cycle(within, start)) path.add(graph.getEdgeSource(hop) + " -> " + graph.getEdgeTarget(hop) + "   " + hop.through + ", " + hop.site);
      body.faults.add(new Fault(start.site(), "combinational loop through " + start + " in " + body.name, path, "the value depends on itself within a cycle", "register one hop, or remove one"));
    }
  }

  /** Combinational arcs from this module's inputs to its outputs. */
  List<Arc> arcs() {
    if (looped) return List.of();
    var reach = new LinkedHashMap<Sig, BitSet>();
    for (int i = 0; i < body.inputs.size(); i++) {
      vertex(body.inputs.get(i));
      var self = new BitSet();
      self.set(i);
      reach.put(body.inputs.get(i), self);
    }
    var topological = new TopologicalOrderIterator<>(graph, Comparator.comparing(order::get));
    while (topological.hasNext()) {
      var sig = topological.next();
      var from = reach.computeIfAbsent(sig, k -> new BitSet());
      for (var hop : graph.incomingEdgesOf(sig)) from.or(reach.get(graph.getEdgeSource(hop)));
    }
    var arcs = new ArrayList<Arc>();
    body.outputs.forEach((port, value) -> {
      var from = new BitSet();
      var leaves = new LinkedHashSet<Sig>();
      Usage.leaves(value, leaves);
      for (var leaf : leaves) if (reach.containsKey(leaf)) from.or(reach.get(leaf));
      from.stream().forEach(i -> arcs.add(Arc.comb(body.inputs.get(i).name(), port.name())));
    });
    return List.copyOf(arcs);
  }

  private List<Hop> cycle(Graph<Sig, Hop> within, Sig start) {
    List<Hop> shortest = null;
    var search = new BFSShortestPath<>(within);
    for (var first : within.outgoingEdgesOf(start)) {
      var back = new ArrayList<Hop>(List.of(first));
      if (within.getEdgeTarget(first) != start) back.addAll(search.getPath(within.getEdgeTarget(first), start).getEdgeList());
      if (shortest == null || back.size() < shortest.size()) shortest = back;
    }
    return shortest;
  }

  private void expression(Expr value, Sig to, Site site) {
    var leaves = new LinkedHashSet<Sig>();
    Usage.leaves(value, leaves);
    for (var from : leaves) hop(from, to, new Hop("expression", site));
  }

  private void instance(Statement.Instance i, List<Arc> arcs, Site site) {
    var inputs = new LinkedHashMap<String, Sig>();
    var outputs = new LinkedHashMap<String, Sig>();
    i.inputs().forEach((port, sig) -> inputs.put(port.name(), sig));
    i.outputs().forEach((port, sig) -> outputs.put(port.name(), sig));
    for (var arc : arcs) {
      if (!arc.comb() || !inputs.containsKey(arc.from()) || !outputs.containsKey(arc.to())) continue;
      hop(inputs.get(arc.from()), outputs.get(arc.to()), new Hop("u_" + i.name() + ": " + arc.from() + " to " + arc.to(), site));
    }
  }

  private void hop(Sig from, Sig to, Hop hop) {
    vertex(from);
    vertex(to);
    graph.addEdge(from, to, hop);
  }

  private void vertex(Sig sig) {
    order.putIfAbsent(sig, order.size());
    graph.addVertex(sig);
  }
}
