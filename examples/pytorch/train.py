#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains a hidden network on IDX files of MNIST form or on folders of images, and writes the model that `kakure run` takes.

    examples/pytorch/train.py --data DIR --mask 1of4 -o model.onnx
    scripts/kakure run model.onnx --data DIR --count 100 --group 4

DIR holds the four IDX files (train-images-idx3-ubyte and so on, gzipped or not), or train/CLASS/*.png (or .jpg) and test/CLASS/*.png; where there is no test, every tenth image of a class is held out.
The network and the schedule are those of `kakure train`; copy build() and write layers of your own.
"""
import argparse
import collections
import gzip
import math
import pathlib
import re
import shutil
import sys
import time
import zlib

try:
    import torch
except ImportError:
    sys.exit("train.py: PyTorch is not installed: apt-get install python3-torch, or pip install torch")
import torch.nn.functional as F
from torch import nn

from kakure_hidden import Activation8, HiddenConv2d, HiddenLinear, Pixels, export, onnx_bytes

MAX_BYTES, MAX_SIDE = 1 << 30, 4096


class BadInput(Exception):
    """Said in a line, without a trace; exit 2."""


def build(net, shape, seed, density, group):
    """The module of a text as `kakure train --net` takes it, c32,c32,p,c64,c64,p,f10, on images of channels x height x width."""
    layers, number, (channels, height, width) = collections.OrderedDict(pixels=Pixels()), 0, shape
    items = net.split(",")
    for i, item in enumerate(items):
        match, options = re.fullmatch(r"p|f(\d{1,4})|(?:k(\d{1,2}))?c(\d{1,4})(?:s(\d))?", item), dict(layer=number, seed=seed, density=density, group=group)
        wrong = f'--net {net}: "{item}"'
        if not match:
            raise BadInput(f"{wrong}: expected cN, cNsS, kKcN, p or fN")
        if item == "p":
            if not i or "c" not in items[i - 1] or min(height, width) < 2:
                raise BadInput(f"{wrong}: 2x2 pooling follows a convolution with a map of at least 2 x 2")
            layers[f"pool{number - 1}"], height, width = nn.MaxPool2d(2), height // 2, width // 2
            continue
        if match[1]:
            name, channels_in, channels = f"fc{number}", channels, int(match[1])
            layers[name] = HiddenLinear(channels_in * height * width, channels, pixels=height * width, **options)
            height = width = 1
        else:
            if i and items[i - 1].startswith("f"):
                raise BadInput(f"{wrong}: a convolution behind a fully connected layer")
            name, kernel, channels_in, channels, stride = f"conv{number}", int(match[2] or 3), channels, int(match[3]), int(match[4] or 1)
            layers[name] = HiddenConv2d(channels_in, channels, kernel, stride, (kernel - 1) // 2, **options)
            height, width = ((side + (kernel - 1) // 2 * 2 - kernel) // stride + 1 for side in (height, width))
            if min(height, width) < 1:
                raise BadInput(f"{wrong}: the map before it is smaller than its kernel")
        if i < len(items) - 1:
            layers[name + "_norm"], layers[name + "_act"] = (nn.BatchNorm1d if match[1] else nn.BatchNorm2d)(channels, affine=False), Activation8()
        elif not match[1]:
            raise BadInput(f"{wrong}: the last layer must be fully connected, with an output per class; add for example f10")
        number += 1
    if items[-1] == "p":
        raise BadInput(f"--net {net}: ends with pooling; the last layer must be fully connected, with an output per class")
    return nn.Sequential(layers)


def idx(folder, prefix, kind, dimensions):
    """The numbers of one IDX file as a u8 tensor of its dimensions."""
    names = [f"{prefix}-{kind}{dot}idx{dimensions}-ubyte{gz}" for dot in "-." for gz in ("", ".gz")]
    file = next((folder / name for name in names if (folder / name).is_file()), None)
    if file is None:
        raise BadInput(f"{folder}: holds neither a folder train of class folders nor any of {', '.join(names)}")
    try:
        with open(file, "rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            source = gzip.GzipFile(fileobj=raw) if packed else raw
            head = source.read(4 + 4 * dimensions)
            if len(head) < 4 + 4 * dimensions or head[:4] != bytes((0, 0, 8, dimensions)):
                raise BadInput(f"{file}, byte 0: not an IDX file of u8 {kind}, which starts with 0x080{dimensions}")
            sides = [int.from_bytes(head[i:i + 4], "big") for i in range(4, len(head), 4)]
            if not 1 <= math.prod(sides) <= MAX_BYTES or max(sides[1:], default=1) > MAX_SIDE:
                raise BadInput(f"{file}, byte 4: {' x '.join(map(str, sides))} numbers; 1 to {MAX_BYTES} are read, with sides of 1 to {MAX_SIDE}")
            body = source.read(math.prod(sides) + 1)
    except (OSError, EOFError, zlib.error) as e:
        raise BadInput(f"{file}: damaged, or cannot be read: {e}") from e
    if len(body) != math.prod(sides):
        raise BadInput(f"{file}: its header asks for {len(head) + math.prod(sides)} bytes, it holds {'more' if len(body) > math.prod(sides) else len(head) + len(body)}")
    return torch.frombuffer(bytearray(body), dtype=torch.uint8).view(sides)


def class_folder(root, classes, channels):
    """Images and labels below ROOT/CLASS, in the order of their names; all of one size and, unless `channels` converts them, one kind."""
    try:
        from PIL import Image
    except ImportError:
        raise BadInput(f"{root}: images in folders need Pillow: apt-get install python3-pil, or pip install pillow (IDX files need nothing)") from None
    images, labels, size = [], [], None
    unknown = [d.name for d in sorted(root.iterdir()) if d.is_dir() and d.name not in classes]
    if unknown:
        raise BadInput(f"{root / unknown[0]}: no class of the training images ({', '.join(classes)})")
    for label, name in enumerate(classes):
        for file in sorted((root / name).glob("*")):
            if file.suffix.lower() not in (".png", ".jpg", ".jpeg"):
                continue
            try:
                with Image.open(file) as image:
                    this = f"{image.width} x {image.height}"
                    mode = {1: "L", 3: "RGB"}[channels] if channels else image.mode
                    if mode not in ("L", "RGB"):
                        raise BadInput(f"{file}: an image of kind {mode}, not 8 bits of grey or colour; give --channels 1 or 3 to convert all")
                    size = size or (this, mode)
                    if size != (this, mode):
                        raise BadInput(f"{file}: {this} {mode}, but the images before it are {' '.join(size)}; bring them to one size" + ("" if size[0] != this else ", or give --channels 1 or 3"))
                    if max(image.size) > MAX_SIDE or (len(images) + 1) * image.width * image.height * len(mode) > MAX_BYTES:
                        raise BadInput(f"{file}: {this}; sides of at most {MAX_SIDE} and {MAX_BYTES} bytes of pixels are read")
                    pixels = bytearray(image.convert(mode).tobytes())
            except BadInput:
                raise
            except Exception as e:  # Pillow has no common class for what a damaged file raises
                raise BadInput(f"{file}: not an image that Pillow reads: {e}") from e
            images.append(torch.frombuffer(pixels, dtype=torch.uint8).view(image.height, image.width, len(mode)).permute(2, 0, 1))
            labels.append(label)
    if not images:
        raise BadInput(f"{root}: holds no .png and no .jpg in class folders")
    return torch.stack(images), torch.tensor(labels)


def load(data, channels):
    """(images, labels) to train on, (images, labels) to test on: u8 of images x channels x height x width, labels from 0."""
    data = pathlib.Path(data)
    if not data.is_dir():
        raise BadInput(f"{data}: there is no such folder")
    if not (data / "train").is_dir():
        parts = [(idx(data, prefix, "images", 3).unsqueeze(1), idx(data, prefix, "labels", 1).long()) for prefix in ("train", "t10k")]
    else:
        classes = sorted(d.name for d in (data / "train").iterdir() if d.is_dir())
        print("classes, in order:", ", ".join(classes))
        parts = [class_folder(data / part, classes, channels) for part in ("train", "test") if (data / part).is_dir()]
        if len(parts) == 1:
            print(f"{data} has no folder test: every tenth image is held out")
            held = torch.arange(len(parts[0][1])) % 10 == 9
            parts = [tuple(t[keep] for t in parts[0]) for keep in (~held, held)]
    for images, labels in parts:
        if len(images) != len(labels) or images.shape[1:] != parts[0][0].shape[1:]:
            raise BadInput(f"{data}: {len(images)} images of {list(images.shape[1:])} with {len(labels)} labels; the training images are {list(parts[0][0].shape[1:])}")
    return parts


class Progress:
    """A bar on a terminal; elsewhere a line each half minute and at the end."""

    def __init__(self, total):
        self.total, self.start, self.said = total, time.monotonic(), time.monotonic()

    def __call__(self, done, text):
        now = time.monotonic()
        left = (now - self.start) * (self.total - done) / done
        text = f"{100 * done // self.total:3d}%  {text}  {done / max(now - self.start, 1e-9):.0f} images/s  {int(left) // 60}:{int(left) % 60:02d} left"
        if sys.stderr.isatty():
            columns = shutil.get_terminal_size().columns - 1
            bar = min(30, columns - len(text) - 3)
            full = bar * done // self.total
            print("\r\033[K" + ("" if bar < 5 else f"[{'#' * full}{'.' * (bar - full)}] ") + text[:columns], end="\n" if done == self.total else "", file=sys.stderr, flush=True)
        elif done == self.total or now - self.said >= 30:
            self.said = now
            print(text, file=sys.stderr, flush=True)


def train(model, images, labels, epochs, batch, rate, device):
    """Edge-popup: gradient descent on the scores, with cosine decay of the rate over all steps."""
    optimiser = torch.optim.SGD(model.parameters(), lr=rate, momentum=.9, weight_decay=5e-4)
    count = len(images) // batch * batch or len(images)  # a rest too small for good statistics waits for the next epoch, whose order is another
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, epochs * -(-count // batch))
    progress, done = Progress(epochs * count), 0
    for epoch in range(epochs):
        model.train()
        loss_sum = right = 0
        order = torch.randperm(len(images))[:count]
        for at in range(0, count, batch):
            chosen = order[at:at + batch]
            x, y = images[chosen].to(device), labels[chosen].to(device)
            logits = model(x)
            loss = F.cross_entropy(logits, y)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            loss_sum += loss.item() * len(y)
            right += int((logits.argmax(1) == y).sum())
            done += len(y)
            seen = at + len(y)
            progress(done, f"epoch {epoch + 1}/{epochs}  loss {loss_sum / seen:.4f}  right {right / seen:.1%}")


def settle(model, images, batch, device):
    """Mean and variance of the final weights over up to 50 batches, in place of a running average of weights that have changed since."""
    norms = [m for m in model.modules() if isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d))]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # the plain average
    model.train()
    with torch.no_grad():
        for chosen in torch.randperm(len(images))[:50 * batch].split(batch):
            if len(chosen) > 1:
                model(images[chosen].to(device))


def predict(model, images, device):
    """The class of each image."""
    model.eval()
    with torch.no_grad():
        return torch.cat([model(part.to(device)).argmax(1).cpu() for part in images.split(500)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, metavar="DIR", help="four IDX files, or train/CLASS/*.png and test/CLASS/*.png")
    parser.add_argument("-o", dest="output", required=True, metavar="FILE", help="the model, ONNX")
    parser.add_argument("--net", help="layers as kakure train takes them; by default c32,c32,p,c64,c64,p,fN with N classes")
    parser.add_argument("--mask", default="free", choices=("free", "1of2", "1of4", "1of8"), help="what may be kept: any weight (default), or one of so many input channels")
    parser.add_argument("--density", type=float, default=.3, help="share that a free mask keeps (default .3)")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="train on the first N images only")
    parser.add_argument("--batch", type=int, default=96)
    parser.add_argument("--rate", type=float, default=.1)
    parser.add_argument("--seed", type=int, default=1, help="of the signs, and of first scores and order of images")
    parser.add_argument("--channels", type=int, choices=(1, 3), help="convert images of folders to grey or colour")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--checkpoint", metavar="FILE", help="also keep the state_dict()")
    args = parser.parse_args()
    if min(args.epochs, args.batch - 1) < 1 or args.limit < 0 or not args.rate > 0:
        raise BadInput("--epochs must be 1 or more, --batch 2 or more, --limit 0 (all) or more, --rate above 0")
    for file in filter(None, (args.output, args.checkpoint)):
        if not pathlib.Path(file).resolve().parent.is_dir() or pathlib.Path(file).is_dir():
            raise BadInput(f"{file}: cannot be written: its folder does not exist, or it is one")
    (images, labels), (test_images, test_labels) = load(args.data, args.channels)
    if args.limit:
        images, labels = images[:args.limit], labels[:args.limit]
    if len(images) < 2:
        raise BadInput(f"{args.data}: {len(images)} images to train on; statistics need two")
    torch.manual_seed(args.seed)
    try:
        net = args.net or f"c32,c32,p,c64,c64,p,f{int(labels.max()) + 1}"
        model = build(net, tuple(images.shape[1:]), args.seed, args.density, 1 if args.mask == "free" else int(args.mask[3:])).to(args.device)
        onnx_bytes(model, images.shape[1:])  # what cannot be written is told before the training
    except ValueError as e:
        raise BadInput(str(e)) from e
    outputs, largest = len(model[-1].sign), int(max(labels.max(), test_labels.max()))
    if largest >= outputs:
        raise BadInput(f"--net {net}: {outputs} outputs, but there are labels up to {largest}")
    print(f"{net} on {len(images)} images of {' x '.join(map(str, images.shape[1:]))}, {args.mask} mask, seed {args.seed}, PyTorch {torch.__version__} on {args.device}", flush=True)
    train(model, images, labels, args.epochs, args.batch, args.rate, args.device)
    settle(model, images, args.batch, args.device)
    right = int((predict(model, test_images, args.device) == test_labels).sum())
    if args.checkpoint:
        torch.save(model.state_dict(), args.checkpoint)
    export(model, args.output, images.shape[1:])
    print(f"{args.output}: {right} of {len(test_labels)} test images right ({right / len(test_labels):.2%})")


if __name__ == "__main__":
    try:
        main()
    except BadInput as e:
        print(f"train.py: {e}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit("\ntrain.py: stopped; nothing was written")
