// SPDX-License-Identifier: Apache-2.0
/** Hidden networks as ONNX files: reading with the sign check and refusals by name, and writing what other tools run. */
package kakure.network.onnx;
