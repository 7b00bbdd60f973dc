"""Convolutions by JAX and pooling by plain loops, with gradients and second gradients, for WindowsTest.

    JAX_ENABLE_X64=1 JAX_PLATFORMS=cpu python windows.py > ../resources/windows.txt

A line has a name, what it is, its shape, and its numbers, which are whole ones (or halves and thirds, for means).
"""

import itertools

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


def pattern(shape, factor, modulus):
    """What Java's test makes, too: whole numbers without an order."""
    n = int(np.prod(shape))
    return jnp.array(((np.arange(n) * factor) % modulus - modulus // 2).reshape(shape), dtype=float)


def line(name, what, array):
    array = np.asarray(array)
    numbers = " ".join(repr(float(v)).removesuffix(".0") for v in array.ravel())
    print(name, what, "x".join(map(str, array.shape)), numbers)


def convolution(x, w, border, stride, dilation, groups, flip):
    turned = w[:, :, ::-1, ::-1] if flip else w
    return lax.conv_general_dilated(
        x, turned, stride, border, rhs_dilation=dilation, feature_group_count=groups,
        dimension_numbers=("NCHW", "OIHW", "NCHW"),
    )


CONVOLUTIONS = [
    ("valid", (2, 2, 5, 4), (3, 2, 3, 2), [(0, 0), (0, 0)], (1, 1), (1, 1), 1, True),
    ("full", (2, 2, 3, 4), (2, 2, 2, 3), [(1, 1), (2, 2)], (1, 1), (1, 1), 1, True),
    ("half", (1, 2, 4, 5), (2, 2, 3, 3), [(1, 1), (1, 1)], (1, 1), (1, 1), 1, True),
    ("half_even", (1, 1, 4, 4), (1, 1, 2, 2), [(1, 1), (1, 1)], (1, 1), (1, 1), 1, False),
    ("pads_strides", (2, 1, 6, 5), (2, 1, 3, 2), [(2, 2), (1, 1)], (2, 3), (1, 1), 1, True),
    ("dilated", (1, 2, 7, 6), (2, 2, 2, 3), [(0, 0), (1, 1)], (1, 2), (3, 2), 1, False),
    ("groups", (2, 4, 4, 3), (6, 2, 2, 2), [(0, 0), (0, 0)], (1, 1), (1, 1), 2, True),
    ("uneven", (1, 1, 3, 3), (1, 1, 2, 2), [(2, 0), (0, 3)], (1, 2), (1, 1), 1, True),
]

for name, images, filters, *options in CONVOLUTIONS:
    x = pattern(images, 7, 11)
    w = pattern(filters, 5, 7)

    def f(x, w):
        return convolution(x, w, *options)

    r = pattern(f(x, w).shape, 3, 5)
    u = pattern(images, 2, 3)
    v = pattern(filters, 4, 9)

    def along(x, w):
        by_x, by_w = jax.grad(lambda x, w: (f(x, w) ** 2 * r).sum(), (0, 1))(x, w)
        return (by_x * u).sum() + (by_w * v).sum()

    line(name, "value", f(x, w))
    for what, array in zip(("by_x", "by_w"), jax.grad(lambda x, w: (f(x, w) * r).sum(), (0, 1))(x, w)):
        line(name, what, array)
    for what, array in zip(("second_by_x", "second_by_w"), jax.grad(along, (0, 1))(x, w)):
        line(name, what, array)


def windows(n, window, stride, pad, ignore):
    """From where to where in the image, and how long with what is added."""
    if ignore:
        places = (n + 2 * pad - window) // stride + 1
    elif stride >= window:
        places = (n - 1) // stride + 1
    else:
        places = max(0, (n - 1 - window + stride) // stride) + 1
    for i in range(places):
        start = i * stride - pad
        end = min(start + window, n + pad)
        yield max(start, 0), min(start + window, n), end - start


POOLS = [
    (mode + suffix, mode, *rest)
    for mode in ("max", "sum", "average_inc_pad", "average_exc_pad")
    for suffix, *rest in [
        ("", (2, 4, 6), (2, 3), (2, 3), (0, 0), True),
        ("_overlap", (1, 2, 5, 5), (3, 2), (1, 2), (0, 0), True),
        ("_padded", (2, 5, 4), (3, 3), (2, 2), (1, 2), True),
        ("_border", (1, 5, 7), (2, 3), (2, 3), (0, 0), False),
        ("_border_overlap", (1, 6, 5), (3, 3), (2, 1), (0, 0), False),
    ]
]


def pool(x, mode, window, stride, pad, ignore, spread=None):
    """Numbers of windows, or these spread over the elements that they came from; ties of a greatest one get all of it."""
    rows = list(windows(x.shape[-2], window[0], stride[0], pad[0], ignore))
    columns = list(windows(x.shape[-1], window[1], stride[1], pad[1], ignore))
    out = np.zeros(x.shape[:-2] + (len(rows), len(columns)))
    back = np.zeros(x.shape)
    for lead in itertools.product(*map(range, x.shape[:-2])):
        for i, (top, bottom, height) in enumerate(rows):
            for j, (left, right, width) in enumerate(columns):
                part = x[lead][top:bottom, left:right]
                share = {"max": 1, "sum": 1, "average_inc_pad": height * width, "average_exc_pad": part.size}[mode]
                out[lead][i, j] = part.max() if mode == "max" else part.sum() / share
                if spread is not None:
                    chosen = part == part.max() if mode == "max" else 1
                    back[lead][top:bottom, left:right] += chosen * spread[lead][i, j] / share
    return out if spread is None else back


for name, mode, images, *options in POOLS:
    x = np.asarray(pattern(images, 7, 5))
    y = pool(x, mode, *options)
    r = np.asarray(pattern(y.shape, 3, 5))
    line(name, "value", y)
    line(name, "by_x", pool(x, mode, *options, spread=r))
