"""Loads a network into PyTorch: the zip file that `train` writes, or its .safetensors file.

    python load_pytorch.py runs/NAME/cutmix.zip photo.png
"""

import json
import sys
import zipfile
from collections import OrderedDict

import torch
from safetensors.torch import load
from torch import nn
from torch.nn import functional as F


class Conv(nn.Conv2d):
    """Pads like Keras' `same` (ONNX: SAME_UPPER): an odd row or column of zeros is at the bottom or on the right."""

    def forward(self, x):
        sides = zip(x.shape[2:], self.kernel_size, self.stride)
        height, width = (max((-(-side // stride) - 1) * stride + kernel - side, 0) for side, kernel, stride in sides)
        return super().forward(F.pad(x, (width // 2, width - width // 2, height // 2, height - height // 2)))


class ResNet(nn.ModuleDict):
    """Maps bytes, (images, channels, height, width), to scores. Its state_dict has the names of the file."""

    def __init__(self, metadata):
        super().__init__()
        self.metadata = metadata
        for name in ("pixel_means", "pixel_deviations"):
            values = torch.tensor(json.loads(metadata[name])).view(-1, 1, 1)
            self.register_buffer(name, values, persistent=False)
        self.blocks = [(f"stack{s}-block{b}", 16 << s, s > 0 and b == 0)
                       for s in range(3) for b in range((int(metadata["depth"]) - 2) // 6)]
        channels = 16
        self.add("stem", int(metadata["image_channels"]), channels, 3)
        for block, width, halves in self.blocks:
            self.add(block + "-a", channels, width, 3, 1 + halves)
            self.add(block + "-b", width, width, 3)
            if halves:
                self.add(block + "-shortcut", channels, width, 1, 2, norm=False)
            channels = width
        self["classes"] = nn.Linear(channels, len(json.loads(metadata["classes"])))

    def add(self, name, inputs, outputs, kernel, stride=1, norm=True):
        parts = OrderedDict(conv=Conv(inputs, outputs, kernel, stride))
        if norm:  # PyTorch's momentum is the weight of the new value, not that of the old one.
            epsilon, momentum = float(self.metadata["norm_epsilon"]), float(self.metadata["norm_momentum"])
            parts["norm"] = nn.BatchNorm2d(outputs, epsilon, 1 - momentum)
        self[name] = nn.Sequential(parts)

    def forward(self, pixels):
        x = (pixels / float(self.metadata["pixel_divisor"]) - self.pixel_means) / self.pixel_deviations
        x = F.relu(self["stem"](x))
        for block, _, halves in self.blocks:
            shortcut = self[block + "-shortcut"](x) if halves else x
            x = F.relu(self[block + "-b"](F.relu(self[block + "-a"](x))) + shortcut)
        return self["classes"](x.mean((2, 3)))


def load_network(path):
    if zipfile.is_zipfile(path):
        content = zipfile.ZipFile(path).read("weights.safetensors")
    else:
        content = open(path, "rb").read()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    network = ResNet(header["__metadata__"])
    network.load_state_dict(load(content))
    return network.eval()


if __name__ == "__main__":
    import numpy
    from PIL import Image

    network = load_network(sys.argv[1])
    size = int(network.metadata["image_width"]), int(network.metadata["image_height"])
    for path in sys.argv[2:]:
        pixels = torch.tensor(numpy.asarray(Image.open(path).convert("RGB").resize(size))).permute(2, 0, 1)
        with torch.no_grad():
            probabilities = network(pixels[None]).softmax(1)[0].tolist()
        print(json.dumps({"file": path, "probabilities": dict(zip(json.loads(network.metadata["classes"]), probabilities))}))
