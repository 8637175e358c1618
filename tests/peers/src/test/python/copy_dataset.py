"""Copies a dataset of the loader to another topic prefix with the functions of the example."""

import sys

import numpy as np
from cutmix_kafka import dataset_info, record_format, samples
from write_images import write

brokers, source, target, registry = sys.argv[1:]
kafka, records = {"bootstrap.servers": brokers}, record_format(registry)
info = dataset_info(kafka, records, source)


def split(path: str) -> tuple:
    images = {sample.index: sample for sample in samples(kafka, records, path, source, epochs=1)}
    ordered = [images[index] for index in sorted(images)]
    return np.stack([image.pixels for image in ordered]), [int(image.label.argmax()) for image in ordered]


write(kafka, records, info["name"], info["classNames"], split("plain"), split("test"), info["epochs"], info["seed"], target)
