"""Theano's conv2d and pooling, which PyTensor has not, of what it has."""

import pytensor.tensor as T
from pytensor.tensor.signal import convolve2d


def conv2d(x, w, images, outputs, inputs, border_mode="valid"):
    """Convolutions of so many images with so many filters: convolve2d of each channel, added up."""
    maps = [
        sum(convolve2d(x[i, c], w[o, c], mode=border_mode) for c in range(inputs))
        for i in range(images)
        for o in range(outputs)
    ]
    return T.stack(maps).reshape((images, outputs, maps[0].shape[0], maps[0].shape[1]))


def max_pool_2d(x, ws):
    """The greatest of each window; windows that reach over the border are left out."""
    n, c = x.shape[0], x.shape[1]
    rows, columns = x.shape[2] // ws[0], x.shape[3] // ws[1]
    inner = x[:, :, : rows * ws[0], : columns * ws[1]]
    return inner.reshape((n, c, rows, ws[0], columns, ws[1])).max(axis=(3, 5))
