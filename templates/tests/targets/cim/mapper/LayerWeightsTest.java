// SPDX-License-Identifier: Apache-2.0
package targets.cim.mapper;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import kakure.network.Linear;
import kakure.network.Mask;
import kakure.network.Network;
import kakure.network.Node;
import kakure.network.Scaled;
import kakure.network.Window;
import kakure.target.PlanException;
import org.junit.jupiter.api.Test;

class LayerWeightsTest {
  @Test
  void scaledPlanesAreRefusedByName() {
    var weights = new Scaled(List.of(Mask.of(2, 3, 1, (o, c, t) -> c == o)), new int[][] {{900}, {1}});
    var node = new Node("fc", Network.IMAGE, new Linear(Window.square(1, 1, 0), weights, Optional.empty()));
    assertThatThrownBy(() -> LayerWeights.refuse(node)).isInstanceOf(PlanException.class).hasMessageStartingWith("fc has weights of scaled planes, which two cells do not hold: they hold -1, 0 and 1 (PAIR)");
    assertThatThrownBy(() -> LayerWeights.of(node, 1)).isInstanceOf(PlanException.class).hasMessageStartingWith("fc: the weight of output 0, channel 0, tap 0 is 900; two cells hold");
  }
}
