// SPDX-License-Identifier: Apache-2.0
package kakure.network;

/**
 * What a layer's sums are multiplied by, and what is added to them: gamma (w a in + bias - mean) / sd + beta. Its arrays are not copied.
 *
 * @param name of the layer, for messages
 * @param bias per output channel, added before the normalisation
 * @param norm the normalisation, {@link Folding#identity} if there is none
 * @param in real value of one step of the activations read, above 0
 * @param most the largest of these activations
 */
public record LayerConstants(String name, double[] bias, Normalisation norm, double in, int most) {}
