// SPDX-License-Identifier: Apache-2.0
/** The page that shows a design: what it is made of, what it does in an image's time, what it costs and what was checked. */
package kakure.report.design;
