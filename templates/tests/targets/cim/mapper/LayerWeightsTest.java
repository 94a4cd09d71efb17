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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LayerWeightsTest {
  @Test
  void scaledPlanesAreRefusedByName() {
    var weights = new Scaled(List.of(Mask.of(2, 3, 1, (o, c, t) -> c == o)), new int[][] {{900}, {1}});
    var node = new Node("fc", Network.IMAGE, new Linear(Window.square(1, 1, 0), weights, Optional.empty()));
    for (ThrowingCallable asked : List.<ThrowingCallable>of(() -> LayerWeights.refuse(node), () -> LayerWeights.of(node, 1)))
      assertThatThrownBy(asked).isInstanceOf(PlanException.class).hasMessageStartingWith("fc has weights of scaled planes, which two cells do not hold: they hold -1, 0 and 1 (PAIR)");
  }
}
