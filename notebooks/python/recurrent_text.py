"""What NumPy gives for the steps of 12_recurrent_text, gradients by hand: the entry "recurrent_text" of reference.json.

    python recurrent_text.py            prints that entry; it needs NumPy, which .venv has not
    python recurrent_text.py --text     prints data/numbers.txt
    python recurrent_text.py --torch    prints what PyTorch's own layers and optimiser give, where PyTorch is installed

The same machine and version of NumPy give the same bytes; elsewhere last digits may differ, far below the 1e-9 that the
check allows.
"""

import json
import sys
from pathlib import Path

TEXT = Path(__file__).parents[1] / "data" / "numbers.txt"
UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
HIDDEN, TRAINING, BATCH, EPOCHS, RATE, LIMIT = 32, 800, 100, 60, 0.01, 0.3


def words(n):
    """A number from 1 to 999 in words."""
    if n >= 100:
        return f"{UNITS[n // 100]} hundred {words(n % 100) if n % 100 else ''}".strip()
    return UNITS[n] if n < 20 else TENS[n // 10] + (f"-{UNITS[n % 10]}" if n % 10 else "")


def encoded(lines):
    """The alphabet; the characters' numbers, a column for each line between line ends; which are to be predicted."""
    alphabet = sorted(set("\n".join(lines)))
    longest = max(map(len, lines))
    ids = np.zeros((longest + 2, len(lines)), int)
    counts = np.zeros((longest + 1, len(lines)))
    for k, line in enumerate(lines):
        ids[1 : len(line) + 1, k] = [alphabet.index(c) for c in line]
        counts[: len(line) + 1, k] = 1
    return alphabet, ids, counts


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def forward(p, ids):
    h, states = np.zeros((ids.shape[1], HIDDEN)), []
    for row in ids[:-1]:
        h = np.tanh(p["W"][row] + h @ p["U"] + p["b"])
        states.append(h)
    return np.array(states), np.array(states) @ p["V"] + p["c"]


def measured(p, ids, counts):
    """Mean cost of a character, and the share of characters whose likeliest guess is right."""
    _, logits = forward(p, ids)
    logs = np.log(np.take_along_axis(softmax(logits), ids[1:, :, None], 2)[..., 0])
    hits = logits.argmax(axis=2) == ids[1:]
    return -np.sum(logs * counts) / counts.sum(), np.sum(hits * counts) / counts.sum()


def cost_and_gradients(p, ids, counts):
    """Back through time, by hand."""
    states, logits = forward(p, ids)
    chances = softmax(logits)
    right = np.zeros_like(chances)
    np.put_along_axis(right, ids[1:, :, None], 1, 2)
    cost = -np.sum(np.log((chances * right).sum(axis=2)) * counts) / counts.sum()
    errors = (chances - right) * counts[..., None] / counts.sum()
    g = {name: np.zeros_like(value) for name, value in p.items()}
    g["V"] = np.einsum("tbh,tbv->hv", states, errors)
    g["c"] = errors.sum(axis=(0, 1))
    later = np.zeros_like(states[0])
    for t in reversed(range(len(states))):
        inner = (errors[t] @ p["V"].T + later) * (1 - states[t] ** 2)
        before = states[t - 1] if t else np.zeros_like(inner)
        np.add.at(g["W"], ids[t], inner)
        g["U"] += before.T @ inner
        g["b"] += inner.sum(axis=0)
        later = inner @ p["U"].T
    return cost, g


def adam(p, g, memory, step):
    for name in p:
        m, v = memory.setdefault(name, (np.zeros_like(p[name]), np.zeros_like(p[name])))
        m, v = 0.9 * m + 0.1 * g[name], 0.999 * v + 0.001 * g[name] ** 2
        memory[name] = m, v
        p[name] = p[name] - RATE / (1 - 0.9**step) * m / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)


def start(rng, symbols):
    return {
        "W": 0.1 * rng.randn(symbols, HIDDEN),
        "U": rng.randn(HIDDEN, HIDDEN) / np.sqrt(HIDDEN),
        "b": np.zeros(HIDDEN),
        "V": 0.1 * rng.randn(HIDDEN, symbols),
        "c": np.zeros(symbols),
    }


def written(p, alphabet, n, steps):
    """Lines that the network writes, with the dice of RandomStreams(1)."""
    dice = np.random.default_rng(np.random.SeedSequence(1).spawn(1)[0])
    ids, h, rows = np.zeros(n, int), np.zeros((n, HIDDEN)), []
    for _ in range(steps):
        h = np.tanh(p["W"][ids] + h @ p["U"] + p["b"])
        ids = dice.multinomial(1, softmax(h @ p["V"] + p["c"])).argmax(axis=1)
        rows.append("".join(alphabet[i] for i in ids))
    return ["".join(column).partition("\n")[0] for column in zip(*rows)]


def pairs(alphabet, ids, counts, test_ids, test_counts):
    """The test perplexity of a table of pairs: which character follows which, each counted once more than it was."""
    table = np.ones((len(alphabet), len(alphabet)))
    np.add.at(table, (ids[:-1][counts > 0], ids[1:][counts > 0]), 1)
    chances = table / table.sum(axis=1, keepdims=True)
    return np.exp(-np.mean(np.log(chances[test_ids[:-1][test_counts > 0], test_ids[1:][test_counts > 0]])))


def recurrent_text(seed):
    lines = TEXT.read_text("utf-8").split("\n")[:-1]
    rng = np.random.RandomState(seed)
    order = rng.permutation(len(lines))
    alphabet, ids, counts = encoded([lines[k] for k in order])
    test = ids[:, TRAINING:], counts[:, TRAINING:]
    p, memory, costs, norms, curve = start(rng, len(alphabet)), {}, [], [], []
    before = measured(p, *test)
    examples, step = [written(p, alphabet, 5, len(counts))], 0
    for epoch in range(EPOCHS):
        shuffled = rng.permutation(TRAINING)
        for at in shuffled.reshape(-1, BATCH):
            step += 1
            cost, g = cost_and_gradients(p, ids[:, at], counts[:, at])
            norm = np.sqrt(sum(np.sum(part**2) for part in g.values()))
            costs.append(cost)
            norms.append(norm)
            adam(p, {name: part * (LIMIT / max(norm, LIMIT)) for name, part in g.items()}, memory, step)
        curve.append(measured(p, *test)[0])
        if epoch == 2:
            examples.append(written(p, alphabet, 5, len(counts)))
    cost, hits = measured(p, *test)
    known, unseen = set(lines), {lines[k] for k in order[TRAINING:]}
    many = written(p, alphabet, 1000, len(counts))
    six = np.array([[alphabet.index(symbol)] for symbol in "\nsix\n"])
    return {
        "seed": seed,
        "order_first5": order[:5].tolist(),
        "symbols": len(alphabet),
        "U_first3": p_start_first3(seed, len(lines), len(alphabet)),
        "before": float(before[0]),
        "costs_0_1_10_100": [float(costs[k]) for k in (0, 1, 10, 100)],
        "norms_0_1_10_100": [float(norms[k]) for k in (0, 1, 10, 100)],
        "clipped": int(np.sum(np.array(norms) > LIMIT)),
        "test_costs": [float(c) for c in curve],
        "perplexity": float(np.exp(cost)),
        "right": float(hits),
        "pairs": float(pairs(alphabet, ids[:, :TRAINING], counts[:, :TRAINING], *test)),
        "floor": float(np.exp(test[1].shape[1] * np.log(len(lines)) / test[1].sum())),
        "valid_new_of_1000": [sum(line in known for line in many), sum(line in unseen for line in many)],
        "written": [sum(map(ord, "\n".join(each))) for each in examples],
        "after_six": softmax(forward(p, six)[1][-1, 0]).tolist(),
    }


def p_start_first3(seed, lines, symbols):
    rng = np.random.RandomState(seed)
    rng.permutation(lines)
    return start(rng, symbols)["U"][0, :3].tolist()


def by_torch(seed):
    """Test perplexity and share of right guesses, with nn.Embedding's kind of look-up, nn.RNN, Adam and clip_grad_norm_."""
    import torch

    torch.set_default_dtype(torch.float64)
    lines = TEXT.read_text("utf-8").split("\n")[:-1]
    rng = np.random.RandomState(seed)
    order = rng.permutation(len(lines))
    alphabet, ids, counts = encoded([lines[k] for k in order])
    p = start(rng, len(alphabet))
    ids, counts = torch.from_numpy(ids), torch.from_numpy(counts)
    look_up = torch.nn.Parameter(torch.from_numpy(p["W"]))
    rnn, out = torch.nn.RNN(HIDDEN, HIDDEN), torch.nn.Linear(HIDDEN, len(alphabet))
    with torch.no_grad():
        rnn.weight_ih_l0.copy_(torch.eye(HIDDEN))
        rnn.weight_hh_l0.copy_(torch.from_numpy(p["U"].T))
        out.weight.copy_(torch.from_numpy(p["V"].T))
        for bias in (rnn.bias_ih_l0, rnn.bias_hh_l0, out.bias):
            bias.zero_()
    rnn.weight_ih_l0.requires_grad_(False)
    rnn.bias_ih_l0.requires_grad_(False)
    trained = [look_up, rnn.weight_hh_l0, rnn.bias_hh_l0, out.weight, out.bias]
    optimizer = torch.optim.Adam(trained, RATE)

    def cost(at):
        logits = out(rnn(look_up[ids[:-1, at]])[0])
        losses = torch.nn.functional.cross_entropy(logits.transpose(1, 2), ids[1:, at], reduction="none")
        hits = (logits.argmax(2) == ids[1:, at]) * counts[:, at]
        return (losses * counts[:, at]).sum() / counts[:, at].sum(), hits.sum() / counts[:, at].sum()

    for _ in range(EPOCHS):
        for at in rng.permutation(TRAINING).reshape(-1, BATCH):
            optimizer.zero_grad()
            cost(torch.from_numpy(at))[0].backward()
            torch.nn.utils.clip_grad_norm_(trained, LIMIT)
            optimizer.step()
    last, hits = cost(torch.arange(TRAINING, len(lines)))
    return {"perplexity": float(last.exp()), "right": float(hits)}


if __name__ == "__main__":
    if "--text" in sys.argv:
        print("\n".join(words(n) for n in range(1, 1000)))
    else:
        import numpy as np

        if "--torch" in sys.argv:
            print(json.dumps({"torch": by_torch(0)}, indent=1))
        else:
            print(json.dumps({"recurrent_text": [recurrent_text(0), recurrent_text(1)]}, indent=1))
