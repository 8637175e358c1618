"""Prints epoch, position, checksum of the pixels, and label of each sample that cutmix_kafka returns, and the place of each skipped one."""

import sys
import zlib

from cutmix_kafka import record_format, samples

brokers, path, prefix, registry, *first_epoch = sys.argv[1:]
more = {"first_epoch": int(first_epoch[0])} if first_epoch else {}
for sample in samples({"bootstrap.servers": brokers}, record_format(registry), path, prefix, **more):
    if sample.pixels is None:
        print(sample.epoch, sample.position)
    else:
        label = " ".join(f"{weight:.10f}" for weight in sample.label)
        print(sample.epoch, sample.position, zlib.crc32(sample.pixels.tobytes()), label)
