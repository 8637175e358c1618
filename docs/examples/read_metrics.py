"""Reads the metrics of all training runs into a pandas data frame: one row for each epoch of each run.

    python docs/examples/read_metrics.py localhost:9092 > metrics.csv
"""

import argparse
import json
import sys

import pandas as pd
from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition
from cutmix_kafka import consumer, partition_count


def metrics(kafka: dict, prefix: str = "") -> pd.DataFrame:
    """Returns all current records of training.metrics. val_confusion is a list in row-major order; settings are a dict."""
    # Excludes aborted records of trainers that lost their run while they published.
    reader = consumer(kafka, **{"isolation.level": "read_committed"})
    topic = prefix + "training.metrics"
    rows = []
    try:
        partition_count(kafka, reader, topic)
        reader.assign([TopicPartition(topic, 0, OFFSET_BEGINNING)])
        while True:
            message = reader.poll(10)
            if message is None:
                raise TimeoutError(f"topic {topic} has not been read to its end within 10 s")
            if message.error() is None:
                rows.append(json.loads(message.value()))
            elif message.error().code() == KafkaError._PARTITION_EOF:
                return pd.DataFrame(rows)
            else:
                raise KafkaException(message.error())
    finally:
        reader.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("brokers", metavar="HOST:PORT")
    parser.add_argument("--prefix", default="", help="CUTMIX_TOPIC_PREFIX of the services")
    options = parser.parse_args()
    frame = metrics({"bootstrap.servers": options.brokers}, options.prefix)
    frame.drop(columns=["val_confusion", "settings"], errors="ignore").to_csv(sys.stdout, index=False)
