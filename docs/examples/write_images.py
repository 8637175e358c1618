"""Writes images to Kafka in place of the loader, for augment workers and trainers.

Create the topics first: ./cutmix topics create --partitions N --bootstrap-servers HOST:PORT

    python docs/examples/write_images.py localhost:9092 images.npz --name mine --epochs 15

images.npz has the arrays train_images and test_images (images, height, width, channels; uint8), train_labels and
test_labels (a class for each image, counted from 0), and class_names.
"""

import argparse
import hashlib
import math
import struct
import unicodedata
import zipfile
from collections import Counter

import numpy as np
from confluent_kafka import KafkaException, Producer, TopicPartition
from cutmix_kafka import DATASET_HEADER, Layout, consumer, epoch_order, identity, record_format


def write(kafka: dict, records, name: str, class_names, train: tuple, test: tuple, epochs: int, seed: int = 1, prefix: str = "") -> dict:
    """Writes a dataset into empty topics, and returns its description.

    records -- the form of the records, the same as for the services: see record_format
    train, test -- images and labels
    seed -- seed of the order of the epochs, and of the mixing
    """
    check(class_names, train, test, epochs, seed)
    ends = _Ends(kafka)
    topics = {topic: prefix + topic for topic in ("dataset.info", "images.train", "images.test", "images.cutmix", "training.metrics")}
    partitions = ends.partitions(topics)
    for topic in ("dataset.info", "images.train", "images.test", "images.cutmix"):
        if any(ends.of(topics[topic])):
            raise SystemExit(f"error: topic {topics[topic]} holds records already: delete the topics, or use another prefix")

    shape = train[0].shape[1:]
    reports = ends.of(topics["training.metrics"])[0]
    info = {
        "name": name,
        "fingerprint": fingerprint(shape, class_names, train, test),
        "classNames": list(class_names),
        **dict(zip(("height", "width", "channels"), shape)),
        "trainSize": len(train[0]),
        "testSize": len(test[0]),
        "epochs": epochs,
        "partitions": partitions,
        "seed": seed,
        # Earlier reports concern other images.
        "reportsFrom": reports,
        "raisedAt": reports,
    }
    writer = _Writer(kafka, records, identity(info))
    # The description comes first: workers and trainers wait for it.
    writer.describe(topics["dataset.info"], info)
    writer.images(topics["images.test"], Layout(len(test[0]), partitions), 1, range(len(test[0])), test)
    for epoch in range(1, epochs + 1):
        writer.images(topics["images.train"], Layout(len(train[0]), partitions), epoch, epoch_order(seed, epoch, len(train[0])), train)
    writer.flush()
    return info


MOST_BYTES = 16 << 20


def check(class_names, train: tuple, test: tuple, epochs: int, seed: int = 1):
    """Ends the program with one line if images, labels, names or numbers are invalid. See write."""
    names = [unicodedata.normalize("NFC", name.strip()) for name in class_names]
    _require(names, "class_names is empty: name each class")
    _require(all(names), "class_names has a name without a visible character: name each class")
    twice = [name for name, count in Counter(names).items() if count > 1]
    _require(not twice, f"class_names has {', '.join(twice)} more than once: give each class its own name")
    _require(epochs >= 1, f"epochs is {epochs}: write at least one")
    _require(-(2**63) <= seed < 2**63, f"seed is {seed}: choose one of 64 bits")
    for kind, (images, labels) in {"train": train, "test": test}.items():
        _check_images(f"{kind}_images", images)
        _check_labels(f"{kind}_labels", np.asarray(labels), len(images), len(names))
    expected, found = train[0].shape[1:], test[0].shape[1:]
    _require(found == expected, f"test_images has images of shape {found}, but train_images of {expected}: make them equal")


def _check_images(name: str, images: np.ndarray):
    _require(images.dtype == np.uint8, f"{name} has values of type {images.dtype}: pixels are uint8, from 0 to 255")
    _require(images.ndim == 4, f"{name} has the shape {images.shape}: it must have 4 axes (images, height, width, channels), with 1 channel for gray")
    _require(min(images.shape) > 0, f"{name} has the shape {images.shape}: it holds no pixels")
    channels_first = images.shape[1] <= 4 < images.shape[3]
    _require(not channels_first, f"{name} has the shape {images.shape}: channels come last; use images.transpose(0, 2, 3, 1)")
    size = math.prod(images.shape[1:])
    _require(size <= MOST_BYTES, f"{name} has images of {size} bytes: an image may have {MOST_BYTES}")


def _check_labels(name: str, labels: np.ndarray, images: int, classes: int):
    _require(labels.ndim == 1 and labels.dtype.kind in "iu", f"{name} has the shape {labels.shape} and the type {labels.dtype}: it must be a list of integers, one for each image")
    _require(len(labels) == images, f"{name} has {len(labels)} labels for {images} images: give each image one")
    wrong = np.flatnonzero((labels < 0) | (labels >= classes))
    if wrong.size:
        _fail(f"{name}[{wrong[0]}] is {labels[wrong[0]]}: with {classes} classes, labels are from 0 to {classes - 1}")


def _require(holds, otherwise: str):
    if not holds:
        _fail(otherwise)


def _fail(why: str):
    raise SystemExit(f"error: {why}")


def fingerprint(shape, class_names, train: tuple, test: tuple) -> str:
    """Returns the loader's fingerprint: SHA-256 over shape, class names, labels and pixels. Any text is valid that no other dataset has."""
    digest = hashlib.sha256(struct.pack(">4i", *shape, len(class_names)))
    for name in class_names:
        digest.update(struct.pack(">i", len(name.encode())) + name.encode())
    for images, labels in (train, test):
        digest.update(struct.pack(">i", len(images)))
        for image, label in zip(images, labels):
            digest.update(struct.pack(">i", int(label)) + image.tobytes())
    return digest.hexdigest()


class _Writer:
    def __init__(self, kafka: dict, records, of_dataset: bytes):
        self.records = records
        self.headers = [(DATASET_HEADER, of_dataset)]
        # Idempotence prevents gaps and repetitions in a partition. Do not use transactions: their markers would occupy offsets of
        # images. The topics refuse records that are older than 30 s, so the buffer is small.
        self.producer = Producer({**kafka, "enable.idempotence": True, "acks": "all", "linger.ms": 20, "delivery.timeout.ms": 25000, "queue.buffering.max.kbytes": 32768, "message.max.bytes": 17825792})
        self.failure = None

    def describe(self, topic: str, info: dict):
        self._send(topic, 0, self.records.encode(topic, "DatasetInfo", info), key=info["name"].encode())
        self.flush()

    def images(self, topic: str, layout: Layout, epoch: int, order, images: tuple):
        for position, index in enumerate(order):
            image = {
                "epoch": epoch,
                "position": position,
                "index": int(index),
                "label": int(images[1][index]),
                "pixels": images[0][index].tobytes(),
            }
            value = self.records.encode(topic, "LabeledImage", image)
            self._send(topic, layout.partition(position), value, headers=self.headers)

    def _send(self, topic: str, partition: int, value: bytes, **more):
        while True:
            try:
                self.producer.produce(topic, value, partition=partition, on_delivery=self._delivered, **more)
                break
            except BufferError:
                self.producer.poll(0.1)
        self.producer.poll(0)
        self._check()

    def flush(self):
        self.producer.flush()
        self._check()

    def _delivered(self, error, message):
        self.failure = self.failure or error

    def _check(self):
        if self.failure:
            raise SystemExit(f"error: the brokers rejected a record: {self.failure.str()}: delete the topics, and write again")


class _Ends:
    """Reads the partitions and end offsets of topics."""

    def __init__(self, kafka: dict):
        self.reader = consumer(kafka)
        try:
            self.topics = self.reader.list_topics(timeout=10).topics
        except KafkaException as e:
            raise SystemExit(f"error: no broker answers at {kafka['bootstrap.servers']}: {e.args[0].str()}") from e

    def partitions(self, wanted: dict) -> int:
        """Returns the number of partitions of the image topics, which is equal for all."""
        missing = [topic for topic in wanted.values() if topic not in self.topics]
        if missing:
            raise SystemExit(f"error: there is no topic {', '.join(missing)}: run ./cutmix topics create")
        return min(len(self.topics[topic].partitions) for name, topic in wanted.items() if name.startswith("images."))

    def of(self, topic: str) -> list:
        partitions = self.topics[topic].partitions
        return [self.reader.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)[1] for partition in partitions]


def read(file: str) -> dict:
    """Reads the arrays of an .npz file."""
    wanted = ("class_names", "train_images", "train_labels", "test_images", "test_labels")
    try:
        with np.load(file) as arrays:
            missing = [name for name in wanted if name not in arrays]
            _require(not missing, f"{file} has no array {', '.join(missing)}: save it with numpy.savez")
            found = {name: arrays[name] for name in wanted}
    except (OSError, EOFError, AttributeError, TypeError, ValueError, zipfile.BadZipFile) as e:
        _fail(f"{file} cannot be read as an .npz file ({e}): save it with numpy.savez")
    names = found["class_names"]
    _require(names.ndim == 1 and names.dtype.kind == "U", f"class_names has the type {names.dtype}: it must be a list of texts")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("brokers", metavar="HOST:PORT")
    parser.add_argument("images", metavar="images.npz")
    parser.add_argument("--name", default="mine", help="of the dataset")
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--prefix", default="", help="CUTMIX_TOPIC_PREFIX of the services")
    parser.add_argument("--registry", help="Confluent API of the services' registry, such as http://localhost:8081/apis/ccompat/v7")
    options = parser.parse_args()
    arrays = read(options.images)
    written = write(
        {"bootstrap.servers": options.brokers},
        record_format(options.registry),
        options.name,
        [str(name) for name in arrays["class_names"]],
        (arrays["train_images"], arrays["train_labels"]),
        (arrays["test_images"], arrays["test_labels"]),
        options.epochs,
        options.seed,
        options.prefix,
    )
    print(f"Wrote {written['name']}: {written['trainSize']} images x {written['epochs']} epochs, {written['testSize']} test images, {written['partitions']} partitions")
