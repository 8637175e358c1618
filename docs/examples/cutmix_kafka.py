"""The topics of CutMix over Kafka, for programs in Python. See docs/guide/python.md.

Needs numpy, fastavro and confluent-kafka.
"""

import hashlib
import json
import struct
import time
import urllib.request
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Iterator, Optional

import fastavro
import numpy as np
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition
from fastavro.schema import fingerprint, parse_schema, to_parsing_canonical_form

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas/src/main/avro"
DATASET_HEADER = "cutmix.dataset"


# --- Records: Avro in one of two forms ------------------------------------------------------------------------------


@lru_cache
def schema(name: str) -> dict:
    """Returns the newest version of a schema, such as MixedImage."""
    return json.loads((SCHEMAS / f"{name}.avsc").read_text())


class SingleObject:
    """Avro's single-object encoding, which services use without a registry: C3 01, the schema's fingerprint, the body."""

    MARKER = b"\xc3\x01"

    def __init__(self):
        self.readers = {}
        self.beginnings = {}

    def encode(self, topic: str, name: str, record: dict) -> bytes:
        if name not in self.beginnings:
            self.beginnings[name] = self.MARKER + self._fingerprint(schema(name))
        return self.beginnings[name] + _body(name, record)

    def decode(self, name: str, value: bytes) -> dict:
        if name not in self.readers:
            newest = schema(name)
            self.readers[name] = {self._fingerprint(version): _reader(version, newest) for version in _versions(newest)}
        reader = self.readers[name].get(value[2:10])
        if value[:2] != self.MARKER or reader is None:
            raise ValueError(f"{len(value)} bytes are no {name} in single-object encoding")
        return reader(value[10:])

    @staticmethod
    def _fingerprint(version: dict) -> bytes:
        return bytes.fromhex(fingerprint(to_parsing_canonical_form(version), "CRC-64-AVRO"))


class Registry:
    """Confluent's frame, which services use with a registry: a zero byte, the schema's id in four bytes, the body.

    url -- the registry's Confluent API, such as http://localhost:8081/apis/ccompat/v7
    """

    def __init__(self, url: str):
        self.url = url
        self.readers = {}
        self.ids = {}

    def encode(self, topic: str, name: str, record: dict) -> bytes:
        if topic not in self.ids:
            answer = self._ask(f"/subjects/{topic}-value/versions", {"schema": json.dumps(schema(name))})
            self.ids[topic] = answer["id"]
        return b"\0" + struct.pack(">i", self.ids[topic]) + _body(name, record)

    def decode(self, name: str, value: bytes) -> dict:
        if value[:1] != b"\0":
            raise ValueError(f"{len(value)} bytes do not begin with the id of a schema: written without a registry?")
        (number,) = struct.unpack(">i", value[1:5])
        if number not in self.readers:
            written = json.loads(self._ask(f"/schemas/ids/{number}")["schema"])
            self.readers[number] = _reader(written, schema(name))
        return self.readers[number](value[5:])

    def _ask(self, path: str, content: Optional[dict] = None) -> dict:
        request = urllib.request.Request(self.url + path, headers={"Content-Type": "application/json"})
        request.data = None if content is None else json.dumps(content).encode()
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)


def record_format(registry_url: Optional[str]):
    """Returns the form of records. All services of a pipeline use the same form."""
    return Registry(registry_url) if registry_url else SingleObject()


def _versions(newest: dict) -> list:
    """Earlier versions of a schema lack some of the last fields, which have a default."""
    versions = [newest]
    fields = newest["fields"]
    for count in range(len(fields) - 1, -1, -1):
        if "default" not in fields[count]:
            break
        versions.append({**newest, "fields": fields[:count]})
    return versions


@lru_cache
def _parsed(name: str) -> dict:
    return parse_schema(schema(name))


def _reader(written: dict, newest: dict):
    written, newest = parse_schema(written), parse_schema(newest)
    return lambda body: fastavro.schemaless_reader(BytesIO(body), written, newest)


def _body(name: str, record: dict) -> bytes:
    out = BytesIO()
    fastavro.schemaless_writer(out, _parsed(name), record)
    return out.getvalue()


# --- Places: arithmetic ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Layout:
    """Places of samples: position i of an epoch is in partition i mod P, and a partition contains its slice of epoch 1, then of 2, ..."""

    size: int
    partitions: int

    def partition(self, position: int) -> int:
        return position % self.partitions

    def slice_size(self, partition: int) -> int:
        return self.size // self.partitions + (partition < self.size % self.partitions)

    def offset(self, epoch: int, position: int) -> int:
        return (epoch - 1) * self.slice_size(self.partition(position)) + position // self.partitions

    def at(self, partition: int, offset: int) -> tuple:
        """Returns the epoch (from 1) and the position (from 0) of a sample."""
        size = self.slice_size(partition)
        return offset // size + 1, offset % size * self.partitions + partition


class SplitMix64:
    """The services' random number generator, seeded with a path of numbers such as (seed, purpose, epoch)."""

    GAMMA = 0x9E3779B97F4A7C15
    MASK = (1 << 64) - 1

    def __init__(self, seed: int, *path: int):
        self.state = self._mix(seed + self.GAMMA)
        for step in path:
            self.state = self._mix((self.state ^ (step & self.MASK)) + self.GAMMA)

    def next_int(self, bound: int) -> int:
        """Draws uniformly from [0, bound), by Lemire's multiplication and rejection."""
        while True:
            product = (self._next() >> 32) * bound
            if product & 0xFFFFFFFF >= (1 << 32) % bound:
                return product >> 32

    def _next(self) -> int:
        self.state = (self.state + self.GAMMA) & self.MASK
        return self._mix(self.state)

    @classmethod
    def _mix(cls, z: int) -> int:
        z &= cls.MASK
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & cls.MASK
        z = (z ^ z >> 27) * 0x94D049BB133111EB & cls.MASK
        return z ^ z >> 31


def epoch_order(seed: int, epoch: int, size: int) -> list:
    """Returns the loader's order of an epoch: for each position, the index of its image within the dataset."""
    order = list(range(size))
    random = SplitMix64(seed, 1, epoch)
    for i in range(size - 1, 0, -1):
        j = random.next_int(i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def identity(info: dict) -> bytes:
    """Returns the value of the header cutmix.dataset, which names the dataset of an image."""
    content = _text(info["fingerprint"]) + struct.pack(">i", len(info["classNames"]))
    content += b"".join(_text(name) for name in info["classNames"])
    numbers = ("height", "width", "channels", "trainSize", "testSize", "partitions")
    content += struct.pack(">6iq", *(info[number] for number in numbers), info["seed"])
    return hashlib.sha256(content).digest()[:8]


def _text(text: str) -> bytes:
    return struct.pack(">i", len(text.encode())) + text.encode()


# --- Reading --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sample:
    """A sample. Pixels (height, width, channels; uint8) and label (a weight for each class; float32) are None if it was unreadable."""

    epoch: int
    position: int
    index: Optional[int] = None
    pixels: Optional[np.ndarray] = None
    label: Optional[np.ndarray] = None


def consumer(kafka: dict, **more) -> Consumer:
    """Returns a consumer that belongs to no group, and commits no offsets."""
    fixed = {"group.id": "unused", "enable.auto.commit": False, "auto.offset.reset": "error", "enable.partition.eof": True}
    return Consumer({**kafka, **fixed, **more})


def partition_count(kafka: dict, reader: Consumer, topic: str) -> int:
    """Returns a topic's number of partitions. Raises ConnectionError if no broker answers, and LookupError if the topic does not exist."""
    try:
        found = reader.list_topics(topic, timeout=10).topics[topic]
    except KafkaException as e:
        raise ConnectionError(f"no broker answers at {kafka.get('bootstrap.servers')}: {e.args[0].str()}") from e
    if found.error is not None and found.error.code() == KafkaError.UNKNOWN_TOPIC_OR_PART:
        raise LookupError(f"there is no topic {topic}: start the loader, run ./cutmix topics create, or correct the prefix")
    return len(found.partitions)


def newest(kafka: dict, topic: str) -> Optional[bytes]:
    """Returns the value of the last record in partition 0 of a topic. Raises the same errors as partition_count."""
    reader = consumer(kafka)
    value = None
    try:
        partition_count(kafka, reader, topic)
        reader.assign([TopicPartition(topic, 0, OFFSET_BEGINNING)])
        while True:
            message = reader.poll(10)
            if message is None:
                raise TimeoutError(f"topic {topic} has not been read to its end within 10 s")
            if message.error() is None:
                value = message.value()
            elif message.error().code() == KafkaError._PARTITION_EOF:
                return value
            else:
                raise KafkaException(message.error())
    finally:
        reader.close()


def dataset_info(kafka: dict, records, prefix: str = "") -> dict:
    """Returns the description of the dataset: class names, shape, sizes, epochs, partitions, seed."""
    value = newest(kafka, prefix + "dataset.info")
    if value is None:
        raise LookupError(f"topic {prefix}dataset.info is empty: start the loader, or write a dataset")
    return records.decode("DatasetInfo", value)


def samples(
    kafka: dict,
    records,
    path: str = "cutmix",
    prefix: str = "",
    epochs: Optional[int] = None,
    first_epoch: int = 1,
    patience: float = 60,
) -> Iterator[Sample]:
    """Returns the samples of a range of epochs, in the order of a trainer.

    Raises ValueError if the path or an epoch does not exist, LookupError if a topic is missing, ConnectionError if no broker answers.

    kafka -- configuration of the client, such as {"bootstrap.servers": "localhost:9092"}
    records -- the form of the records: see record_format
    path -- cutmix: mixed images; plain: images as the loader wrote them; test: the test images, once
    epochs -- the last epoch; by default, and at most, the last one that the loader writes
    first_epoch -- the first epoch, such as the one at which a training resumes
    patience -- seconds to wait for a sample
    """
    if path not in _TOPICS:
        raise ValueError(f"path is {path!r}: choose {', '.join(_TOPICS)}")
    if first_epoch < 1:
        raise ValueError(f"first_epoch is {first_epoch}: epochs count from 1")
    if epochs is not None and epochs < first_epoch:
        raise ValueError(f"epochs is {epochs}, before first_epoch, which is {first_epoch}: epochs is the last epoch to read")
    info = dataset_info(kafka, records, prefix)
    there = 1 if path == "test" else info["epochs"]
    if first_epoch > there:
        raise ValueError(f"first_epoch is {first_epoch}, but the last epoch of {prefix}{_TOPICS[path]} is {there}")
    return _read(kafka, records, prefix + _TOPICS[path], info, range(first_epoch, min(epochs or there, there) + 1), patience)


_TOPICS = {"cutmix": "images.cutmix", "plain": "images.train", "test": "images.test"}


def _read(kafka: dict, records, topic: str, info: dict, epochs: range, patience: float) -> Iterator[Sample]:
    layout = Layout(info["testSize" if topic.endswith("images.test") else "trainSize"], info["partitions"])
    buffers = _PartitionBuffers(kafka, topic, info, layout, records, epochs.start)
    try:
        for epoch in epochs:
            for position in range(layout.size):
                yield buffers.take(epoch, position, patience)
    finally:
        buffers.close()


class _PartitionBuffers:
    """Reads the partitions of an image topic, each with a limited number of samples in advance."""

    AHEAD = 1000

    def __init__(self, kafka: dict, topic: str, info: dict, layout: Layout, records, first_epoch: int):
        self.topic, self.info, self.layout, self.records = topic, info, layout, records
        self.schema = "MixedImage" if topic.endswith("images.cutmix") else "LabeledImage"
        self.identity = identity(info)
        self.expected = [(first_epoch - 1) * layout.slice_size(p) for p in range(layout.partitions)]
        self.begun = [False] * layout.partitions
        self.waiting = [deque() for _ in range(layout.partitions)]
        self.paused = set()
        self.reader = consumer(kafka)
        count = partition_count(kafka, self.reader, topic)
        if count < layout.partitions:
            raise LookupError(f"topic {topic} has {count} partitions, but the dataset is written to {layout.partitions}: delete the topic, and run ./cutmix topics create")
        self.reader.assign([TopicPartition(topic, p, self._start(p)) for p in range(layout.partitions)])

    def _start(self, partition: int) -> int:
        """A sample is at the offset of its place, or after it if a worker has written samples twice."""
        log = TopicPartition(self.topic, partition)
        beginning, end = self.reader.get_watermark_offsets(log, timeout=10)
        return min(max(self.expected[partition], beginning), end)

    def take(self, epoch: int, position: int, patience: float) -> Sample:
        partition = self.layout.partition(position)
        deadline = time.monotonic() + patience
        while not self.waiting[partition]:
            if time.monotonic() > deadline:
                raise TimeoutError(f"epoch {epoch}, position {position} is not on {self.topic} after {patience} s")
            self._poll()
        if partition in self.paused and len(self.waiting[partition]) < self.AHEAD // 2:
            self.paused.remove(partition)
            self.reader.resume([TopicPartition(self.topic, partition)])
        return self.waiting[partition].popleft()

    def _poll(self):
        message = self.reader.poll(0.2)
        if message is None:
            return
        if message.error() is None:
            self._add(message)
        elif message.error().code() != KafkaError._PARTITION_EOF:
            raise KafkaException(message.error())

    def _add(self, message):
        partition = message.partition()
        sample = self._decode(message)
        place = self.layout.offset(sample.epoch, sample.position)
        # A worker that starts again repeats samples. If retention removed the first ones, a worker also repeats them, further on.
        if place > self.expected[partition] and self.begun[partition]:
            where = f"{self.topic}, partition {partition}, offset {message.offset()}"
            raise ValueError(f"{where}: samples before epoch {sample.epoch}, position {sample.position} are missing")
        if place != self.expected[partition]:
            return
        self.begun[partition] = True
        self.expected[partition] += 1
        self.waiting[partition].append(sample)
        if len(self.waiting[partition]) >= self.AHEAD and partition not in self.paused:
            self.paused.add(partition)
            self.reader.pause([TopicPartition(self.topic, partition)])

    def _decode(self, message) -> Sample:
        headers = dict(message.headers() or [])
        if message.value() is None:
            # Stands for an unreadable image. The headers contain its place in images.train.
            return Sample(*self.layout.at(message.partition(), int(headers["dead-letter-offset"])))
        if headers.get(DATASET_HEADER, self.identity) != self.identity:
            raise ValueError(f"{self.topic}, offset {message.offset()}: the record belongs to another dataset")
        image = self.records.decode(self.schema, message.value())
        shape = self.info["height"], self.info["width"], self.info["channels"]
        pixels = np.frombuffer(image["pixels"], np.uint8).reshape(shape)
        if "softLabel" in image:
            label = np.array(image["softLabel"], np.float32)
        else:
            label = np.eye(len(self.info["classNames"]), dtype=np.float32)[image["label"]]
        return Sample(image["epoch"], image["position"], image["index"], pixels, label)

    def close(self):
        self.reader.close()


def batches(read: Iterator[Sample], size: int, batch_size: int = 32) -> Iterator[tuple]:
    """Returns batches of pixels (float32 in [0, 1]) and labels, divided like those of a trainer. size is the number of samples of an epoch.

    The last batch of an epoch may be smaller, and so may a batch with an unreadable sample.
    """
    batch = []
    for sample in read:
        batch.append(sample)
        if len(batch) == batch_size or sample.position == size - 1:
            whole = [member for member in batch if member.pixels is not None]
            batch = []
            if whole:
                pixels = np.stack([member.pixels for member in whole]).astype(np.float32) / 255
                yield pixels, np.stack([member.label for member in whole])
