// SPDX-License-Identifier: Apache-2.0
/** Where the weights of a network go in macros that compute in memory, so that as much as possible of them can be switched off. */
package targets.cim.mapper;
