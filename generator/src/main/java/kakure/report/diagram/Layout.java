// SPDX-License-Identifier: Apache-2.0
package kakure.report.diagram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Lays a diagram out in layers, by ELK. The same boxes and lines in the same order come to lie in the same places. */
public final class Layout {
  /** Points that a letter takes, at most on average, in the title's and the subtitle's size. */
  private static final double TITLE_LETTER = 8.8, SUBTITLE_LETTER = 6.3;
  private static final double ONE_LINE = 30, TWO_LINES = 44, ROOM = 22;
  /** Of the random choices of the layout; 0 would be none. */
  private static final int SEED = 1;

  /** Boxes that a page is wide enough for in a row. */
  private static final int FEW = 5;

  private Layout() {}

  /** Places boxes and lines, from left to right; many boxes downwards, as a row of them would be wider than a page. */
  public static Laid of(List<Box> boxes, List<Line> lines) {
    return of(boxes, lines, boxes.size() <= FEW ? Direction.RIGHT : Direction.DOWN);
  }

  private static Laid of(List<Box> boxes, List<Line> lines, Direction direction) {
    var root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(CoreOptions.DIRECTION, direction);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.RANDOM_SEED, SEED);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(12));
    root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.PREFER_EDGES);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 18.0);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 34.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 12.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 9.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 10.0);
    var nodes = new LinkedHashMap<String, ElkNode>();
    for (var box : boxes) nodes.put(box.id(), node(root, box));
    var edges = new LinkedHashMap<Line, ElkEdge>();
    for (var line : lines) edges.put(line, ElkGraphUtil.createSimpleEdge(nodes.get(line.from()), nodes.get(line.to())));
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    return new Laid(root.getWidth(), root.getHeight(), boxes.stream().map(b -> placed(b, nodes.get(b.id()))).toList(), edges.entrySet().stream().filter(e -> !e.getValue().getSections().isEmpty()).map(Layout::drawn).toList());
  }

  private static ElkNode node(ElkNode root, Box box) {
    var node = ElkGraphUtil.createNode(root);
    double letters = Math.max(TITLE_LETTER * box.title().length(), SUBTITLE_LETTER * box.subtitle().length());
    node.setDimensions(letters + ROOM, box.subtitle().isEmpty() ? ONE_LINE : TWO_LINES);
    return node;
  }

  private static Laid.Placed placed(Box box, ElkNode n) {
    return new Laid.Placed(box, n.getX(), n.getY(), n.getWidth(), n.getHeight());
  }

  private static Laid.Drawn drawn(Map.Entry<Line, ElkEdge> e) {
    var points = new ArrayList<Laid.Point>();
    var section = e.getValue().getSections().get(0);
    points.add(new Laid.Point(section.getStartX(), section.getStartY()));
    section.getBendPoints().forEach(b -> points.add(new Laid.Point(b.getX(), b.getY())));
    points.add(new Laid.Point(section.getEndX(), section.getEndY()));
    return new Laid.Drawn(e.getKey(), points);
  }
}
