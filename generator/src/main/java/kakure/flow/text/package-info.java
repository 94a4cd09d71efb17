// SPDX-License-Identifier: Apache-2.0
/** Descriptions of a design for tools that read one: a class for each format, which all write what {@link kakure.flow.text.Described} says. */
package kakure.flow.text;
