// SPDX-License-Identifier: Apache-2.0
/** Tools of electronic design automation: the one place that knows how they are called, what they need and what they answer. It knows nothing of blocks, networks or targets. */
package kakure.eda;
