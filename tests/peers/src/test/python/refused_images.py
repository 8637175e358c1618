"""Calls write_images with datasets that no service can use, and prints the error for each."""

import sys

import numpy as np
from cutmix_kafka import record_format
from write_images import read, write

brokers, prefix, folder = sys.argv[1:]
images, labels, names = np.zeros((6, 4, 5, 3), np.uint8), np.arange(6) % 3, ["a", "b", "c"]
gray, channels_first = np.zeros((6, 4, 5), np.uint8), images.transpose(0, 3, 1, 2).repeat(2, 3)
whole = {"class_names": names, "train": (images, labels), "test": (images, labels), "epochs": 2, "seed": 1}
faults = [
    {"train": (images.astype(np.float32), labels)},
    {"test": (images.astype(np.int64), labels)},
    {"train": (gray, labels)},
    {"train": (channels_first, labels)},
    {"test": (images[:, 1:], labels)},
    {"test": (images[:0], labels[:0])},
    {"train": (images, labels - 1)},
    {"test": (images, labels + 1)},
    {"test": (images, labels[:4])},
    {"train": (images, np.eye(3)[labels])},
    {"class_names": ["a", "b", " b"]},
    {"class_names": ["a", "", "c"]},
    {"epochs": 0},
    {"seed": 2**63},
]
for fault in faults:
    try:
        write({"bootstrap.servers": brokers}, record_format(None), "refused", prefix=prefix, **{**whole, **fault})
        print("written")
    except SystemExit as e:
        print(e)

np.savez(f"{folder}/partial.npz", train_images=images, train_labels=labels, test_images=images, class_names=names)
np.savez(f"{folder}/bytes.npz", train_images=images, train_labels=labels, test_images=images, test_labels=labels, class_names=np.array(names, "S"))
np.save(f"{folder}/single.npy", images)
for file in ("partial.npz", "bytes.npz", "single.npy", "absent.npz"):
    try:
        read(f"{folder}/{file}")
        print("read")
    except SystemExit as e:
        print(str(e).replace(f"{folder}/", ""))
