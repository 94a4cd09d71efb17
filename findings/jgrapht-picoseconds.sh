#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# JGraphT 1.5.2: with weights in SI units, delays of picoseconds, Bellman-Ford returns a longer path, and every maximum flow is 0.
#
# Guess: weights are doubles, so a graph whose weights are all 1E-12 times as large has the same shortest path and 1E-12 times the flow, whichever class finds it.
# Seen:  Dijkstra (one- and two-sided), Floyd-Warshall, Johnson and delta stepping say 3 ps; Bellman-Ford 6 ps. Edmonds-Karp, push-relabel, Dinic and
#        Boykov-Kolmogorov find a flow of 1 where weights are in units, and 0 where they are in picos. Nothing is thrown or logged.
#        A tolerance of 1E-15 given to the constructor mends the flows, and changes nothing in Bellman-Ford, where one of 100 changes nothing either.
# Why:   these classes compare with an absolute tolerance of 1E-9 unless they are given another, which Bellman-Ford does not use. Delays in seconds and capacitances in farads, as
#        Liberty readers in SI units yield, lie below it. Keep weights in whole picoseconds or cycles.
set -euo pipefail
. "$(dirname -- "$(readlink -f -- "$0")")/lib/find.sh"
jars org.jgrapht:jgrapht-core:1.5.2 org.jheaps:jheaps:0.14
cat >T.java <<'V'
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.flow.*;
import org.jgrapht.alg.interfaces.*;
import org.jgrapht.alg.shortestpath.*;
import org.jgrapht.graph.*;

public class T {
  static Graph<String, DefaultWeightedEdge> circuit(double unit) {
    var graph = new SimpleDirectedWeightedGraph<String, DefaultWeightedEdge>(DefaultWeightedEdge.class);
    for (String pin : new String[] {"a", "b", "c", "d"}) graph.addVertex(pin);
    Graphs.addEdge(graph, "a", "b", 5 * unit);
    Graphs.addEdge(graph, "a", "c", unit);
    Graphs.addEdge(graph, "c", "b", unit);
    Graphs.addEdge(graph, "b", "d", unit);
    return graph;
  }

  static void path(String name, ShortestPathAlgorithm<String, DefaultWeightedEdge> finder, double unit) {
    System.out.println(name + " " + Math.round(finder.getPathWeight("a", "d") / unit));
  }

  static void flow(String name, MaximumFlowAlgorithm<String, DefaultWeightedEdge> finder, double unit) {
    System.out.println(name + " " + Math.round(finder.getMaximumFlowValue("a", "d") / unit));
  }

  public static void main(String[] arguments) {
    for (double unit : new double[] {1, 1e-12}) {
      var graph = circuit(unit);
      System.out.println("unit " + unit);
      path("dijkstra", new DijkstraShortestPath<>(graph), unit);
      path("two-sided dijkstra", new BidirectionalDijkstraShortestPath<>(graph), unit);
      path("floyd-warshall", new FloydWarshallShortestPaths<>(graph), unit);
      path("johnson", new JohnsonShortestPaths<>(graph), unit);
      path("bellman-ford", new BellmanFordShortestPath<>(graph), unit);
      flow("edmonds-karp", new EdmondsKarpMFImpl<>(graph), unit);
      flow("push-relabel", new PushRelabelMFImpl<>(graph), unit);
      flow("dinic", new DinicMFImpl<>(graph), unit);
      flow("boykov-kolmogorov", new BoykovKolmogorovMFImpl<>(graph), unit);
    }
    path("bellman-ford, tolerance 1.0E-15", new BellmanFordShortestPath<>(circuit(1e-12), 1e-15), 1e-12);
    path("bellman-ford, tolerance 100, unit 1", new BellmanFordShortestPath<>(circuit(1), 100.0), 1);
    flow("dinic, tolerance 1.0E-15", new DinicMFImpl<>(circuit(1e-12), 1e-15), 1e-12);
  }
}
V
java -cp "$T/jars/*" T.java >now.txt 2>log
as_seen now.txt <<'S'
unit 1.0
dijkstra 3
two-sided dijkstra 3
floyd-warshall 3
johnson 3
bellman-ford 3
edmonds-karp 1
push-relabel 1
dinic 1
boykov-kolmogorov 1
unit 1.0E-12
dijkstra 3
two-sided dijkstra 3
floyd-warshall 3
johnson 3
bellman-ford 6
edmonds-karp 0
push-relabel 0
dinic 0
boykov-kolmogorov 0
bellman-ford, tolerance 1.0E-15 6
bellman-ford, tolerance 100, unit 1 3
dinic, tolerance 1.0E-15 1
S
