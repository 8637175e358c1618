"""Loads a network into Keras 3, on any of its backends: the zip file that `train` writes, or its .safetensors file.

    KERAS_BACKEND=jax python load_keras.py runs/NAME/cutmix.zip photo.png
"""

import json
import sys
import zipfile

import keras
import numpy
from keras import layers
from safetensors.numpy import load


def read(path):
    """Returns the tensors of a file by name, and its metadata."""
    if zipfile.is_zipfile(path):
        content = zipfile.ZipFile(path).read("weights.safetensors")
    else:
        content = open(path, "rb").read()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    return load(content), header["__metadata__"]


def load_network(path):
    """Returns a model that maps bytes, (images, height, width, channels), to probabilities."""
    tensors, metadata = read(path)
    weights = {}

    def apply(layer, x, *values):
        weights[layer.name] = values
        return layer(x)

    def convolution(name, x, stride=1, norm=True):
        kernel = tensors[name + ".conv.weight"].transpose(2, 3, 1, 0)
        conv = layers.Conv2D(kernel.shape[3], kernel.shape[0], stride, padding="same", name=name + "-conv")
        x = apply(conv, x, kernel, tensors[name + ".conv.bias"])
        if norm:
            batch_norm = layers.BatchNormalization(
                momentum=float(metadata["norm_momentum"]), epsilon=float(metadata["norm_epsilon"]), name=name + "-norm")
            parts = "weight", "bias", "running_mean", "running_var"
            x = apply(batch_norm, x, *(tensors[f"{name}.norm.{part}"] for part in parts))
        return x

    means, deviations = (numpy.float32(json.loads(metadata[name])) for name in ("pixel_means", "pixel_deviations"))
    pixels = keras.Input([int(metadata["image_" + side]) for side in ("height", "width", "channels")])
    x = (pixels / float(metadata["pixel_divisor"]) - means) / deviations
    x = layers.ReLU()(convolution("stem", x))
    for stack in range(3):
        for block in range((int(metadata["depth"]) - 2) // 6):
            name, halves = f"stack{stack}-block{block}", stack > 0 and block == 0
            inner = layers.ReLU()(convolution(name + "-a", x, 1 + halves))
            shortcut = convolution(name + "-shortcut", x, 2, norm=False) if halves else x
            x = layers.ReLU()(convolution(name + "-b", inner) + shortcut)
    x = layers.GlobalAveragePooling2D()(x)
    dense = layers.Dense(len(json.loads(metadata["classes"])), activation="softmax", name="classes")
    model = keras.Model(pixels, apply(dense, x, tensors["classes.weight"].T, tensors["classes.bias"]))
    for name, values in weights.items():
        model.get_layer(name).set_weights(values)
    return model


if __name__ == "__main__":
    from PIL import Image

    model, (_, metadata) = load_network(sys.argv[1]), read(sys.argv[1])
    size = int(metadata["image_width"]), int(metadata["image_height"])
    for path in sys.argv[2:]:
        pixels = numpy.asarray(Image.open(path).convert("RGB").resize(size))
        probabilities = model.predict(pixels[None], verbose=0)[0].tolist()
        print(json.dumps({"file": path, "probabilities": dict(zip(json.loads(metadata["classes"]), probabilities))}))
