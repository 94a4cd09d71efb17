// SPDX-License-Identifier: Apache-2.0
/**
 * What every family of hardware shares: a {@link kakure.target.Target} plans a network for its top block, a {@link kakure.target.Plan} says what each step costs and
 * what a case sends and expects, and one {@link kakure.target.Runner} simulates and compares them all. Knows names and numbers only, no block.
 */
package kakure.target;
