"""Classifies images with networks from the loaders of docs/examples; prints a line of JSON for each image, framework and file.

    networks.py FOLDER NAME NETWORK IMAGE... [-- NAME NETWORK IMAGE...]...

FOLDER/NAME gets the files that PyTorch saves of each network: three number types, with and without metadata. The last line compares the
network of tests/bench/pytorch/resnet20.py with the loader's.
"""

import json
import pathlib
import sys

import numpy
import torch
from PIL import Image
from safetensors.torch import save_file

HOME = pathlib.Path(__file__).resolve().parents[5]
sys.path += [str(HOME / "docs/examples"), str(HOME / "tests/bench/pytorch")]

import load_keras
import load_pytorch


def report(network, name, images):
    file = str(network)
    pytorch = load_pytorch.load_network(file)
    # Keras takes NumPy arrays, and the reader of safetensors for NumPy does not support bfloat16.
    keras = None if name.endswith("bfloat16") else load_keras.load_network(file)
    for image in images:
        pixels = numpy.asarray(Image.open(image))
        with torch.no_grad():
            line(name, "pytorch", image, pytorch(torch.tensor(pixels).permute(2, 0, 1)[None]).softmax(1)[0].tolist())
        if keras:
            line(name, "keras", image, keras.predict(pixels[None], verbose=0)[0].tolist())
    return pytorch


def line(name, framework, image, probabilities):
    print(json.dumps({"network": name, "framework": framework, "file": image, "probabilities": probabilities}))


def save(network, folder):
    folder.mkdir()
    for name in ("float32", "float16", "bfloat16"):
        dtype = getattr(torch, name)
        state = {key: value.to(dtype) if value.is_floating_point() else value for key, value in network.state_dict().items()}
        save_file(state, folder / f"{name}.safetensors")
        save_file(state, folder / f"{name}-described.safetensors", metadata=network.metadata)


def bench():
    from resnet20 import ResNet20

    metadata = {"depth": "20", "image_channels": "3", "classes": json.dumps(list("abcdefghij")), "pixel_divisor": "1"}
    metadata |= {"pixel_means": "[0, 0, 0]", "pixel_deviations": "[1, 1, 1]", "norm_epsilon": "0.001", "norm_momentum": "0.99"}
    torch.manual_seed(1)
    loader, other = load_pytorch.ResNet(metadata).eval(), ResNet20().eval()
    for name, value in loader.state_dict().items():
        if value.is_floating_point():
            value.copy_(torch.rand_like(value) + 0.5 if name.endswith("running_var") else 0.2 * torch.randn_like(value))
    other.load_state_dict(dict(zip(other.state_dict(), loader.state_dict().values(), strict=True)))
    images = torch.rand(4, 3, 32, 32)
    with torch.no_grad():
        difference = (loader(images).softmax(1) - other(images).softmax(1)).abs().max().item()
    norms = [module for module in other.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    print(json.dumps({"network": "resnet20", "difference": difference, "eps": norms[0].eps, "momentum": norms[0].momentum}))


def main(folder, *arguments):
    arguments = list(arguments)
    while arguments:
        end = arguments.index("--") if "--" in arguments else len(arguments)
        (name, network, *images), arguments = arguments[:end], arguments[end + 1 :]
        saved = pathlib.Path(folder) / name
        save(report(network, name, images), saved)
        for kind in ("float32", "float16", "bfloat16"):
            report(saved / f"{kind}-described.safetensors", f"{name}/{kind}", images)
    bench()


if __name__ == "__main__":
    main(*sys.argv[1:])
