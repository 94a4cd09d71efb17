# SPDX-License-Identifier: Apache-2.0
"""Hidden networks in plain PyTorch (1.13 or newer): layers whose weights are random signs that nobody trains, and export to the ONNX that `kakure run` takes.

A weight is its sign times one constant of the layer. The signs follow from seed, layer and position, as the hardware regenerates them; what is learnt is a score per weight, and the
mask keeps the largest (edge-popup, Ramanujan et al., CVPR 2020): any of the layer (free), or exactly one of every G input channels.

    net = nn.Sequential(
        Pixels(),                                               # u8 images, or floats in 0..1 as ToTensor() gives
        HiddenConv2d(1, 32, 3, padding=1, layer=0, density=.3), # layers are numbered in the order in which forward() runs them
        nn.BatchNorm2d(32, affine=False), Activation8(),        # every layer but the last: sums -> 8 bits
        HiddenConv2d(32, 64, 3, padding=1, layer=1, group=4),   # one of 4
        nn.BatchNorm2d(64, affine=False), Activation8(), nn.MaxPool2d(2),
        nn.Flatten(), HiddenLinear(64 * 14 * 14, 10, layer=2, group=4, pixels=14 * 14))
    ...                                                         # train as any network; parameters() are the scores
    export(net, "model.onnx", (1, 28, 28))

Activations are multiples of a power of two and so is the constant: sums of floats are exact, whatever their order, and only the normalisation rounds.
"""
import array
import copy
import math
import os
import struct
import sys

import torch
import torch.nn.functional as F
from torch import fx, nn

WORD = 0xFFFFFFFF
PHI = 0x9E3779B9


def _step(x):
    """Marsaglia's xorshift32 (13, 17, 5) of words 0 to 2^32 - 1, held as Python integers or int64."""
    x = x ^ (x << 13 & WORD)
    x = x ^ x >> 17
    return x ^ (x << 5 & WORD)


def _fmix32(h):
    h = (h ^ h >> 16) * 0x85EBCA6B & WORD
    h = (h ^ h >> 13) * 0xC2B2AE35 & WORD
    return h ^ h >> 16


def signs(seed, layer, outputs, channels, taps):
    """The signs of a layer, (outputs, channels, taps) of +-1: what kakure.golden.SignGenerator gives. A tap is ky * KW + kx, or the pixel of a flattened map."""
    groups = (outputs + 31) // 32
    w = _fmix32((seed + (layer + 1) * PHI) & WORD) + torch.arange(groups * channels) * PHI & WORD
    s = _step(w) + (w << 16 & WORD | w >> 16) & WORD
    s[s == 0] = PHI
    words = torch.empty(groups * channels, taps, dtype=torch.int64)
    for t in range(taps):
        s = _step(s)
        words[:, t] = s
    words = words.view(groups, 1, channels, taps)
    result = torch.empty(groups, 32, channels, taps)
    for bit in range(32):
        result[:, bit] = 1 - 2 * (words[:, 0] >> bit & 1)
    return result.view(groups * 32, channels, taps)[:outputs].clone()


class _Select(torch.autograd.Function):
    """The mask, with the gradient passed straight on to the scores."""

    @staticmethod
    def forward(ctx, magnitudes, mask):
        return mask

    @staticmethod
    def backward(ctx, gradient):
        return gradient, None


class Hidden(nn.Module):
    """What both layers share: signs, a score per weight (outputs, channels, taps), and the mask of the largest."""

    def __init__(self, outputs, channels, taps, layer, seed, density, group):
        super().__init__()
        if min(outputs, channels, taps) < 1:
            raise ValueError(f"{outputs} outputs, {channels} input channels, {taps} taps: each must be 1 or more")
        if layer < 0 or not 0 <= seed <= WORD:
            raise ValueError(f"layer {layer}, seed {seed}: a layer is 0 or more, a seed 0 to {WORD}")
        if not 0 < density <= 1:
            raise ValueError(f"density {density}: must be above 0 and at most 1 (0.3 keeps 30% of the weights)")
        if group not in (1, 2, 4, 8):
            raise ValueError(f"group {group}: must be 1 (free mask), 2, 4 or 8 (one of so many input channels)")
        self.layer, self.seed = layer, seed
        self.group = group if channels >= group else 1  # a first layer with fewer channels stays free
        weights = outputs * channels * taps
        self.kept = max(1, int(density * weights + .5)) if self.group == 1 else outputs * taps * -(-channels // group)
        self.magnitude = 2. ** math.floor(math.log2(2 * outputs / self.kept) / 2)  # at most that of He et al. 2015 for the kept ones; it sets the scale of the logits
        self.register_buffer("sign", signs(seed, layer, outputs, channels, taps), persistent=False)
        self.scores = nn.Parameter(torch.empty_like(self.sign).uniform_(-1, 1) / math.sqrt(channels * taps))

    def mask(self):
        """1 where a weight is kept, else 0."""
        magnitudes = self.scores.detach().abs()
        mask = torch.zeros_like(magnitudes)
        if self.group == 1:
            mask.view(-1)[magnitudes.view(-1).topk(self.kept, sorted=False).indices] = 1
            return mask
        outputs, channels, taps = mask.shape
        whole = F.pad(magnitudes, (0, 0, 0, -channels % self.group), value=-1).view(outputs, -1, self.group, taps)
        first = torch.arange(0, channels, self.group, device=mask.device).view(1, -1, 1)
        return mask.scatter_(1, whole.argmax(2) + first, 1)

    def weight(self):
        """The weights as they compute: 0, or sign times magnitude."""
        return self.sign * self.magnitude * _Select.apply(self.scores.abs(), self.mask())


def _pair(what, value, least):
    pair = (value, value) if isinstance(value, int) else value
    if not isinstance(pair, (tuple, list)) or len(pair) != 2 or not all(isinstance(v, int) and v >= least for v in pair):
        raise ValueError(f"{what} {value}: must be {least} or more, or a pair of such")
    return tuple(pair)


class HiddenConv2d(Hidden):
    """A convolution without trained weights and without bias; `density` is the share that a free mask keeps, `group` makes it one of so many input channels."""

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, *, layer, seed=1, density=.3, group=1):
        kernel, strides, pads = _pair("kernel_size", kernel_size, 1), _pair("stride", stride, 1), _pair("padding", padding, 0)
        super().__init__(out_channels, in_channels, kernel[0] * kernel[1], layer, seed, density, group)
        self.kernel_size, self.stride, self.padding = kernel, strides, pads

    def forward(self, x):
        return F.conv2d(x, self.weight().view(*self.sign.shape[:2], *self.kernel_size), None, self.stride, self.padding)


class HiddenLinear(Hidden):
    """A fully connected layer. Where it reads a flattened map, `pixels` is the map's height times width: signs and groups go by channels, and feature i is pixel i % pixels of channel i // pixels."""

    def __init__(self, in_features, out_features, *, layer, pixels=1, seed=1, density=.3, group=1):
        if pixels < 1 or in_features % pixels:
            raise ValueError(f"{in_features} features are not whole channels of {pixels} pixels")
        super().__init__(out_features, in_features // pixels, pixels, layer, seed, density, group)
        self.pixels = pixels

    def forward(self, x):
        return F.linear(x.flatten(1), self.weight().flatten(1))


class Activation8(nn.Module):
    """Sums become u8 activations: round(x / step), clamped to 0..255, times step. The gradient passes straight through, but for what is clamped; so it is a ReLU, too."""

    def __init__(self, step=1 / 32):
        super().__init__()
        self.step = step

    def forward(self, x):
        return torch.fake_quantize_per_tensor_affine(x, self.step, 0, 0, 255)


class Pixels(nn.Module):
    """The image: uint8, or floats in 0..1 that are multiples of 1/255. Its step is 1/256, so that sums are exact; the normalisation behind the first layer takes every scale out again."""

    step = 1 / 256

    def forward(self, x):
        if x.dtype != torch.uint8:
            if x.numel() and not 0 <= float(x.min()) <= float(x.max()) <= 1:
                raise ValueError("floats of an image must be in 0..1, as ToTensor() gives them: leave Normalize() out, the hardware reads u8 and normalises behind the first layer")
            x = (x * 255).round()
        return x.float() * self.step


def onnx_bytes(model, shape):
    """The model as ONNX (opset 13) with what the hardware needs to know of its signs; needs no package but PyTorch.

    model: any module whose forward() is a chain of the layers of this file, BatchNorm, ReLU, 2 x 2 MaxPool2d, flattening and Dropout; it is left as it is, and taken as eval() sees it
    shape: channels, height, width of an image, or its number of features
    Raises ValueError, naming the module, for what the hardware does not compute.
    """
    return _Writer(model, tuple(shape)).model()


def export(model, path, shape):
    """Writes onnx_bytes(model, shape) to a file. A regular file appears whole or not at all, links and devices are written through."""
    data = onnx_bytes(model, shape)
    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "wb") as out:
            out.write(data)
        return
    staged = f"{path}.{os.getpid()}.part"
    try:
        with open(staged, "xb") as out:
            out.write(data)
        os.replace(staged, path)
    finally:
        if os.path.exists(staged):
            os.remove(staged)


class _Tracer(fx.Tracer):
    def is_leaf_module(self, module, name):
        return isinstance(module, (Hidden, Activation8, Pixels)) or super().is_leaf_module(module, name)


class _Writer:
    """Runs the model on two black images and writes a node of ONNX for each step; shapes are what the step has really given."""

    def __init__(self, model, shape):
        self.net = copy.deepcopy(model).eval().cpu()
        self.shape, self.nodes, self.tensors, self.names, self.used = shape, [], [], {}, {"image", "zero"}
        self.layers, self.seed, self.map, self.end, self.results = 0, None, None, None, {}
        self.tensor("zero", 2, (), b"\0")
        try:
            graph = _Tracer().trace(self.net)
        except Exception as e:
            raise ValueError(f"forward() is not a plain chain of layers: {e}") from e
        with torch.no_grad():
            for n in graph.nodes:
                self.results[n] = self.step(n)
        self.logits = self.results[n].shape[1:]
        if self.seed is None:
            raise ValueError("the model has no HiddenConv2d and no HiddenLinear")

    def step(self, n):
        """Runs one step of forward(); returns what it gives."""
        if n.op == "placeholder":
            if self.names:
                raise ValueError(f"forward() has a second argument, {n.target}; a network reads one image")
            self.names[n] = "image"
            return torch.zeros(2, *self.shape, dtype=torch.uint8)
        if n.op == "output":
            if n.args[0] not in self.names:
                raise ValueError("forward() must return one tensor, the logits")
            self.end = self.names[n.args[0]]
            return self.results[n.args[0]]
        module = self.net.get_submodule(n.target) if n.op == "call_module" else None
        what = type(module).__name__ if module is not None else getattr(n.target, "__name__", n.target)
        name = str(n.target) if module is not None else n.name
        while name in self.used:  # a module that runs twice, or has the name of a value of ours
            name += "_"
        result = self.run(n, module, name, what)
        if not isinstance(result, torch.Tensor):
            return result  # a size; what it is used for shows in shapes
        maps = [a for a in n.all_input_nodes if a in self.names]
        if not n.args or maps != [n.args[0]]:
            raise ValueError(f"{name} ({what}): the hardware computes a chain from the image to the logits; this reads {len(maps)} maps")
        self.used.add(name)
        self.names[n] = self.emit(name, what, module, n, self.names[maps[0]], self.results[maps[0]], result)
        if result.dim() == 4:
            self.map = result.shape
        return result

    def run(self, n, module, name, what):
        known = self.results.__getitem__
        args, kwargs = fx.node.map_arg(n.args, known), fx.node.map_arg(n.kwargs, known)
        if n.op == "get_attr":
            raise ValueError(f"{name}: a tensor of the model's own; the hardware computes the layers of kakure_hidden.py and what stands between them")
        try:
            if module is not None:
                return module(*args, **kwargs)
            return n.target(*args, **kwargs) if n.op == "call_function" else getattr(args[0], n.target)(*args[1:], **kwargs)
        except Exception as e:
            raise ValueError(f"{name} ({what}): does not run on images of {' x '.join(map(str, self.shape))}: {e}") from e

    def emit(self, name, what, module, n, x, before, after):
        """Writes what one step does to value x; returns the name of its result."""
        if isinstance(module, Pixels):
            return self.node("DequantizeLinear", name, x, self.floats(name + ".step", torch.tensor(module.step)), "zero")
        if isinstance(module, Activation8):
            step = self.floats(name + ".step", torch.tensor(module.step))
            return self.node("DequantizeLinear", name, self.node("QuantizeLinear", name + ".u8", x, step, "zero"), step, "zero")
        if isinstance(module, Hidden):
            return self.hidden(name, module, x, before)
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            if module.running_mean is None:
                raise ValueError(f"{name} ({what}): keeps no running statistics, which are what the hardware normalises by")
            one, zero = torch.ones(module.num_features), torch.zeros(module.num_features)
            parts = (one if module.weight is None else module.weight, zero if module.bias is None else module.bias, module.running_mean, module.running_var)
            return self.node("BatchNormalization", name, x, *(self.floats(f"{name}.{i}", p) for i, p in zip(("gamma", "beta", "mean", "variance"), parts)), epsilon=module.eps)
        if what in ("ReLU", "relu", "relu_"):
            return self.node("Relu", name, x)
        if what in ("MaxPool2d", "max_pool2d") and after.dim() == before.dim() == 4:
            fields = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")
            given = {f: getattr(module, f) for f in fields} if module is not None else dict(zip(fields, n.args[1:]), **n.kwargs)
            kernel = _pair("kernel_size", given["kernel_size"], 1)
            strides, pads, dilations = _pair("stride", given.get("stride") or kernel, 1), _pair("padding", given.get("padding", 0), 0), _pair("dilation", given.get("dilation", 1), 1)
            return self.node("MaxPool", name, x, kernel_shape=kernel, strides=strides, pads=pads * 2, dilations=dilations, ceil_mode=int(given.get("ceil_mode", False)))
        if what in ("dropout", "dropout2d") and n.kwargs.get("training", True):
            raise ValueError(f"{name} ({what}): drops in eval(), too; give it training=self.training, or use nn.Dropout")
        if what in ("Flatten", "flatten", "view", "reshape", "squeeze", "contiguous", "Identity", "Dropout", "Dropout2d", "dropout", "dropout2d"):
            if after.shape == before.shape:
                return x
            if tuple(after.shape) == (before.shape[0], before[0].numel()):
                return self.node("Flatten", name, x, axis=1)
            raise ValueError(f"{name} ({what}): makes {list(after.shape)} of {list(before.shape)}; a map is flattened to a vector per image, nothing else")
        raise ValueError(f"{name} ({what}): the hardware does not compute it; it does HiddenConv2d, HiddenLinear, BatchNorm, Activation8, ReLU, MaxPool2d(2), Flatten and Dropout")

    def hidden(self, name, layer, x, before):
        where = f"{name} ({type(layer).__name__})"
        if layer.layer != self.layers:
            raise ValueError(f"{where}: is layer={layer.layer}, but runs as number {self.layers}; signs go by the order in which layers run, from 0: give it layer={self.layers} and train again")
        if self.seed not in (None, layer.seed):
            raise ValueError(f"{where}: seed {layer.seed}, but the layers before it have {self.seed}; a network has one")
        self.layers, self.seed = self.layers + 1, layer.seed
        if isinstance(layer, HiddenConv2d):
            weight = self.floats(name + ".weight", layer.weight().view(*layer.sign.shape[:2], *layer.kernel_size))
            self.flat = False
            return self.node("Conv", name, x, weight, kernel_shape=layer.kernel_size, strides=layer.stride, pads=layer.padding * 2)
        pixels = 1 if self.map is None else self.map[2] * self.map[3]
        if layer.pixels != pixels:
            raise ValueError(f"{where}: pixels={layer.pixels}, but it reads a flattened map of {self.map[2]} x {self.map[3]}: give it pixels={pixels} and train again" if self.map is not None
                             else f"{where}: pixels={layer.pixels}, but it reads the outputs of another HiddenLinear: leave pixels out and train again")
        if before.dim() == 4:
            x = self.node("Flatten", name + ".flat", x, axis=1)
        self.map = None
        return self.node("Gemm", name, x, self.floats(name + ".weight", layer.weight().flatten(1)), transB=1)

    def node(self, kind, name, *inputs, **attributes):
        self.nodes.append(_text(1, *inputs) + _text(2, name) + _text(3, name) + _text(4, kind) + b"".join(_attribute(k, v) for k, v in attributes.items()))
        return name

    def floats(self, name, tensor):
        values = array.array("f", tensor.detach().flatten().tolist())
        if sys.byteorder == "big":
            values.byteswap()
        return self.tensor(name, 1, tensor.shape, values.tobytes())

    def tensor(self, name, kind, dims, raw):
        self.tensors.append(b"".join(_int(1, d) for d in dims) + _int(2, kind) + _text(8, name) + _bytes(9, raw))
        return name

    def model(self):
        """The bytes of the ModelProto."""
        graph = b"".join(_bytes(1, n) for n in self.nodes) + _text(2, "hidden") + b"".join(_bytes(5, t) for t in self.tensors)
        graph += _bytes(11, _value("image", 2, self.shape)) + _bytes(12, _value(self.end, 1, self.logits))
        entries = {"kakure.seed": str(self.seed), "kakure.generator": "xorshift32-1"}
        return _int(1, 8) + _text(2, "kakure_hidden.py") + _bytes(7, graph) + _bytes(8, _int(2, 13)) + b"".join(_bytes(14, _text(1, k) + _text(2, v)) for k, v in entries.items())


# The wire format of protocol buffers, as far as a model needs it; the numbers are those of onnx.proto.

def _varint(n):
    parts = []
    while n > 127:
        parts.append(n & 127 | 128)
        n >>= 7
    return bytes(parts + [n])


def _int(field, n):
    return _varint(field << 3) + _varint(n)


def _bytes(field, data):
    return _varint(field << 3 | 2) + _varint(len(data)) + data


def _text(field, *texts):
    return b"".join(_bytes(field, t.encode()) for t in texts)


def _attribute(name, value):
    if isinstance(value, float):
        return _bytes(5, _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _int(20, 1))
    if isinstance(value, int):
        return _bytes(5, _text(1, name) + _int(3, value) + _int(20, 2))
    return _bytes(5, _text(1, name) + b"".join(_int(8, v) for v in value) + _int(20, 7))


def _value(name, kind, sides):
    """A tensor of the graph's outside: the batch N, then these sides."""
    dims = _bytes(1, _text(2, "N")) + b"".join(_bytes(1, _int(1, s)) for s in sides)
    return _text(1, name) + _bytes(2, _bytes(1, _int(1, kind) + _bytes(2, dims)))
