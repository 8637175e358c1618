"""What the loaders of docs/examples make of networks and images: a line of JSON for each image.

    networks.py predict NETWORK IMAGE...     with PyTorch and with Keras
    networks.py save NETWORK FOLDER          writes what PyTorch saves of the network, in three types
    networks.py bench                        the network of deploy/bench/pytorch/resnet20.py beside the loader's: the difference
"""

import json
import pathlib
import sys

import numpy
import torch
from PIL import Image
from safetensors.torch import save_file

HOME = pathlib.Path(__file__).resolve().parents[5]
sys.path += [str(HOME / "docs/examples"), str(HOME / "deploy/bench/pytorch")]

import load_pytorch


def predict(network, *images):
    import load_keras

    pytorch, keras = load_pytorch.load_network(network), load_keras.load_network(network)
    pixels = [numpy.asarray(Image.open(image)) for image in images]
    for image, bytes_ in zip(images, pixels):
        with torch.no_grad():
            print_line("pytorch", image, pytorch(torch.tensor(bytes_).permute(2, 0, 1)[None]).softmax(1)[0].tolist())
        print_line("keras", image, keras.predict(bytes_[None], verbose=0)[0].tolist())


def print_line(framework, image, probabilities):
    print(json.dumps({"framework": framework, "file": image, "probabilities": probabilities}))


def save(network, folder):
    loaded = load_pytorch.load_network(network)
    for name, dtype in (("float32", torch.float32), ("float16", torch.float16), ("bfloat16", torch.bfloat16)):
        state = {key: value.to(dtype) if value.is_floating_point() else value for key, value in loaded.state_dict().items()}
        save_file(state, f"{folder}/{name}.safetensors")
        save_file(state, f"{folder}/{name}-metadata.safetensors", metadata=loaded.metadata)


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
    print(json.dumps({"difference": difference, "eps": norms[0].eps, "momentum": norms[0].momentum}))


if __name__ == "__main__":
    {"predict": predict, "save": save, "bench": bench}[sys.argv[1]](*sys.argv[2:])
