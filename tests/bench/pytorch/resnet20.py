"""Measures steps of the same ResNet-20 in PyTorch on the first GPU: prints images/s for each batch size.

The network, loss and optimizer are those of the recipe `keras`: convolutions with biases that pad like Keras' `same`, batch
normalization with an epsilon of 0.001, soft labels, L2 of the kernels, Adam. Batches are bytes in pinned memory, as a trainer gets them;
nothing waits for a step.
"""

import argparse
import time

import torch
from torch import nn
from torch.nn import functional as F

L2 = 1e-4


def convolution(inputs, outputs, stride):
    """A convolution of 3 x 3. With a stride of 2, sides are even, so only the right and the bottom are padded."""
    if stride == 1:
        return nn.Conv2d(inputs, outputs, 3, 1, 1)
    return nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(inputs, outputs, 3, stride))


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = convolution(inputs, outputs, stride)
        self.first_norm = nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01)
        self.second = convolution(outputs, outputs, 1)
        self.second_norm = nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01)
        self.shortcut = nn.Conv2d(inputs, outputs, 1, stride) if inputs != outputs else nn.Identity()

    def forward(self, x):
        inner = F.relu(self.first_norm(self.first(x)), inplace=True)
        return F.relu(self.second_norm(self.second(inner)) + self.shortcut(x), inplace=True)


class ResNet20(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = convolution(3, 16, 1)
        self.stem_norm = nn.BatchNorm2d(16, eps=1e-3, momentum=0.01)
        widths = [(16, 16, 1)] * 3 + [(16, 32, 2)] + [(32, 32, 1)] * 2 + [(32, 64, 2)] + [(64, 64, 1)] * 2
        self.blocks = nn.Sequential(*[Block(*width) for width in widths])
        self.classes = nn.Linear(64, 10)

    def forward(self, x):
        x = self.blocks(F.relu(self.stem_norm(self.stem(x)), inplace=True))
        return self.classes(x.mean((2, 3)))


class Training:
    def __init__(self, precision, graph):
        torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = precision == "tf32"
        torch.backends.cudnn.benchmark = True
        self.bf16 = precision == "bf16"
        self.graph = graph
        self.network = ResNet20().cuda().to(memory_format=torch.channels_last)
        self.kernels = [p for p in self.network.parameters() if p.dim() == 4]
        self.optimizer = torch.optim.Adam(self.network.parameters(), eps=1e-7, fused=True, capturable=graph)

    def step(self, pixels, labels):
        x = pixels.to(torch.float32).div_(255).permute(0, 3, 1, 2)
        with torch.autocast("cuda", torch.bfloat16, enabled=self.bf16):
            scores = self.network(x)
        loss = F.cross_entropy(scores.float(), labels)
        self.optimizer.zero_grad(set_to_none=not self.graph)
        loss.backward()
        with torch.no_grad():
            torch._foreach_add_([k.grad for k in self.kernels], self.kernels, alpha=2 * L2)
        self.optimizer.step()
        return loss.detach()

    def speed(self, size, steps):
        generator = torch.Generator().manual_seed(1)
        batches = [
            (
                torch.randint(0, 256, (size, 32, 32, 3), dtype=torch.uint8, generator=generator).pin_memory(),
                F.one_hot(torch.randint(0, 10, (size,), generator=generator), 10).float().pin_memory(),
            )
            for _ in range(16)
        ]
        pixels, labels = (tensor.cuda() for tensor in batches[0])
        aside = torch.cuda.Stream()
        with torch.cuda.stream(aside):
            for _ in range(5):
                self.step(pixels, labels)
        torch.cuda.synchronize()
        if self.graph:
            recorded = torch.cuda.CUDAGraph()
            with torch.cuda.graph(recorded):
                self.step(pixels, labels)

        def run(batch):
            if self.graph:
                pixels.copy_(batch[0], non_blocking=True)
                labels.copy_(batch[1], non_blocking=True)
                recorded.replay()
            else:
                self.step(*(tensor.cuda(non_blocking=True) for tensor in batch))

        for i in range(20):
            run(batches[i % 16])
        torch.cuda.synchronize()
        start = time.perf_counter()
        for i in range(steps):
            run(batches[i % 16])
        torch.cuda.synchronize()
        return size * steps / (time.perf_counter() - start)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--batches", default="32,128,512")
    arguments.add_argument("--precisions", default="float32,tf32,bf16")
    arguments.add_argument("--steps", type=int, default=500)
    given = arguments.parse_args()
    print(f"PyTorch {torch.__version__} on {torch.cuda.get_device_name()}, cuDNN {torch.backends.cudnn.version()}")
    for precision in given.precisions.split(","):
        for size in map(int, given.batches.split(",")):
            for graph in (False, True):
                speed = Training(precision, graph).speed(size, given.steps)
                print(f"{precision}, batch {size}, {'CUDA graph' if graph else 'step by step'}: {speed:.0f} images/s", flush=True)


if __name__ == "__main__":
    main()
