// Operations on whole arrays, with the bits of the classes in arignote.expr.array, expr.linear and expr that they are named after.
function shapeOf(x) {
  return typeof x === 'number' ? [] : x.shape;
}

// A shape in a message.
function listed(shape) {
  return `[${shape.join(', ')}]`;
}

function sizeOf(shape) {
  return shape.reduce((size, length) => size * length, 1);
}

// The elements of an array, or the one of a number.
function elements(x) {
  return typeof x === 'number' ? [x] : x;
}

// An array of zeros, also without axes.
function zeros(type, shape) {
  return shaped(new type(sizeOf(shape)), Array.from(shape));
}

// What an array is to printed loops: without axes, a number.
function plain(x) {
  return x.shape.length === 0 ? x[0] : x;
}

// Numbers that were computed as doubles, in the type that they are to have.
function as(type, numbers) {
  return numbers instanceof type ? numbers : shaped(type.from(numbers), numbers.shape);
}

// int64 numbers that a page has exactly.
function exact(name, x) {
  for (const number of elements(x)) {
    if (!Number.isSafeInteger(number)) {
      throw new RangeError(`int64 numbers in ${name} are larger than 2 ** 53, up to which the numbers of a page are exact; use int32 or float64`);
    }
  }
  return x;
}

// Refuses int64 numbers of which sums and products would be too large.
function atMost(power, x) {
  for (const number of elements(x)) {
    if (!(Math.abs(number) <= 2 ** power)) {
      throw new RangeError(`int64 numbers are larger than 2 ** ${power}, up to which what a page computes of them is exact; use int32 or float64`);
    }
  }
}

// The lines of an array along an axis: where each starts, and how far apart its elements are.
function lines(shape, axis) {
  const step = sizeOf(shape.slice(axis + 1));
  const length = shape[axis];
  const count = sizeOf(shape.slice(0, axis)) * step;
  const starts = Array.from({ length: count }, (_, i) => Math.floor(i / step) * step * length + (i % step));
  return { length, step, starts };
}

// A shape with another length along an axis.
function resized(shape, axis, length) {
  return shape.map((n, i) => (i === axis ? length : n));
}

// The places of the elements of lines, in their order; NaN counts as the greatest, equal ones keep their order.
function ranked(x, { length, step, starts }, greatestFirst) {
  const sign = greatestFirst ? -1 : 1;
  return starts.map(start => Array.from({ length }, (_, i) => i).sort((i, j) => {
    const a = x[start + i * step];
    const b = x[start + j * step];
    return sign * (a < b ? -1 : a > b ? 1 : (a !== a) - (b !== b));
  }));
}

function argSort(axis, x) {
  const along = lines(x.shape, axis);
  const positions = zeros(Float64Array, x.shape);
  ranked(x, along, false).forEach((order, line) => order.forEach((position, i) => {
    positions[along.starts[line] + i * along.step] = position;
  }));
  return positions;
}

function argTop(axis, name, x, k) {
  const n = x.shape[axis];
  if (k === 0 || Math.abs(k) > n) {
    throw new RangeError(`topk of ${k} elements, but ${name} has ${n} along axis ${axis}; take 1 to ${n}, or so many below 0 for the smallest`);
  }
  const positions = zeros(Float64Array, resized(x.shape, axis, Math.abs(k)));
  const to = lines(positions.shape, axis);
  ranked(x, lines(x.shape, axis), k > 0).forEach((order, line) => {
    for (let i = 0; i < to.length; i++) {
      positions[to.starts[line] + i * to.step] = order[i];
    }
  });
  return positions;
}

function searchSorted(last, sorted, values) {
  const positions = zeros(Float64Array, shapeOf(values));
  elements(values).forEach((value, i) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const a = sorted[middle];
      const order = a < value ? -1 : a > value ? 1 : (a !== a) - (value !== value);
      if (order < 0 || (last && order === 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    positions[i] = low;
  });
  return plain(positions);
}

function binCount(minLength, whole, type, names, x, weights) {
  if (weights && weights.length !== x.length) {
    throw new RangeError(`bincount needs a weight for each number, but ${names[0]} has ${x.length} and ${names[1]} has ${weights.length}`);
  }
  let length = minLength;
  for (const number of x) {
    if (number < 0) {
      throw new RangeError(`bincount counts whole numbers from 0 on, but ${names[0]} has ${number}`);
    }
    length = Math.max(length, number + 1);
  }
  const counts = zeros(Float64Array, [length]);
  x.forEach((number, i) => {
    const sum = counts[number] + (weights ? weights[i] : 1);
    counts[number] = whole ? exact('bincount', sum) : sum;
  });
  return as(type, counts);
}

function cumSum(axis, backwards, type, x) {
  const sums = zeros(type, x.shape);
  const { length, step, starts } = lines(x.shape, axis);
  for (const start of starts) {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const at = start + (backwards ? length - 1 - i : i) * step;
      sum += x[at];
      sums[at] = sum;
    }
  }
  return sums;
}

// Whole numbers have no -0, which 0 added makes 0 of.
function cumProd(axis, whole, type, x) {
  const products = zeros(type, x.shape);
  const { length, step, starts } = lines(x.shape, axis);
  for (const start of starts) {
    let product = 1;
    for (let i = 0, at = start; i < length; i++, at += step) {
      product = whole ? product * x[at] + 0 : product * x[at];
      products[at] = product;
    }
  }
  return products;
}

// Of bools whether two differ.
function differences(axis, x) {
  const result = zeros(x.constructor, resized(x.shape, axis, Math.max(0, x.shape[axis] - 1)));
  const from = lines(x.shape, axis);
  const to = lines(result.shape, axis);
  const bools = x instanceof Uint8Array;
  to.starts.forEach((start, line) => {
    for (let i = 0, at = from.starts[line], z = start; i < to.length; i++, at += from.step, z += to.step) {
      const difference = x[at + from.step] - x[at];
      result[z] = bools ? Math.abs(difference) : difference;
    }
  });
  return result;
}

function differencesTransposed(axis, g, shape) {
  const sums = zeros(Float64Array, shape);
  const from = lines(g.shape, axis);
  const to = lines(sums.shape, axis);
  from.starts.forEach((start, line) => {
    for (let i = 0, z = start, at = to.starts[line]; i < from.length; i++, z += from.step, at += to.step) {
      sums[at] -= g[z];
      sums[at + to.step] += g[z];
    }
  });
  return as(g.constructor, sums);
}

function shift(axis, by, fill, x) {
  const moved = zeros(x.constructor, x.shape).fill(fill);
  const { length, step, starts } = lines(x.shape, axis);
  for (const start of starts) {
    for (let i = 1, at = start + (by < 0 ? step : 0); i < length; i++, at += step) {
      moved[at + by * step] = x[at];
    }
  }
  return moved;
}

function recurrence(axis, backwards, b, c) {
  const y = zeros(Float64Array, b.shape);
  const { length, step, starts } = lines(b.shape, axis);
  for (const start of starts) {
    let before = 0;
    for (let i = 0; i < length; i++) {
      const at = start + (backwards ? length - 1 - i : i) * step;
      before = i === 0 ? b[at] : b[at] + c[at] * before;
      y[at] = before;
    }
  }
  return as(b.constructor, y);
}

// For each position along an axis the place of its element in an array of a shape.
function placesAlong(axis, name, shape, positions) {
  const from = lines(shape, axis);
  const to = lines(positions.shape, axis);
  const places = new Int32Array(positions.length);
  to.starts.forEach((start, line) => {
    for (let i = 0, at = start; i < to.length; i++, at += to.step) {
      const position = positions[at];
      if (!(position >= 0 && position < from.length)) {
        throw new RangeError(`${name} has the position ${position}, but there are 0 to ${from.length - 1}`);
      }
      places[at] = from.starts[line] + position * from.step;
    }
  });
  return places;
}

function takeAlong(axis, name, x, positions) {
  const taken = zeros(x.constructor, positions.shape);
  placesAlong(axis, name, x.shape, positions).forEach((place, i) => { taken[i] = x[place]; });
  return taken;
}

function putAlong(axis, name, g, positions, shape) {
  const sums = zeros(Float64Array, shape);
  placesAlong(axis, name, sums.shape, positions).forEach((place, i) => { sums[place] += g[i]; });
  return as(g.constructor, sums);
}

// Where the elements are that are not 0: a row for each axis.
function nonzero(x) {
  const places = [];
  x.forEach((value, i) => {
    if (value !== 0) {
      places.push(i);
    }
  });
  const result = zeros(Float64Array, [x.shape.length, places.length]);
  places.forEach((place, k) => {
    let left = place;
    for (let axis = x.shape.length - 1; axis >= 0; axis--) {
      result[axis * places.length + k] = left % x.shape[axis];
      left = Math.floor(left / x.shape[axis]);
    }
  });
  return result;
}

function placesLast(names, shape, at) {
  const n = shape[shape.length - 1];
  if (String(shapeOf(at)) !== String(shape.slice(0, -1))) {
    throw new RangeError(`one whole number is needed for each row, but ${names[1]} has the shape ${listed(shapeOf(at))} where ${names[0]} has ${listed(shape)}`);
  }
  return Array.from(elements(at), (k, i) => {
    if (!(k >= -n && k < n)) {
      throw new RangeError(`${names[1]} has ${k} at place ${i}, but ${names[0]} has the ${n} places 0 to ${n - 1} along its last axis`);
    }
    return i * n + (k < 0 ? k + n : k);
  });
}

function pickLast(names, x, at) {
  const picked = zeros(x.constructor, shapeOf(at));
  placesLast(names, x.shape, at).forEach((place, i) => { picked[i] = x[place]; });
  return plain(picked);
}

function placeLast(names, type, x, at, shape) {
  const placed = zeros(type, shape);
  const from = elements(x);
  placesLast(names, placed.shape, at).forEach((place, i) => { placed[place] = from[i]; });
  return placed;
}

// Which rows of a table of n rows whole numbers mean; negative ones count from the end.
function rowsAt(ids, n, name, table) {
  return Array.from(elements(ids), (k, i) => {
    if (!(k >= -n && k < n)) {
      throw new RangeError(`${name} has ${k} at place ${i}, but ${table} has ${n} rows, counted from 0`);
    }
    return k < 0 ? k + n : k;
  });
}

function rows(names, type, table, ids) {
  const width = sizeOf(table.shape.slice(1));
  const taken = zeros(type, shapeOf(ids).concat(table.shape.slice(1)));
  rowsAt(ids, table.shape[0], names[1], names[0]).forEach((row, i) => {
    taken.set(table.subarray(row * width, (row + 1) * width), i * width);
  });
  return plain(taken);
}

function addRows(names, type, x, ids, shape) {
  const sums = zeros(type, shape);
  const width = sizeOf(sums.shape.slice(1));
  const from = elements(x);
  rowsAt(ids, sums.shape[0], names[1], 'the table').forEach((row, i) => {
    for (let j = 0; j < width; j++) {
      sums[row * width + j] += from[i * width + j];
    }
  });
  return sums;
}

// For each element of a shape the place of the element of a smaller one that is repeated there.
function repeated(from, to) {
  return Int32Array.from({ length: sizeOf(to) }, (_, i) => {
    let left = i;
    let place = 0;
    let step = 1;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const own = axis - (to.length - from.length);
      if (own >= 0) {
        place += from[own] === 1 ? 0 : (left % to[axis]) * step;
        step *= from[own];
      }
      left = Math.floor(left / to[axis]);
    }
    return place;
  });
}

// The shape that arrays of indices have together.
function common(name, shapes) {
  const rank = Math.max(0, ...shapes.map(s => s.length));
  const all = new Array(rank).fill(1);
  for (const shape of shapes) {
    shape.forEach((n, i) => {
      const axis = rank - shape.length + i;
      if (n !== 1 && all[axis] !== 1 && n !== all[axis]) {
        throw new RangeError(`arrays of indices do not broadcast in ${name}`);
      }
      all[axis] = n === 1 ? all[axis] : n;
    });
  }
  return all;
}

// For each index which row of an array of a shape it means, where leading axes have an array of indices each.
function indexedRows(name, shape, indices) {
  const all = common(name, indices.map(shapeOf));
  const found = new Array(sizeOf(all)).fill(0);
  indices.forEach((index, axis) => {
    const from = elements(index);
    const n = shape[axis];
    repeated(shapeOf(index), all).forEach((place, i) => {
      const at = from[place];
      if (!(at >= -n && at < n)) {
        throw new RangeError(`index ${at} is out of range in ${name}: axis ${axis} has the length ${n}`);
      }
      found[i] = found[i] * n + (at < 0 ? at + n : at);
    });
  });
  return found;
}

// An array with others put, or added, at indices. Of bools whether one of them is true.
function scatter(adds, whole, name, names, type, x, part, ...indices) {
  const result = shaped(x.slice(), x.shape);
  const to = indexedRows(name, x.shape, indices);
  const width = sizeOf(x.shape.slice(indices.length));
  const from = type.from(elements(part));
  if (to.length * width !== from.length) {
    throw new RangeError(`${names[1]} has the shape ${listed(shapeOf(part))}, which is not that of the part of ${names[0]} that it is put to`);
  }
  to.forEach((row, i) => {
    for (let j = 0; j < width; j++) {
      const value = from[i * width + j];
      const at = row * width + j;
      const sum = adds ? (type === Uint8Array ? result[at] | value : result[at] + value) : value;
      result[at] = whole ? exact(name, sum) : sum;
    }
  });
  return result;
}

// Where element i of a longer row lies between two of a row of n: the left one, the right one, and the share of that.
function between(i, n, ratio) {
  const place = Math.max(0, Math.min((n - 1) * ratio, i - Math.floor((ratio - 1) / 2)));
  const left = Math.floor(place / ratio);
  return { left, right: Math.min(n - 1, left + 1), share: (place % ratio) / ratio };
}

function upsampling(ratio, x) {
  const last = x.shape.length - 1;
  const n = x.shape[last];
  const result = zeros(x.constructor, resized(x.shape, last, n * ratio));
  for (let i = 0; i < n * ratio; i++) {
    const { left, right, share } = between(i, n, ratio);
    for (let row = 0; row < x.length / n; row++) {
      result[row * n * ratio + i] = x[row * n + left] * (1 - share) + x[row * n + right] * share;
    }
  }
  return result;
}

function upsamplingTransposed(ratio, g, shape) {
  const result = zeros(Float64Array, shape);
  const n = result.shape[result.shape.length - 1];
  for (let i = 0; i < n * ratio; i++) {
    const { left, right, share } = between(i, n, ratio);
    for (let row = 0; row < result.length / n; row++) {
      result[row * n + left] += g[row * n * ratio + i] * (1 - share);
      result[row * n + right] += g[row * n * ratio + i] * share;
    }
  }
  return as(g.constructor, result);
}

// The places of the elements along axes, of the first index of the others.
function placesOf(shape, axes) {
  const steps = shape.map((_, i) => sizeOf(shape.slice(i + 1)));
  return axes.reduce((places, axis) => places.flatMap(place =>
    Array.from({ length: shape[axis] }, (_, i) => place + i * steps[axis])), [0]);
}

// A coefficient of the product of two polynomials in quantities whose squares are 0: that of the quantities whose bits are set.
function coefficient(a, b, bits) {
  let sum = 0;
  for (let part = bits; ; part = (part - 1) & bits) {
    sum += a[part] * b[bits ^ part];
    if (part === 0) {
      return sum;
    }
  }
}

function exclusiveProduct(axes, x, ...weights) {
  const shape = shapeOf(x);
  const values = [x, ...weights].map(elements);
  const along = placesOf(shape, axes);
  const others = along.length === 0 ? [] : placesOf(shape, shape.map((_, i) => i).filter(i => !axes.includes(i)));
  const parts = 1 << weights.length;
  const one = Array.from({ length: parts }, (_, i) => (i === 0 ? 1 : 0));
  const factor = at => {
    const polynomial = new Array(parts).fill(0);
    values.forEach((v, k) => { polynomial[k === 0 ? 0 : 1 << (k - 1)] = v[at]; });
    return polynomial;
  };
  const product = (a, b) => a.map((_, bits) => coefficient(a, b, bits));
  const result = zeros(Float64Array, shape);
  for (const other of others) {
    const behind = new Array(along.length + 1).fill(one);
    for (let i = along.length - 1; i > 0; i--) {
      behind[i] = product(factor(other + along[i]), behind[i + 1]);
    }
    let before = one;
    for (let i = 0; i < along.length; i++) {
      result[other + along[i]] = coefficient(before, behind[i + 1], parts - 1);
      before = product(before, factor(other + along[i]));
    }
  }
  return typeof x === 'number' ? result[0] : as(x.constructor, result);
}

function assertion(message, names, x, ...conditions) {
  conditions.forEach((condition, k) => elements(condition).forEach((holds, i) => {
    if (holds === 0) {
      const place = typeof condition === 'number' ? '' : ` at element ${i}`;
      throw new RangeError(`${message}: ${names[k + 1]} does not hold${place}`);
    }
  }));
  return x;
}

// Numbers in brackets, one pair for each axis.
function bracketed(numbers, shape) {
  if (shape.length === 0) {
    return String(numbers[0]);
  }
  const below = sizeOf(shape.slice(1));
  const parts = Array.from({ length: shape[0] }, (_, i) => bracketed(numbers.slice(i * below, (i + 1) * below), shape.slice(1)));
  return `[${parts.join(', ')}]`;
}

// To the console of the browser, with the digits that JavaScript prints.
function print(message, attributes, dtype, x) {
  const numbers = Array.from(elements(x));
  for (const attribute of attributes) {
    const text = {
      value: () => bracketed(numbers, shapeOf(x)),
      shape: () => `${listed(shapeOf(x))}`,
      dtype: () => dtype,
      min: () => (numbers.length ? Math.min(...numbers) : NaN),
      max: () => (numbers.length ? Math.max(...numbers) : NaN),
      mean: () => (numbers.length ? numbers.reduce((a, b) => a + b) / numbers.length : NaN),
    }[attribute]();
    console.log(message + (attribute === 'value' ? ' = ' : ` ${attribute} = `) + text);
  }
  return x;
}

// The matrices in the last two axes of an array.
function matrices(x) {
  const [rows, columns] = x.shape.slice(-2);
  return { rows, columns, count: sizeOf(x.shape.slice(0, -2)), stack: x.shape.slice(0, -2) };
}

// A quarter of matrices, taken from them or put into zeros.
function block(row, column, taken, x) {
  const { rows, count, stack } = matrices(x);
  const n = taken ? rows / 2 : rows;
  const to = taken ? n : 2 * n;
  const result = zeros(x.constructor, [...stack, to, to]);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const large = k * 4 * n * n + (row * n + i) * 2 * n + column * n + j;
        const small = k * n * n + i * n + j;
        result[taken ? small : large] = x[taken ? large : small];
      }
    }
  }
  return result;
}

// Matrices cut off at the end, or filled up with 0.
function corner(square, x, shape) {
  const { rows, columns, count, stack } = matrices(x);
  const height = shape[shape.length - 2];
  const width = square ? height : shape[shape.length - 1];
  const result = zeros(x.constructor, [...stack, height, width]);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < Math.min(height, rows); i++) {
      for (let j = 0; j < Math.min(width, columns); j++) {
        result[(k * height + i) * width + j] = x[(k * rows + i) * columns + j];
      }
    }
  }
  return result;
}

// The places of the elements of diagonals in an array of a shape.
function diagonalPlaces(offset, shape) {
  const [rows, columns] = shape.slice(-2);
  const length = Math.max(0, Math.min(rows + Math.min(0, offset), columns - Math.max(0, offset)));
  const start = offset < 0 ? -offset * columns : offset;
  return { length, places: Array.from({ length: sizeOf(shape.slice(0, -2)) * length }, (_, i) =>
    Math.floor(i / length) * rows * columns + start + (i % length) * (columns + 1)) };
}

function takeDiagonal(offset, x) {
  const { length, places } = diagonalPlaces(offset, x.shape);
  const diagonal = zeros(x.constructor, [...x.shape.slice(0, -2), length]);
  places.forEach((place, i) => { diagonal[i] = x[place]; });
  return diagonal;
}

function putDiagonal(offset, diagonal, shape) {
  const n = diagonal.shape[diagonal.shape.length - 1] + Math.abs(offset);
  const result = zeros(diagonal.constructor, shape || [...diagonal.shape.slice(0, -1), n, n]);
  diagonalPlaces(offset, result.shape).places.forEach((place, i) => { result[place] = diagonal[i]; });
  return result;
}

// The elements below the diagonal, on it and above it, each times a number; those times 0 are not looked at.
function weigh(below, diagonal, above, x) {
  const { rows, columns } = matrices(x);
  const result = zeros(x.constructor, x.shape);
  for (let at = 0; at < x.length; at++) {
    const i = Math.floor(at / columns) % rows;
    const j = at % columns;
    const weight = i > j ? below : i === j ? diagonal : above;
    result[at] = weight === 0 ? 0 : weight * x[at];
  }
  return result;
}
