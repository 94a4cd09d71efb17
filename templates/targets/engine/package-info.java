// SPDX-License-Identifier: Apache-2.0
/** From a network to the engine: placement of maps, descriptors, streams, predicted cycles, and the co-simulation that compares every layer. */
package targets.engine;
