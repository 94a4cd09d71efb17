# SPDX-License-Identifier: Apache-2.0
"""What PyTorch itself says, for PyTorchTest: python3 witness.py FOLDER_OF_THE_EXAMPLE TASK ARGUMENTS..."""
import array
import pathlib
import sys

sys.path.insert(0, sys.argv[1])
import torch
import torch.nn.functional as F
from torch import nn

import train
from kakure_hidden import Activation8, HiddenConv2d, HiddenLinear, Pixels, export, signs


def write(file, tensor):
    file.write_bytes(array.array("B" if tensor.dtype == torch.uint8 else "f", tensor.flatten().tolist()).tobytes())


def dump(model, images, out):
    """first.f32: what the first activation rounds, in steps; NAME.u8: every activation; logits.f32; image after image."""
    out.mkdir(parents=True, exist_ok=True)
    seen = {}
    model.eval()
    for name, module in model.named_modules():
        if isinstance(module, Activation8):
            module.register_forward_hook(lambda m, x, y, name=name: seen.update({name: (y / m.step, x[0] / m.step)}))
    with torch.no_grad():
        write(out / "logits.f32", model(images))
    write(out / "first.f32", next(iter(seen.values()))[1])
    for name, (steps, _) in seen.items():
        write(out / (name + ".u8"), steps.to(torch.uint8))


def the_signs(positions):
    """A line `seed layer outputs channels taps o c t` each; prints 1 or -1."""
    layers = {}
    for line in pathlib.Path(positions).read_text().splitlines():
        *layer, o, c, t = map(int, line.split())
        key = tuple(layer)
        if key not in layers:
            layers[key] = signs(*key)
        print(int(layers[key][o, c, t]))


def trained(data, net, mask, seed, checkpoint, out):
    """The activations of a network that train.py has trained, on the test images."""
    images = train.load(data, None)[1][0]
    model = train.build(net, images.shape[1:], int(seed), .3, int(mask))
    model.load_state_dict(torch.load(checkpoint))
    dump(model, images, pathlib.Path(out))


class Own(nn.Module):
    """A module of a user's own: forward() in functions, normalisation with scales and shifts of both signs, pairs for sizes, two fully connected layers, every kind of mask, the largest seed."""

    def __init__(self, channels):
        super().__init__()
        seed = 2**32 - 1
        self.image = Pixels()  # named as a value of the file is
        self.features = HiddenConv2d(channels, 40, 5, 2, 2, layer=0, seed=seed, density=.5)
        self.norm = nn.BatchNorm2d(40)
        self.act0, self.act1, self.act2 = Activation8(1 / 16), Activation8(), Activation8(1 / 64)
        self.conv = HiddenConv2d(40, 33, (3, 1), padding=(1, 0), layer=1, seed=seed, group=4)
        self.norm1 = nn.BatchNorm2d(33, affine=False)
        self.full = HiddenLinear(33 * 9, 20, layer=2, seed=seed, group=8, pixels=9)
        self.norm2 = nn.BatchNorm1d(20, eps=1e-3)
        self.drop = nn.Dropout(.5)
        self.logits = HiddenLinear(20, 10, layer=3, seed=seed, group=2)
        nn.init.normal_(self.norm.weight)
        nn.init.normal_(self.norm.bias)
        nn.init.uniform_(self.norm2.weight, .5, 2)

    def forward(self, x):
        x = self.act0(F.relu(self.norm(self.features(self.image(x)))))
        x = F.max_pool2d(self.act1(self.norm1(self.conv(x))), 2)
        x = x.view(x.size(0), -1)
        return self.logits(self.drop(self.act2(self.norm2(self.full(x)))))


def own(channels, out):
    torch.manual_seed(5)
    model, out = Own(int(channels)), pathlib.Path(out)
    images = torch.randint(0, 256, (1000, int(channels), 14, 14), dtype=torch.uint8)
    model(images[:200])
    dump(model, images, out)
    write(out / "images.u8", images)
    export(model, out / "own.onnx", images.shape[1:])


def gradients():
    """Whether the gradient of every score, kept or not, is that of the weight times sign and constant."""
    torch.manual_seed(3)
    for layer, x in ((HiddenConv2d(6, 5, 3, layer=0, group=4), torch.randn(2, 6, 7, 7)), (HiddenLinear(24, 7, layer=1, pixels=4), torch.randn(3, 24))):
        mask = layer.mask()
        assert int(mask.sum()) == layer.kept and torch.equal(layer.weight().detach(), layer.sign * layer.magnitude * mask)
        weight = layer.weight().detach().requires_grad_()
        y = F.conv2d(x, weight.view(5, 6, 3, 3)) if isinstance(layer, HiddenConv2d) else F.linear(x, weight.flatten(1))
        target = torch.randn_like(y)
        (y * target).sum().backward()
        (layer(x) * target).sum().backward()
        assert torch.allclose(layer.scores.grad, weight.grad * layer.sign * layer.magnitude * layer.scores.detach().sign(), atol=1e-6)
        assert bool((layer.scores.grad[mask == 0] != 0).any())
    group = HiddenConv2d(6, 5, 3, layer=0, group=4).mask()
    assert torch.equal(group[:, :4].sum(1), torch.ones(5, 9)) and torch.equal(group[:, 4:].sum(1), torch.ones(5, 9))
    x = torch.tensor([-1., 0., .49 / 32, .51 / 32, 4, 7.99, 9], requires_grad=True)
    y = Activation8()(x)
    y.sum().backward()
    assert (y * 32).tolist() == [0, 0, 0, 1, 128, 255, 255] and x.grad.tolist() == [0, 1, 1, 1, 1, 0, 0]
    levels = torch.arange(256, dtype=torch.uint8).view(1, 1, 16, 16)
    assert torch.equal(Pixels()(levels), Pixels()(levels.float() * torch.tensor(1 / 255)))
    print("gradients as told")


def refusals(folder):
    """Prints what is said of models that no hardware computes; none leaves a file."""
    head = lambda: [Pixels(), HiddenConv2d(1, 8, 3, layer=0), nn.BatchNorm2d(8), Activation8()]
    last = lambda **more: HiddenLinear(8 * 36, 10, **{"layer": 1, "pixels": 36, **more})

    class Around(nn.Module):
        def __init__(self, forward):
            super().__init__()
            self.body, self.last, self.offset, self.how = nn.Sequential(*head()), last(), nn.Parameter(torch.ones(1)), forward

        def forward(self, x):
            return self.how(self, x)

    models = [
        nn.Sequential(*head(), nn.AvgPool2d(1), nn.Flatten(), last()),
        nn.Sequential(*head(), nn.Flatten(), nn.Linear(8 * 36, 10)),
        nn.Sequential(*head(), nn.Flatten(), HiddenLinear(8 * 36, 10, layer=1)),
        nn.Sequential(*head(), nn.Flatten(), last(layer=2)),
        nn.Sequential(*head(), nn.Flatten(), last(seed=3)),
        nn.Sequential(Pixels(), HiddenConv2d(3, 8, 3, layer=0)),
        nn.Sequential(Pixels(), nn.BatchNorm2d(1, track_running_stats=False)),
        nn.Sequential(Pixels(), nn.Flatten()),
        Around(lambda m, x: m.last((lambda y: y + y)(m.body(x)))),
        Around(lambda m, x: (lambda y: m.last(torch.maximum(y, F.relu(y))))(m.body(x))),
        Around(lambda m, x: m.last(m.body(x) * m.offset)),
        Around(lambda m, x: m.last(F.dropout(m.body(x)))),
        Around(lambda m, x: m.last(m.body(x)) if x.max() > 3 else x),
        Around(lambda m, x: (m.last(m.body(x)), x)),
        Around(lambda m, x: m.last(m.body(x).transpose(2, 3))),
        Around(lambda m, x: m.last(m.body(x).view(-1, 36)))]
    makers = [lambda model=model: export(model, pathlib.Path(folder, "refused.onnx"), (1, 8, 8)) for model in models] + [
        lambda: HiddenConv2d(1, 8, 3, padding="same", layer=0), lambda: HiddenConv2d(1, 8, 3, layer=0, group=3), lambda: HiddenConv2d(1, 8, 3, layer=0, density=0),
        lambda: HiddenLinear(10, 8, layer=0, pixels=3), lambda: HiddenLinear(10, 8, layer=0, seed=2**32), lambda: Pixels()(torch.randn(1, 1, 8, 8))]
    for maker in makers:
        try:
            maker()
            print("nothing")
        except ValueError as e:
            print(e)


def wrong_input(lines):
    """Calls train.py with the options of each line; prints what it refuses."""
    for line in pathlib.Path(lines).read_text().splitlines():
        sys.argv = ["train.py", *line.split()]
        try:
            train.main()
            print("trained")
        except train.BadInput as e:
            print(e)


{f.__name__: f for f in (the_signs, trained, own, gradients, refusals, wrong_input)}[sys.argv[2]](*sys.argv[3:])
