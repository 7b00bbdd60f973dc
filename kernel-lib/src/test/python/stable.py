"""Values and derivatives of what costs are made of, where exponentials overflow or vanish.

    python stable.py > ../resources/stable.txt

Needs mpmath; the same bytes on every machine. A line is a function, its arguments, and with 50 digits: of a number the
value and two derivatives; of three numbers the value, the gradient and the product of the Hessian with (1, -2, 3).
"""

from mpmath import mp, mpf

mp.dps = 50
DIGITS = 50


def e(x):
    return mp.exp(x)


def sigmoid(x):
    return 1 / (1 + e(-x))


def softplus(x):
    return mp.log1p(e(-abs(x))) + (x if x > 0 else 0)


# f, f', f'' of one number
NUMBER = {
    "sigmoid": lambda x: (sigmoid(x), sigmoid(x) * sigmoid(-x), sigmoid(x) * sigmoid(-x) * (sigmoid(-x) - sigmoid(x))),
    "softplus": lambda x: (softplus(x), sigmoid(x), sigmoid(x) * sigmoid(-x)),
    "tanh": lambda x: (mp.tanh(x), mp.sech(x) ** 2, -2 * mp.tanh(x) * mp.sech(x) ** 2),
    "exp": lambda x: (e(x), e(x), e(x)),
    "expm1": lambda x: (mp.expm1(x), e(x), e(x)),
    "log_cosh": lambda x: (abs(x) + mp.log1p(e(-2 * abs(x))), mp.tanh(x), mp.sech(x) ** 2),
    "log_tanh_slope": lambda x: (
        mp.log(4) - softplus(2 * x) - softplus(-2 * x),
        -2 * mp.tanh(x),
        -2 * mp.sech(x) ** 2,
    ),
    "log_softplus": lambda x: (
        mp.log(softplus(x)),
        sigmoid(x) / softplus(x),
        sigmoid(x) / softplus(x) * (sigmoid(-x) - sigmoid(x) / softplus(x)),
    ),
    "root_of_sigmoid": lambda x: (
        mp.sqrt(sigmoid(x)),
        mp.sqrt(sigmoid(x)) * sigmoid(-x) / 2,
        mp.sqrt(sigmoid(x)) * sigmoid(-x) * (sigmoid(-x) / 2 - sigmoid(x)) / 2,
    ),
    # the sum of log(sigmoid(x)) and a tenth of its entropy's terms: several terms meet at one probability
    "entropy": lambda x: (
        sigmoid(x) * softplus(-x) + sigmoid(-x) * softplus(x),
        -x * sigmoid(x) * sigmoid(-x),
        -sigmoid(x) * sigmoid(-x) * (1 + x * (sigmoid(-x) - sigmoid(x))),
    ),
    "focal": lambda x: (
        sigmoid(-x) ** 2 * softplus(-x),
        -sigmoid(-x) ** 2 * (2 * sigmoid(x) * softplus(-x) + sigmoid(-x)),
        sigmoid(-x) ** 2
        * sigmoid(x)
        * (
            2 * (2 * sigmoid(x) - sigmoid(-x)) * softplus(-x)
            + 5 * sigmoid(-x)
        ),
    ),
    "root_focal": lambda x: (
        mp.sqrt(sigmoid(-x)) * softplus(-x),
        -mp.sqrt(sigmoid(-x)) * (sigmoid(x) * softplus(-x) / 2 + sigmoid(-x)),
        mp.sqrt(sigmoid(-x)) * sigmoid(x) * ((sigmoid(x) / 2 - sigmoid(-x)) * softplus(-x) / 2 + 2 * sigmoid(-x)),
    ),
    # log(1 - exp(-exp(x))), the complementary log-log link
    "cloglog": lambda x: (
        log1mexp(-e(x)),
        e(x) / mp.expm1(e(x)),
        e(x) * (mp.expm1(e(x)) - e(x) * e(e(x))) / mp.expm1(e(x)) ** 2,
    ),
    # log(sigmoid(x + 1) - sigmoid(x)), of an ordinal regression
    "between": lambda x: (
        -softplus(-x - 1) - softplus(x) + log1mexp(mpf(-1)),
        sigmoid(-x - 1) - sigmoid(x),
        -sigmoid(-x - 1) * sigmoid(x + 1) - sigmoid(x) * sigmoid(-x),
    ),
    "reciprocal": lambda x: (1 + e(-x), -e(-x), e(-x)),
    "abs": lambda x: (abs(x), mp.sign(x), mpf(0)),
}


def log1mexp(x):
    return mp.log(-mp.expm1(x)) if x > -mpf(1) / 2 else mp.log1p(-e(x))


def lse(xs):
    m = max(xs)
    return m + mp.log(mp.fsum(e(x - m) for x in xs))


def shares(xs):
    return [e(x - lse(xs)) for x in xs]


V = [mpf(1), mpf(-2), mpf(3)]


def quadratic(p):
    """(diag(p) - p p') v"""
    mean = mp.fsum(a * b for a, b in zip(p, V))
    return [a * (b - mean) for a, b in zip(p, V)]


def logsumexp(xs):
    p = shares(xs)
    return lse(xs), p, quadratic(p)


def nll(xs, k=1):
    """-log(softmax(x)[1])"""
    p = shares(xs)
    return lse(xs) - xs[k], [a - (i == k) for i, a in enumerate(p)], quadratic(p)


def two(xs):
    """-log(softmax(x)[0]) - 2 log(softmax(x)[2]): a softmax used twice"""
    p = shares(xs)
    return (
        3 * lse(xs) - xs[0] - 2 * xs[2],
        [3 * p[0] - 1, 3 * p[1], 3 * p[2] - 2],
        [3 * h for h in quadratic(p)],
    )


def first(xs):
    """softmax(x)[0], whose derivatives are shares of shares"""
    p = shares(xs)
    mean = mp.fsum(a * b for a, b in zip(p, V))
    g = [p[0] * ((i == 0) - a) for i, a in enumerate(p)]
    # d/dx_j of p0 (d_i0 - p_i), times v_j
    h = [
        p[0] * (V[0] - mean) * ((i == 0) - a) - p[0] * a * (V[i] - mean)
        for i, a in enumerate(p)
    ]
    return p[0], g, h


def norm(xs):
    n = mp.sqrt(mp.fsum(x * x for x in xs))
    if n == 0:
        return n, [mpf(0)] * 3, [mpf(0)] * 3
    dot = mp.fsum(x * v for x, v in zip(xs, V))
    return n, [x / n for x in xs], [(v - x * dot / n**2) / n for x, v in zip(xs, V)]


def smooth(xs):
    """sqrt(1 + sum(sqr(x)))"""
    n = mp.sqrt(1 + mp.fsum(x * x for x in xs))
    dot = mp.fsum(x * v for x, v in zip(xs, V))
    return n, [x / n for x in xs], [(v - x * dot / n**2) / n for x, v in zip(xs, V)]


def unit(xs):
    """(1, -2, 3) x / norm(x)"""
    n, u, du = norm(xs)
    c = mp.fsum(a * v for a, v in zip(u, V))
    dc = mp.fsum(d * v for d, v in zip(du, V))
    g = [(v - a * c) / n for a, v in zip(u, V)]
    return c, g, [-(d * c + a * dc) / n - b * c / n for a, b, d in zip(u, g, du)]


def others(xs):
    """log(1 - softmax(x)[0])"""
    p = shares(xs)
    q = [mpf(0), *shares(xs[1:])]
    mean_p = mp.fsum(a * b for a, b in zip(p, V))
    mean_q = mp.fsum(a * b for a, b in zip(q, V))
    g = [a - b for a, b in zip(q, p)]
    return lse(xs[1:]) - lse(xs), g, [a * (v - mean_q) - b * (v - mean_p) for a, b, v in zip(q, p, V)]


NUMBERS = {"others": others, "logsumexp": logsumexp, "nll": nll, "two": two, "first": first, "norm": norm}

POINTS = [0, 1e-9, -1e-9, 0.3, -0.3, 2.5, -2.5, 20, -20, 40, -40, 88, -88, 90, -90, 110, -110, 350, -350, 700, -700, 800, -800]
VECTORS = [
    (0, 0, 0), (0.5, -1, 2), (40, 0, -40), (-40, 40, 40), (800, 0, -800), (-800, 800, 0), (800, 800, 800),
    (-800, -800, -800), (0, 1000, 1000), (90, -90, 0), (1e4, 1e4 + 1, -1e4), (-3e4, 3e4, 0), (3, 0, 4), (0, 0, 1e-3),
]

# where squares leave the range of float64 or of float32, or nearly do
FAR = {"norm": norm, "smooth": smooth, "unit": unit}
FAR_VECTORS = [
    (3e200, 0, 4e200), (3e-200, 0, 4e-200), (1e200, -1, 2e-200), (1e200, -1e100, 3e199), (1e-160, -2e-161, 3e-170),
    (1e154, 1e154, 1e154), (1e150, 2, -3e150), (1e-135, -1e-136, 0), (1e-154, 0, 2e-162), (1e307, -2e307, 5e306),
    (3e-300, 1e-301, -1e-305), (2e-308, -1e-307, 0), (3e20, 0, 4e20), (3e-25, 0, 4e-25), (1e20, -1, 2e-20),
    (1e19, 2e18, -1e19), (1e-15, 3e-16, -1e-22), (1e-19, 2e-22, 1e-20), (2e37, -1e37, 3e36), (1e-36, -2e-36, 3e-37),
    (1e12, 2e12, -3e11), (1e-12, 2e-13, 3e-12),
]


def text(x):
    """With 50 digits; what is far outside of all floating numbers as 0 or infinite."""
    x = mpf(x)
    if abs(x) < mpf(10) ** -400:
        return "0"
    if abs(x) > mpf(10) ** 400:
        return "Infinity" if x > 0 else "-Infinity"
    return mp.nstr(x, DIGITS, min_fixed=0, max_fixed=0)


for name, f in NUMBER.items():
    for x in POINTS:
        mp.dps = 1000
        values = f(mpf(x))
        print(name, repr(float(x)), *map(text, values))
cases = [(name, f, xs) for name, f in NUMBERS.items() for xs in VECTORS]
cases += [(name, f, xs) for name, f in FAR.items() for xs in FAR_VECTORS]
for name, f, xs in cases:
    mp.dps = 1000
    value, g, h = f([mpf(x) for x in xs])
    print(name, ",".join(repr(float(x)) for x in xs), text(value), *map(text, g), *map(text, h))
