// SPDX-License-Identifier: Apache-2.0
/** Labelled images from anywhere: {@link kakure.data.DataSet} tells by its content what a file or folder holds and reads it; all that strangers wrote is read in bounded memory and time, or refused. */
package kakure.data;
