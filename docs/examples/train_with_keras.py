"""Trains a small network with Keras 3 on the mixed images, in the order of the project's own trainer.

    python docs/examples/train_with_keras.py localhost:9092
"""

import argparse
import math

import keras
from cutmix_kafka import batches, dataset_info, record_format, samples


def network(info: dict) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((info["height"], info["width"], info["channels"])),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(len(info["classNames"]), activation="softmax"),
        ]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("brokers", metavar="HOST:PORT")
    parser.add_argument("--prefix", default="", help="CUTMIX_TOPIC_PREFIX of the services")
    parser.add_argument("--registry", help="Confluent API of the services' registry")
    options = parser.parse_args()
    kafka = {"bootstrap.servers": options.brokers}
    records = record_format(options.registry)

    info = dataset_info(kafka, records, options.prefix)
    model = network(info)
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    # Keras reads a generator in order, in one thread.
    train = batches(samples(kafka, records, "cutmix", options.prefix), info["trainSize"])
    test = batches(samples(kafka, records, "test", options.prefix), info["testSize"], 250)
    model.fit(train, steps_per_epoch=math.ceil(info["trainSize"] / 32), epochs=info["epochs"], shuffle=False, verbose=2)
    loss, accuracy = model.evaluate(test, steps=math.ceil(info["testSize"] / 250), verbose=0)
    print(f"test accuracy: {accuracy:.4f} - test loss: {loss:.4f}")
