// SPDX-License-Identifier: Apache-2.0
/** Boxes and lines, laid out in layers and drawn as SVG and PNG. */
package kakure.report.diagram;
