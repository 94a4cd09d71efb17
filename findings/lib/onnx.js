// SPDX-License-Identifier: Apache-2.0
// Makes and runs small ONNX models for the finds: required from the folder that holds onnx-proto and onnxruntime-node.
const {onnx} = require(process.cwd() + '/node_modules/onnx-proto');
const ort = require(process.cwd() + '/node_modules/onnxruntime-node');
const types = {float: 1, uint8: 2, float16: 10, double: 11, e4m3fn: 17, e5m2: 19};

const value = (name, type, ...dims) => ({name, type: {tensorType: {elemType: types[type], shape: {dim: dims.map(dimValue => ({dimValue}))}}}});
const scalar = (name, type, array) => ({name, dataType: types[type], dims: [], rawData: new Uint8Array(array.buffer)});
// A node is [operator, inputs, outputs, integer attributes].
const node = ([opType, input, output, attributes], index) =>
  ({opType, input, output, name: opType + index, attribute: Object.entries(attributes || {}).map(([name, i]) => ({name, type: 2, i}))});

async function run(graph, feeds, graphOptimizationLevel) {
  const model = {irVersion: 10, opsetImport: [{domain: '', version: 21}], graph: {name: 'g', ...graph, node: graph.node.map(node)}};
  const bytes = Buffer.from(onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish());
  const session = await ort.InferenceSession.create(bytes, {graphOptimizationLevel, logSeverityLevel: 3});
  return (await session.run(feeds)).y.data;
}
module.exports = {ort, types, value, scalar, run};
