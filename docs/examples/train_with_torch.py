"""Trains a small network with PyTorch on the mixed images, in the order of the project's own trainer.

    python docs/examples/train_with_torch.py localhost:9092
"""

import argparse

import torch
from cutmix_kafka import batches, dataset_info, record_format, samples
from torch.utils.data import DataLoader, IterableDataset


class Batches(IterableDataset):
    """Images (batch, channels, height, width) and soft labels (batch, classes) of all epochs, one after another."""

    def __init__(self, kafka: dict, records, path: str, prefix: str, size: int, batch_size: int):
        self.read = lambda: batches(samples(kafka, records, path, prefix), size, batch_size)

    def __iter__(self):
        for pixels, labels in self.read():
            yield torch.from_numpy(pixels).permute(0, 3, 1, 2), torch.from_numpy(labels)


def network(info: dict) -> torch.nn.Module:
    return torch.nn.Sequential(
        torch.nn.Conv2d(info["channels"], 16, 3),
        torch.nn.ReLU(),
        torch.nn.AdaptiveAvgPool2d(1),
        torch.nn.Flatten(),
        torch.nn.Linear(16, len(info["classNames"])),
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
    optimizer = torch.optim.Adam(model.parameters())
    loss_of = torch.nn.CrossEntropyLoss()  # accepts soft labels
    # batch_size=None, because the batches are complete. No workers, because each would read the whole topic.
    train = DataLoader(Batches(kafka, records, "cutmix", options.prefix, info["trainSize"], 32), batch_size=None)
    for step, (images, labels) in enumerate(train, 1):
        optimizer.zero_grad()
        loss = loss_of(model(images), labels)
        loss.backward()
        optimizer.step()
    print(f"{step} steps - loss: {loss.item():.4f}")

    test = DataLoader(Batches(kafka, records, "test", options.prefix, info["testSize"], 250), batch_size=None)
    with torch.no_grad():
        correct = sum((model(images).argmax(1) == labels.argmax(1)).sum().item() for images, labels in test)
    print(f"test accuracy: {correct / info['testSize']:.4f}")
