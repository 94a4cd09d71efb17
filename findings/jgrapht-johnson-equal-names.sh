#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# JGraphT 1.5.2 (and 1.5.3): JohnsonSimpleCycles fails if an edge was added by a vertex that is equal to, but not the same object as, the one in the graph.
#
# Guess (late): vertices are told apart by equals and hashCode, as the guide says, so five algorithms for simple cycles give the same cycles, whichever string object
#        named a vertex in addEdge.
# Seen:  Tarjan, Hawick-James, Szwarcfiter-Lauer and Tiernan do; Johnson throws IntrusiveEdgeException, "Edge already associated", from the edges it was given.
#        With the very objects of addVertex it gives the cycles too.
# Why:   net names cut out of a netlist are new strings each time: the check for combinational loops passes its tests, which use literals, and dies on the first
#        real loop.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
jars org.jgrapht:jgrapht-core:1.5.2 org.jheaps:jheaps:0.14
cat >T.java <<'V'
import java.util.*;
import java.util.function.Function;
import org.jgrapht.Graph;
import org.jgrapht.alg.cycle.*;
import org.jgrapht.graph.*;

public class T {
  static Graph<String, DefaultEdge> loop(Function<String, String> name) {
    Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
    for (String vertex : List.of("a", "b", "c")) graph.addVertex(vertex);
    for (String edge : List.of("ab", "bc", "cb")) graph.addEdge(name.apply(edge.substring(0, 1)), name.apply(edge.substring(1)));
    return graph;
  }

  static void show(String label, Function<String, String> name) {
    Map<String, Function<Graph<String, DefaultEdge>, List<List<String>>>> finders = new LinkedHashMap<>();
    finders.put("johnson", graph -> new JohnsonSimpleCycles<>(graph).findSimpleCycles());
    finders.put("tarjan", graph -> new TarjanSimpleCycles<>(graph).findSimpleCycles());
    finders.put("hawick-james", graph -> new HawickJamesSimpleCycles<>(graph).findSimpleCycles());
    finders.put("szwarcfiter-lauer", graph -> new SzwarcfiterLauerSimpleCycles<>(graph).findSimpleCycles());
    finders.put("tiernan", graph -> new TiernanSimpleCycles<>(graph).findSimpleCycles());
    finders.forEach((finder, find) -> {
      String result;
      try {
        result = new ArrayList<>(new TreeSet<>(find.apply(loop(name)).get(0))).toString();
      } catch (RuntimeException failure) {
        result = failure.getClass().getSimpleName() + ": " + failure.getMessage();
      }
      System.out.println(label + " " + finder + " " + result);
    });
  }

  public static void main(String[] arguments) {
    show("same", String::intern);
    show("equal", name -> new String(name));
  }
}
V
java -cp "$T/jars/*" T.java >now.txt 2>log
as_seen now.txt <<'S'
same johnson [b, c]
same tarjan [b, c]
same hawick-james [b, c]
same szwarcfiter-lauer [b, c]
same tiernan [b, c]
equal johnson IntrusiveEdgeException: Edge already associated with source <b> and target <c>
equal tarjan [b, c]
equal hawick-james [b, c]
equal szwarcfiter-lauer [b, c]
equal tiernan [b, c]
S
