"""The constants of Arignote's elementary functions, and correctly rounded values to test them with.

    python elementary.py constants
    python elementary.py values > ../resources/elementary.txt

Needs mpmath; the same bytes on every machine. Polynomials are interpolated at Chebyshev's nodes, which comes close to the
smallest greatest error; coefficients are computed with 400 bits and rounded to doubles, and the error shown is that of
the rounded ones. A line of the values is a function, an argument and the value, the two as the bits of a double; a
power's exponent comes last.
"""

import math
import random
import struct
import sys

from mpmath import mp, mpf

mp.prec = 400
LN2_HALF = mp.log(2) / 2 * (1 + mpf(2) ** -20)
S_GREATEST = (mp.sqrt(2) - 1) / (mp.sqrt(2) + 1) * (1 + mpf(2) ** -20)
PI_QUARTER = mp.pi / 4 * (1 + mpf(2) ** -20)


def polynomial(coefficients, t):
    return mp.polyval(coefficients[::-1], t)


def interpolated(f, lo, hi, p, q=0):
    """The coefficients of P and Q, lowest first, Q's first 1, with P/Q = f at p + q + 1 Chebyshev nodes."""
    n = p + q + 1
    rows, values = mp.matrix(n, n), mp.matrix(n, 1)
    for i in range(n):
        t = (lo + hi) / 2 + (hi - lo) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * n))
        values[i] = f(t)
        for j in range(p + 1):
            rows[i, j] = t**j
        for j in range(1, q + 1):
            rows[i, p + j] = -values[i] * t**j
    found = [mpf(float(c)) for c in mp.lu_solve(rows, values)]
    return found[: p + 1], [mpf(1), *found[p + 1 :]]


def show_polynomial(name, f, lo, hi, p, q, weight):
    """weight(t): what an error in f(t) makes of the whole function's relative error."""
    top, bottom = interpolated(f, mpf(lo), mpf(hi), p, q)
    at = [lo + (hi - lo) * (mpf(k) + mpf(1) / 3) / 500 for k in range(500)]
    error = max(abs(weight(t) * (polynomial(top, t) / polynomial(bottom, t) - f(t))) for t in at)
    print(f"{name}: relative error 2^{float(mp.log(error, 2)):.1f}")
    print("   ", *[float(c).hex() for c in top])
    if q:
        print("    divided by", *[float(c).hex() for c in bottom])


def parts(value, bits, count):
    """value as a sum of count doubles, all but the last of so many bits."""
    found = []
    for _ in range(count - 1):
        unit = mpf(2) ** (mp.floor(mp.log(value, 2)) + 1 - bits)
        found.append(mp.floor(value / unit) * unit)
        value -= found[-1]
    return [float(v).hex() for v in [*found, value]]


def show_constants():
    def exp_tail(r):
        # the formula cancels at the node 0
        return (mp.exp(r) - 1 - r - r * r / 2) / r**3 if abs(r) > mpf(2) ** -100 else mpf(1) / 6

    def log_tail(z):
        return (mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 1) * 2 / z

    def power_tail(z):
        return (log_tail(z) - mpf(2) / 3) / z

    def tanh_tail(g):
        return (mp.tanh(mp.sqrt(g)) / mp.sqrt(g) - 1) / g

    def sin_tail(z):
        return (mp.sin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z

    def cos_tail(z):
        return (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2

    def arcsin_tail(z):
        return (mp.asin(mp.sqrt(z)) / mp.sqrt(z) - 1) / z

    def arctan_tail(z):
        return (mp.atan(mp.sqrt(z)) / mp.sqrt(z) - 1) / z

    def sinh_tail(z):
        return (mp.sinh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z

    show_polynomial("EXP", exp_tail, -LN2_HALF, LN2_HALF, 9, 0, lambda r: r**3 / mp.exp(r))
    show_polynomial("LOG", log_tail, 0, S_GREATEST**2, 7, 0, lambda z: z / 2)
    show_polynomial("POWER", power_tail, 0, S_GREATEST**2, 7, 0, lambda z: z**2 / 2)
    show_polynomial("TANH", tanh_tail, 0, mpf(0.55) ** 2, 2, 3, lambda g: g / (1 + g * tanh_tail(g)))
    show_polynomial("SIN", sin_tail, 0, PI_QUARTER**2, 6, 0, lambda z: z / (1 + z * sin_tail(z)))
    show_polynomial("COS", cos_tail, 0, PI_QUARTER**2, 6, 0, lambda z: z**2 / mp.cos(mp.sqrt(z)))
    show_polynomial("ARCSIN", arcsin_tail, 0, mpf(1) / 4 * (1 + mpf(2) ** -20), 12, 0, lambda z: z / (1 + z * arcsin_tail(z)))
    show_polynomial("ARCTAN", arctan_tail, 0, mpf(49) / 256 * (1 + mpf(2) ** -20), 11, 0, lambda z: z / (1 + z * arctan_tail(z)))
    show_polynomial("SINH", sinh_tail, 0, 1 + mpf(2) ** -20, 6, 0, lambda z: z / (1 + z * sinh_tail(z)))
    print("PI, ARCTAN of 1/2, 1, 3/2", *[parts(v, 53, 2) for v in (mp.pi, mp.atan(0.5), mp.atan(1), mp.atan(1.5))])
    print("LOG2, LOG10", *[parts(1 / mp.log(n), 26, 2) for n in (2, 10)], "LOG10 of 2", parts(mp.log10(2), 42, 2))
    print("LOG2_E", float(1 / mp.log(2)).hex())
    print("LN2", parts(mp.log(2), 42, 2))
    print("TWO_THIRDS", parts(mpf(2) / 3, 53, 2))
    print("TWO_OVER_PI", float(2 / mp.pi).hex())
    print("PI_HALF", parts(mp.pi / 2, 33, 4))
    with mp.workprec(1400):
        print("TWO_OVER_PI with 1216 bits", f"{int(mp.floor(2 / mp.pi * mpf(2) ** 1216)):0304x}")
        print("PI_HALF with 190 bits", f"{int(mp.floor(mp.pi / 2 * mpf(2) ** 190)):x}")


def softplus(x):
    return mp.log1p(mp.exp(x)) if x < 0 else x + mp.log1p(mp.exp(-x))


def sigmoid(x):
    return 1 / (1 + mp.exp(-x)) if x >= 0 else mp.exp(x) / (1 + mp.exp(x))


def tanh(x):
    return -mp.expm1(-2 * x) / (2 + mp.expm1(-2 * x))


FUNCTIONS = {
    "exp": mp.exp, "expm1": mp.expm1, "log": mp.log, "log1p": mp.log1p, "tanh": tanh, "sigmoid": sigmoid,
    "softplus": softplus, "sin": mp.sin, "cos": mp.cos,
    "xlogx": lambda x: x * mp.log(x), "tan": mp.tan, "arcsin": mp.asin, "arccos": mp.acos, "arctan": mp.atan,
    "sinh": mp.sinh, "cosh": mp.cosh, "arcsinh": mp.asinh, "arccosh": mp.acosh, "arctanh": mp.atanh,
    "exp2": lambda x: mpf(2) ** x, "log2": lambda x: mp.log(x, 2), "log10": lambda x: mp.log(x, 10),
    "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
    "erf": mp.erf, "erfc": mp.erfc, "erfcx": lambda x: mp.exp(x * x) * mp.erfc(x),
}


def rounded(v):
    """The nearest double; mpmath's own float() rounds twice below 2^-1022."""
    if v == 0 or not mp.isfinite(v):
        return float(v)
    magnitude = abs(v)
    exponent = max(int(mp.floor(mp.log(magnitude, 2))), -1022) - 52
    scaled = magnitude * mpf(2) ** -exponent
    whole = int(mp.floor(scaled))
    rest = scaled - whole
    if rest > 0.5 or (rest == 0.5 and whole % 2 == 1):
        whole += 1
    try:
        return math.copysign(math.ldexp(float(whole), exponent), float(mp.sign(v)))
    except OverflowError:
        return math.copysign(math.inf, float(mp.sign(v)))


def neighbours(x, steps=2):
    down = up = x
    yield x
    for _ in range(steps):
        down, up = math.nextafter(down, -math.inf), math.nextafter(up, math.inf)
        yield down
        yield up


def wide(rng, low, high, signed=True):
    """A number whose exponent is anything from low to high."""
    x = math.ldexp(1 + rng.random(), rng.randint(low, high))
    return -x if signed and rng.random() < 0.5 else x


def arguments(name, rng):
    ln2 = math.log(2)
    if name in ("log", "log1p"):
        shift = 0 if name == "log" else 1
        yield from (wide(rng, -1022, 1023, False) for _ in range(500))
        yield from (rng.randrange(1, 1 << 52) * 5e-324 for _ in range(50))
        yield from (math.ldexp(rng.random(), -1022 - rng.randint(0, 51)) + 5e-324 for _ in range(50))
        yield from (rng.uniform(0.25, 4) - shift for _ in range(500))
        yield from (1 - shift + wide(rng, -52, -3) for _ in range(200))
        for k in range(-20, 20):
            yield from neighbours(math.ldexp(math.sqrt(0.5), k) - shift)
            yield from neighbours(math.ldexp(1.0, k) - shift)
        yield from (1.7976931348623157e308, 5e-324, 2.2250738585072014e-308)
        if shift:
            yield from (wide(rng, -1070, -1) for _ in range(500))
            yield from (math.nextafter(-1, 0), -1 + 2**-40)
        return
    if name in ("sin", "cos"):
        yield from (rng.uniform(-8, 8) for _ in range(600))
        yield from (wide(rng, -1070, -1) for _ in range(100))
        yield from (wide(rng, 3, 20) for _ in range(400))
        yield from (wide(rng, 21, 1023) for _ in range(300))
        for _ in range(60):
            yield from neighbours(float(mp.pi / 4 * rng.randint(-(1 << 21), 1 << 21)), 1)
        for k in range(-40, 40):
            yield from neighbours(float(mp.pi / 4 * k), 1)
        yield from neighbours(1647099.0)
        # the double whose distance from a multiple of pi/2 is the smallest of all (Muller, Elementary Functions, 11.3)
        yield float.fromhex("0x1.6ac5b262ca1ffp+849")
        yield 1.7976931348623157e308
        return
    if name in ("xlogx", "log2", "log10"):
        yield from (wide(rng, -1074, 1023 if name != "xlogx" else 1010, False) for _ in range(300))
        yield from (rng.uniform(0.25, 4) for _ in range(500))
        yield from (1 + wide(rng, -52, -3) for _ in range(200))
        yield from (float(10**k) for k in range(23))
        yield from (math.ldexp(1, k) for k in range(-1074, 1000, 37))
        for k in range(-4, 5):
            yield from neighbours(math.ldexp(math.sqrt(0.5), k))
        return
    if name == "tan":
        yield from (rng.uniform(-8, 8) for _ in range(600))
        yield from (wide(rng, -1070, 1023) for _ in range(500))
        for k in range(-40, 40):
            yield from neighbours(float(mp.pi / 4 * k), 1)
        return
    if name in ("arcsin", "arccos", "arctanh"):
        yield from (rng.uniform(-1, 1) for _ in range(700))
        yield from (wide(rng, -1070, -1) for _ in range(300))
        yield from (rng.choice([-1, 1]) * (1 - wide(rng, -52, -3, False)) for _ in range(300))
        for x in (0.5, -0.5):
            yield from neighbours(x)
        return
    if name in ("arctan", "arcsinh", "cbrt"):
        yield from (rng.uniform(-4, 4) for _ in range(700))
        yield from (wide(rng, -1074, 1023) for _ in range(500))
        yield from (wide(rng, -30, 30) for _ in range(200))
        for x in (0.4375, 0.6875, 1.1875, 2.4375, 2.0**28, 2.0**900, 2.0**-900):
            yield from neighbours(x)
        return
    if name in ("erf", "erfc", "erfcx"):
        yield from (rng.uniform(-6, 6 if name == "erf" else 27) for _ in range(600))
        yield from (wide(rng, -1070, -1) for _ in range(200))
        yield from (rng.uniform(-1.5, 1.5) for _ in range(400))
        for x in (0.5, 1.0, 26.5):
            yield from neighbours(x)
        return
    if name == "arccosh":
        yield from (1 + wide(rng, -52, 3, False) for _ in range(800))
        yield from (wide(rng, 0, 1023, False) for _ in range(400))
        yield from (1 + 2.0**-52, 2.0**28, 1.0)
        return
    if name in ("sinh", "cosh", "exp2"):
        edge = 1025 if name == "exp2" else 710.5
        yield from (rng.uniform(-edge * 1.05 if name == "exp2" else -edge, edge) for _ in range(400))
        yield from (rng.uniform(-4, 4) for _ in range(500))
        yield from (wide(rng, -1070, 0) for _ in range(300))
        yield from (rng.uniform(-2, 2) + rng.choice([-1, 1]) * edge for _ in range(100))
        yield from neighbours(1.0)
        return
    spread = {"exp": 745, "expm1": 45, "tanh": 20, "sigmoid": 40, "softplus": 40}[name]
    yield from (rng.uniform(-spread, spread) for _ in range(600))
    yield from (rng.uniform(-4, 4) for _ in range(400))
    yield from (wide(rng, -1070, -1) for _ in range(100))
    yield from (wide(rng, -55, 0) for _ in range(300))
    if name != "tanh":
        yield from (rng.uniform(-746, -700) for _ in range(100))
        yield from (rng.uniform(700, 710) for _ in range(50))
    if name == "tanh":
        yield from (math.copysign(0.55 + rng.uniform(-0.01, 0.01), rng.random() - 0.5) for _ in range(100))
        yield from neighbours(0.55)
    for _ in range(20):
        yield from neighbours((rng.randint(-1074, 1023) + 0.5) * ln2 if name == "exp" else (rng.randint(-50, 50) + 0.5) * ln2)
    for k in range(-12, 13):
        yield from neighbours(k * ln2 / 2 / (2 if name == "tanh" else 1))
    yield from neighbours(709.782712893384)
    yield from neighbours(-745.1332191019412)
    yield from neighbours(-708.3964185322641)


def bases_and_exponents(rng):
    yield from ((math.exp(rng.uniform(-5, 5)), rng.uniform(-8, 8)) for _ in range(400))
    yield from ((rng.uniform(0, 10), float(rng.randint(-20, 20))) for _ in range(200))
    yield from ((-rng.uniform(0, 10), float(rng.randint(-20, 20))) for _ in range(100))
    yield from ((float(rng.randint(1, 50)), float(rng.randint(-9, 9))) for _ in range(100))
    yield from ((rng.uniform(0, 1000), rng.choice([0.5, -0.5, 1 / 3, 1.5])) for _ in range(100))
    for _ in range(600):
        # results from below the smallest double to above the largest
        base = rng.choice([wide(rng, -1074, 1023, False), 1 + wide(rng, -50, -2), rng.uniform(0.5, 2)])
        if base != 1:
            yield base, rng.uniform(-746, 710) / math.log(base)
    for _ in range(100):
        base = rng.choice([2.0, math.sqrt(0.5), math.sqrt(2), 1 + 2**-52, 1 - 2**-53])
        yield base, rng.choice([-708.4, 709.78, -745.1]) / math.log(base) * (1 + wide(rng, -52, -8))


def bits(x):
    return struct.pack(">d", x).hex()


def show_values():
    print("# correctly rounded values, made by kernel-lib/src/test/python/elementary.py: function, argument, value")
    for name, function in FUNCTIONS.items():
        rng = random.Random(name)
        for x in sorted({x for x in arguments(name, rng) if x != 0}):
            # 1 + x and the remainder by pi need as many bits as the exponent is large
            with mp.workprec(1400 if abs(x) < 1e-30 or abs(x) > 1e5 else 400):
                print(name, bits(x), bits(rounded(function(mpf(x)))))
    for a, b in sorted(set(bases_and_exponents(random.Random("power")))):
        print("power", bits(a), bits(rounded(mp.power(mpf(a), mpf(b)))), bits(b))


if __name__ == "__main__":
    {"constants": show_constants, "values": show_values}[sys.argv[1]]()
