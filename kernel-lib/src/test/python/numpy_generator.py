"""Draws of numpy.random.default_rng, with which RandomGeneratorTest compares: python numpy_generator.py > ../resources/numpy_generator.json"""
import hashlib, json
import numpy as np

def num(a):
    a = np.asarray(a)
    if a.dtype.kind == 'f':
        return [float(v).hex() for v in a.ravel()]
    return [str(v) for v in a.ravel()]

def sha(a):
    a = np.asarray(a)
    return hashlib.sha256(a.astype('<f8' if a.dtype.kind == 'f' else '<i8').tobytes()).hexdigest()

rng = np.random.default_rng
out = {'numpy': np.__version__}
out['seeds'] = {str(s): num(rng(s).random(3)) for s in (0, 1, 42, 2**32 - 1, 2**32, 2**63 - 1, 10**40, 2**200 + 7)}
out['children'] = [[num(c.random(2)), num(c.spawn(2)[1].random(2))] for c in rng(7).spawn(3)]

r = rng(12345)
seq = []
def step(name, v): seq.append([name, num(v)])
step('random', r.random())
step('random_3', r.random(3))
step('uniform', r.uniform(-5, 5))
step('uniform_2_2', r.uniform(10, 20, (2, 2)))
step('integers', r.integers(0, 10))
step('standard_normal', r.standard_normal())
step('integers_5', r.integers(-3, 4, 5))
step('normal_4', r.normal(2, 0.5, 4))
step('exponential', r.exponential(3.0))
step('exponential_3', r.exponential(0.25, 3))
step('integers_wide', r.integers(-2**60, 2**62))
step('integers_one', r.integers(5, 6))
step('integers_32', r.integers(0, 2**32, 3))
step('integers_all', r.integers(-2**63, 2**63 - 1, 2))
step('binomial', r.binomial(10, 0.3))
step('binomial_5', r.binomial(100, 0.9, 5))
step('poisson', r.poisson(4.5))
step('poisson_5', r.poisson(100, 5))
step('multinomial', r.multinomial(20, [0.2, 0.3, 0.5]))
step('multinomial_2', r.multinomial(7, [0.1, 0.0, 0.6, 0.3], 2))
step('permutation', r.permutation(9))
step('permutation_rows', r.permutation(np.arange(12.).reshape(4, 3)))
step('choice', r.choice(100, 4))
step('choice_distinct', r.choice(10, 6, replace=False))
step('choice_p', r.choice(4, 5, p=[0.1, 0.2, 0.3, 0.4]))
step('choice_p_distinct', r.choice(4, 3, replace=False, p=[0.1, 0.2, 0.3, 0.4]))
step('choice_rows', r.choice(np.arange(12.).reshape(4, 3), 2))
step('choice_large', r.choice(20000, 1000, replace=False)[:5])
x = np.arange(6.) / 2; r.shuffle(x)
step('shuffle', x); m = np.arange(8.).reshape(4, 2); r.shuffle(m)
step('shuffle_rows', m)
step('choice_2d', r.choice(5, (2, 3)))
step('random', r.random())
out['sequence'] = seq

n = 1000000
h = {}
h['random'] = sha(rng(3).random(n))
h['standard_normal'] = sha(rng(4).standard_normal(n)); h['exponential'] = sha(rng(5).exponential(1.0, n))
g = rng(6).standard_normal(40 * n); t = g[np.abs(g) > 3.6541528853610088]; h['normal_tails'] = [len(t), sha(t)]
g = rng(8).exponential(1.0, 40 * n); t = g[g > 7.69711747013105]; h['exponential_tails'] = [len(t), sha(t)]
for k, (a, b) in enumerate([(0, 10), (0, 2**31), (0, 3 * 2**30), (-5, 2**32 - 5), (0, 2**32 + 1), (0, 3 * 2**61)]):
    h['integers_%d_%d' % (a, b)] = sha(rng(100 + k).integers(a, b, 100000))
out['hashes'] = h
b = []
for k, (nn, p) in enumerate([(1, 0.5), (1, 0.1), (10, 0.9), (60, 0.5), (61, 0.5), (100, 0.31), (1000, 0.2), (10**6, 0.7), (10**12, 0.001), (50, 1.0), (50, 0.0), (0, 0.5), (10**15, 0.4)]):
    b.append([nn, p, 200 + k, sha(rng(200 + k).binomial(nn, p, 50000))])
out['binomial'] = b
out['poisson'] = [[l, 300 + k, sha(rng(300 + k).poisson(l, 50000))] for k, l in enumerate([0.0, 1e-9, 0.5, 3.0, 9.999, 10.0, 11.5, 100.0, 1e6, 1e12])]
out['permutations'] = [[k, sha(rng(k).permutation(k))] for k in (1, 2, 17, 1000, 65537)]
out['distinct'] = [[a, s, sha(rng(a + s).choice(a, s, replace=False))] for a, s in ((10, 10), (1, 1), (100, 99), (10000, 9000), (10001, 5), (10001, 201), (10001, 10001), (1000000, 7), (10, 0))]
w = np.arange(1, 201.); w /= w.sum()
out['weighted'] = [[s, sha(rng(s).choice(200, s, replace=False, p=w))] for s in (1, 5, 50, 200)]
out['multinomial'] = [[nn, sha(rng(nn).multinomial(nn, w, 500))] for nn in (0, 1, 10, 1000, 10**9)]
print(json.dumps(out, indent=1))
