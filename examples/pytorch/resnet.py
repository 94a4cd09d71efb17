#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ResNet-18, -34 or -50 (He et al., CVPR 2016, stride in the 3x3 of a bottleneck) with random hidden weights, written by torch.onnx: what a large residual network costs on the hardware, before anybody trains it.

    examples/pytorch/resnet.py --depth 18 --size 224 -o resnet18.onnx --picture noise.png
    scripts/kakure run resnet18.onnx --image noise.png

Masks are random: free of a density, or one of G input channels. Normalisations take the statistics of one random image, so that activations use their 8 bits. Shortcuts of 1x1 are quantised as any map is, which clamps them at 0.
"""
import argparse
import os
import struct
import sys
import zlib

import torch
from torch import nn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from kakure_hidden import signs  # noqa: E402

BLOCKS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3)}


class Layers:
    """Makes hidden weights, numbered as they are asked for, which must be the order in which forward() uses them."""

    def __init__(self, seed, density, group):
        self.seed, self.density, self.group, self.count = seed, density, group, 0
        self.random = torch.Generator().manual_seed(seed)

    def weight(self, outputs, channels, taps, there=None):
        """Signs where a weight is kept, else 0, as outputs x channels x taps; there: whether a weight may be kept, as channels x taps."""
        sign = signs(self.seed, self.count, outputs, channels, taps)
        self.count += 1
        there = torch.ones(channels, taps) if there is None else there
        if self.group == 1 or channels < self.group:
            # as many of each output channel, so that no sum outgrows its accumulator by chance
            scores = torch.rand(outputs, channels * taps, generator=self.random) * there.flatten() - (1 - there.flatten())
            kept = torch.zeros_like(scores).scatter_(1, scores.topk(max(1, round(self.density * int(there.sum())))).indices, 1)
            return sign * kept.view(sign.shape)
        scores = torch.rand(outputs, -(-channels // self.group), self.group, taps, generator=self.random)
        scores.view(outputs, -1, taps)[:, channels:] = -1
        scores.view(outputs, -1, taps)[:, :channels] -= 1 - there
        kept = torch.zeros_like(scores).scatter_(2, scores.argmax(2, keepdim=True), 1)
        return sign * kept.view(outputs, -1, taps)[:, :channels]

    def convolution(self, channels, outputs, kernel, stride=1):
        conv = nn.Conv2d(channels, outputs, kernel, stride, kernel // 2, bias=False)
        conv.weight.data = self.weight(outputs, channels, kernel * kernel).view(conv.weight.shape)
        return nn.Sequential(conv, nn.BatchNorm2d(outputs, momentum=None))

    def stem(self, channels, outputs, fold):
        """
        A 7x7 convolution of stride 2 whose weights are in the order of a folded kernel: 49 taps of each channel as channels, or 4x4 over 2x2 pixels as channels, where the first row and column of 8x8 are not there.
        """
        conv = nn.Conv2d(channels, outputs, 7, 2, 3, bias=False)
        if fold == "taps":
            conv.weight.data = self.weight(outputs, 49 * channels, 1).view(conv.weight.shape)
            return nn.Sequential(conv, nn.BatchNorm2d(outputs, momentum=None))
        there = torch.ones(2, 2, 4, 4)
        there[0, :, 0, :] = 0
        there[:, 0, :, 0] = 0
        folded = self.weight(outputs, 4 * channels, 16, there.view(4, 16).repeat(channels, 1))
        conv.weight.data = folded.view(outputs, channels, 2, 2, 4, 4).permute(0, 1, 4, 2, 5, 3).reshape(outputs, channels, 8, 8)[:, :, 1:, 1:].contiguous()
        return nn.Sequential(conv, nn.BatchNorm2d(outputs, momentum=None))


def u8(x, step=1 / 64):
    """Sums become 8 bits, clamped at 0: a ReLU, too."""
    return torch.fake_quantize_per_tensor_affine(torch.relu(x), step, 0, 0, 255)


class Block(nn.Module):
    def __init__(self, layers, channels, width, outputs, stride):
        super().__init__()
        if outputs == width:
            ways = [layers.convolution(channels, width, 3, stride), layers.convolution(width, outputs, 3)]
        else:
            ways = [layers.convolution(channels, width, 1), layers.convolution(width, width, 3, stride), layers.convolution(width, outputs, 1)]
        self.ways = nn.ModuleList(ways)
        self.shortcut = layers.convolution(channels, outputs, 1, stride) if stride > 1 or channels != outputs else None

    def forward(self, x):
        y = x
        for way in self.ways[:-1]:
            y = u8(way(y))
        y = self.ways[-1](y)
        return u8(y + (x if self.shortcut is None else u8(self.shortcut(x))), 1 / 32)


class ResNet(nn.Module):
    def __init__(self, layers, depth, classes, small, fold):
        super().__init__()
        wide = 4 if depth == 50 else 1
        self.stem = layers.stem(3, 64, fold) if fold != "none" else layers.convolution(3, 64, 3 if small else 7, 1 if small else 2)
        self.pool = None if small else nn.MaxPool2d(3, 2, 1)
        blocks, channels = [], 64
        for stage, count in enumerate(BLOCKS[depth]):
            width = 64 << stage
            for block in range(count):
                blocks.append(Block(layers, channels, width, width * wide, 2 if stage and not block else 1))
                channels = width * wide
        self.blocks = nn.Sequential(*blocks)
        self.logits = nn.Linear(channels, classes, bias=False)
        self.logits.weight.data = layers.weight(classes, channels, 1).view(classes, channels)

    def forward(self, x):
        x = u8(self.stem(torch.fake_quantize_per_tensor_affine(x, 1 / 255, 0, 0, 255)))
        if self.pool is not None:
            x = self.pool(x)
        return self.logits(torch.nn.functional.adaptive_avg_pool2d(self.blocks(x), 1).flatten(1))


def entry(key, value):
    """A metadata entry of an ONNX model: field 14, whose key and value are fields 1 and 2."""
    def field(number, data):
        assert len(data) < 128
        return bytes([number << 3 | 2, len(data)]) + data
    return field(14, field(1, key.encode()) + field(2, value.encode()))


def png(image):
    """A picture of 3 x height x width bytes as PNG."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(row.flatten().tolist()) for row in image.permute(1, 2, 0))
    head = struct.pack(">IIBBBBB", image.shape[2], image.shape[1], 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def main():
    p = argparse.ArgumentParser(description="Writes a ResNet with random hidden weights as ONNX.")
    p.add_argument("--depth", type=int, choices=sorted(BLOCKS), default=18)
    p.add_argument("--size", type=int, default=224, help="pixels of an image's side (224)")
    p.add_argument("--classes", type=int, default=1000)
    p.add_argument("--density", type=float, default=.3, help="share that free masks keep (.3)")
    p.add_argument("--group", type=int, choices=(1, 2, 4, 8), default=1, help="one of so many input channels in place of free masks")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--small", action="store_true", help="a stem of 3x3 without pooling, as for images of 32 pixels")
    p.add_argument("--fold", choices=("s2d2", "taps", "none"), default="s2d2", help="the stem: 4x4 over 2x2 pixels as 12 channels, 1x1 over its taps as 147, or 7x7 over 3 (s2d2)")
    p.add_argument("--picture", help="writes the random image of which the normalisations take their statistics, as PNG")
    p.add_argument("-o", "--output", required=True)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    fold = "none" if a.small else a.fold
    net = ResNet(Layers(a.seed, a.density, a.group), a.depth, a.classes, a.small, fold)
    picture = torch.randint(256, (3, a.size, a.size), dtype=torch.uint8)
    image = picture.unsqueeze(0) / 255
    with torch.no_grad():
        net.train()(image)
    temporary = a.output + ".part"
    torch.onnx.export(net.eval(), image, temporary, opset_version=13, input_names=["image"], output_names=["logits"])
    stem = "/stem/stem.0/Conv"  # torch.onnx names nodes by the way to their module
    with open(temporary, "r+b") as f:
        if fold != "none" and stem.encode() not in f.read():
            sys.exit(f"resnet.py: torch {torch.__version__} does not call the stem {stem}: give --fold none")
        f.seek(0, os.SEEK_END)
        if fold != "none":
            f.write(entry("kakure.fold." + stem, fold))
        f.write(entry("kakure.seed", str(a.seed)) + entry("kakure.generator", "xorshift32-1"))
    os.replace(temporary, a.output)
    if a.picture:
        with open(a.picture, "wb") as f:
            f.write(png(picture))


if __name__ == "__main__":
    main()
