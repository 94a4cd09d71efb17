// SPDX-License-Identifier: Apache-2.0
/** The one door between the frame and the library. */
package library;
