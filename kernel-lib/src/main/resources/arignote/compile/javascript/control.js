// Loops and branches, as arignote.control has them.
function ifElse(yes, no, condition, ...values) {
  return (condition !== 0 ? yes : no)(...values)[0];
}

// Element i of a sequence.
function element(sequence, i) {
  if (sequence.shape.length === 1) {
    return sequence[i];
  }
  const shape = sequence.shape.slice(1);
  const size = sizeOf(shape);
  return shaped(sequence.slice(i * size, (i + 1) * size), shape);
}

// What no turn has computed, in the shape that zeros lead to.
function emptied(body, sequences, given, k) {
  const inputs = given.slice();
  for (let i = 0; i < sequences; i++) {
    const zero = zeros(given[i].constructor, given[i].shape.slice(1));
    inputs[i] = plain(zero);
  }
  return shapeOf(body(...inputs)[k]);
}

// The results of all turns, each along a new first axis, or of a state the last value.
function scan(name, names, sequences, states, lastStates, backwards, ends, types, ranks, body, n, ...given) {
  if (n < 0) {
    throw new RangeError(`the number of steps of scan is ${n}; it is 0 or more`);
  }
  given.slice(0, sequences).forEach((sequence, i) => {
    if (sequence.shape[0] < n) {
      throw new RangeError(`scan takes ${n} steps, but its sequence ${names[1 + i]} has the length ${sequence.shape[0]}`);
    }
  });
  const isLast = k => lastStates && k < states;
  const inputs = given.slice();
  const all = types.map((_, k) => (isLast(k) ? given[sequences + k] : null));
  let turns = 0;
  for (let goesOn = true; goesOn && turns < n; turns++) {
    const at = backwards ? n - 1 - turns : turns;
    for (let i = 0; i < sequences; i++) {
      inputs[i] = element(given[i], at);
    }
    const results = body(...inputs);
    types.forEach((type, k) => {
      const shape = shapeOf(results[k]);
      if (isLast(k)) {
        all[k] = results[k];
        return;
      }
      all[k] = all[k] || zeros(type, [n, ...shape]);
      if (String(all[k].shape.slice(1)) !== String(shape)) {
        throw new RangeError(`a result of scan has another shape in step ${turns}, ${listed(shape)}, than before, in ${name}`);
      }
      all[k].set(elements(results[k]), at * sizeOf(shape));
    });
    for (let i = 0; i < states; i++) {
      inputs[sequences + i] = results[i];
    }
    goesOn = !ends || results[results.length - 1] === 0;
  }
  return all.map((result, k) => {
    if (isLast(k)) {
      return result;
    }
    if (result === null) {
      const shape = k < states ? shapeOf(given[sequences + k])
        : lastStates ? emptied(body, sequences, given, k) : new Array(ranks[k]).fill(0);
      return zeros(types[k], [0, ...shape]);
    }
    const shape = [turns, ...result.shape.slice(1)];
    return shaped(result.slice(0, sizeOf(shape)), shape);
  });
}

// One row and the rows of another array but one, so many in all.
function behind(backwards, first, rest, n) {
  const all = zeros(first.constructor, [n, ...first.shape.slice(1)]);
  if (all.length > 0) {
    const row = first.length;
    const size = all.length - row;
    all.set(first, backwards ? size : 0);
    all.set(backwards ? rest.subarray(row, row + size) : rest.subarray(0, size), backwards ? 0 : row);
  }
  return all;
}

// Elements in the shape of a longer array, from a place on, with zeros around.
function placed(from, longer, place) {
  if (String(from.shape) === String(longer.shape)) {
    return from;
  }
  const all = zeros(from.constructor, longer.shape);
  if (from.length > 0) {
    all.set(from, place * (from.length / from.shape[0]));
  }
  return all;
}
