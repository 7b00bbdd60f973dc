"""The constants of Arignote's special functions, and correctly rounded values to test them with.

    python special.py constants
    python special.py values > ../resources/special.txt

Needs mpmath; the same bytes on every machine. Polynomials are interpolated as those of elementary.py are. A line of the
values is a function, its first argument, its second one or 0, and the value.
"""

import random
import sys

from elementary import interpolated, polynomial, rounded
from mpmath import mp, mpf

mp.prec = 300
PSI_ROOT = mp.findroot(mp.digamma, 1.46)
NEAR = mpf(10) ** -40


def erfcx(x):
    tail = 1 - 1 / (2 * x * x) + 3 / (4 * x**4) - 15 / (8 * x**6) + 105 / (16 * x**8)
    return mp.exp(x * x) * mp.erfc(x) if x < 200 else tail / (x * mp.sqrt(mp.pi))


def scaled_tail(t):
    x = mpf(3.75) * (1 + t) / (1 - t)
    return (1 + 2 * x) * erfcx(x)


def psi_near_one(t):
    d = 1 + t - PSI_ROOT
    return mp.digamma(1 + t) / d if abs(d) > NEAR else mp.psi(1, PSI_ROOT)


def loggamma_from_one(t):
    if abs(t) < NEAR:
        return mp.euler
    return 1 - mp.euler if abs(t - 1) < NEAR else mp.loggamma(1 + t).real / (t * (t - 1))


def show_constants():
    for name, f, low, high, degree in (
        ("ERF", lambda z: mp.erf(mp.sqrt(z)) / mp.sqrt(z), 0, 1, 12),
        ("ERFCX", scaled_tail, mpf(-1), mpf(1) - mpf(2) ** -60, 26),
        ("PSI", psi_near_one, 0, 1, 24),
        ("LN_GAMMA from 1", loggamma_from_one, 0, 1, 24),
        ("LN_GAMMA from 2", lambda t: mp.loggamma(2 + t).real / t, 0, 1, 18),
        ("GAMMA", lambda t: mp.gamma(1 + t), 0, 1, 22),
    ):
        top, _ = interpolated(f, mpf(low), mpf(high), degree)
        at = [low + (high - low) * (mpf(k) + mpf(1) / 3) / 200 for k in range(200)]
        error = max(abs(polynomial(top, t) / f(t) - 1) for t in at)
        print(f"{name}: relative error 2^{float(mp.log(error, 2)):.1f}")
        print("   ", *[float(c).hex() for c in top])
    first = float(PSI_ROOT)
    print("PSI_ROOT", first.hex(), float(PSI_ROOT - first).hex())


def erfcinv(y):
    if y > 0.1:
        return mp.erfinv(1 - y)
    start = mp.sqrt(-mp.log(y * mp.sqrt(-mp.log(y) * mp.pi)))
    return mp.findroot(lambda t: mp.log(mp.erfc(t)) - mp.log(y), start)


def gammainc_grad(k, x):
    """The derivative of P(k, x) by k: a difference of twice the digits, of whichever of P and 1 - Q has them."""
    with mp.workprec(600):
        step = mpf(10) ** -40

        def lower(a):
            return mp.gammainc(a, 0, x, regularized=True) if x < k else -mp.gammainc(a, x, mp.inf, regularized=True)

        return (lower(mpf(k) + step) - lower(mpf(k) - step)) / (2 * step)


def values(rng):
    uniform = rng.uniform
    for i in range(250):
        x = uniform(-6, 6) if i % 2 else uniform(-1, 1) * 10 ** uniform(-8, 1.43)
        yield "erf", x, 0.0, mp.erf(mpf(x))
        yield "erfc", x, 0.0, mp.erfc(mpf(x))
        yield "erfcx", x, 0.0, mp.exp(mpf(x) ** 2) * mp.erfc(mpf(x))
    for i in range(150):
        y = uniform(-1, 1) if i % 2 else (1 - 10 ** uniform(-12, -1)) * rng.choice([-1, 1])
        yield "erfinv", y, 0.0, mp.erfinv(mpf(y))
        y = 10 ** uniform(-300, 0) if i % 2 else uniform(0, 2)
        yield "erfcinv", y, 0.0, erfcinv(mpf(y))
    for i in range(250):
        x = uniform(0, 171.5) if i % 3 == 0 else uniform(0, 5) if i % 3 == 1 else uniform(-20, 0)
        yield "gamma", x, 0.0, mp.gamma(mpf(x))
        x = abs(x) if i % 2 else 10 ** uniform(-5, 10)
        yield "gammaln", x, 0.0, mp.loggamma(mpf(x)).real
        yield "psi", x, 0.0, mp.digamma(mpf(x))
    for i in range(150):
        n = rng.choice([1, 1, 2, 3, 7])
        x = uniform(-15, 0) if i % 3 == 0 else 10 ** uniform(-3, 4)
        yield "polygamma", float(n), x, mp.psi(n, mpf(x))
    for i in range(200):
        k = 10 ** uniform(-2, 2.5)
        x = k * 10 ** uniform(-1, 0.7) if i % 2 else 10 ** uniform(-2, 2)
        yield "gammainc", k, x, mp.gammainc(mpf(k), 0, mpf(x), regularized=True)
        yield "gammaincc", k, x, mp.gammainc(mpf(k), mpf(x), mp.inf, regularized=True)
    for i in range(150):
        n = float(rng.choice([0, 0, 1, 1, 2, 5, 20]))
        x = uniform(-60, 60) if i % 3 else uniform(-5, 5)
        yield "iv", n, x, mp.besseli(n, mpf(x))
        yield "jv", n, x, mp.besselj(n, mpf(x))
    for x in (400.0, 700.0):
        yield "iv", 1.0, x, mp.besseli(1, mpf(x))
        yield "jv", 3.0, x, mp.besselj(3, mpf(x))
    for i in range(240):
        k = 10 ** uniform(-4, 1) if i % 3 == 0 else 10 ** uniform(-1, 2)
        x = 10 ** uniform(-6, 1.5) if i % 3 == 0 else k * 10 ** uniform(-1, 0.7)
        x = x if i % 3 < 2 else max(x / 100, 15 * k * (1 + uniform(-3, 3) / (15 * k) ** 0.5))
        k = k if i % 3 < 2 else 15 * k
        yield "gammainc_grad", k, x, gammainc_grad(k, mpf(x))


def show_values():
    print("# correctly rounded values, made by kernel-lib/src/test/python/special.py: function, arguments, value")
    for name, a, b, value in values(random.Random("special")):
        print(name, repr(a), repr(b), repr(rounded(value)))


if __name__ == "__main__":
    {"constants": show_constants, "values": show_values}[sys.argv[1]]()
