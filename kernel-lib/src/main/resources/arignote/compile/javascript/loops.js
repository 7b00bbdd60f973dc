// What printed loops call. An array is a typed array, row by row, with the lengths of its axes in `shape`.
function array(type, ...shape) {
  return shaped(new type(shape.reduce((size, length) => size * length, 1)), shape);
}

function shaped(numbers, shape) {
  numbers.shape = shape;
  return numbers;
}

// Where index i of an axis of length n is; a negative one counts from the end.
function at(i, n, axis) {
  const counted = i < 0 ? i + n : i;
  if (!(counted >= 0 && counted < n)) {
    throw new RangeError(`index ${i} is out of range: ${axis} has the length ${n}`);
  }
  return counted;
}

// What is left of a size beside axes of a known size.
function quotient(total, known) {
  return known === 0 ? 0 : Math.floor(total / known);
}

// How many turns make a block, where each has so many innermost turns.
function turns(work) {
  return Math.max(1, Math.floor(BLOCK / Math.max(1, work)));
}

// The same where each turn adds to rows of memory, of so many elements, of which each block has its own.
function rowTurns(work, width) {
  return Math.max(1, Math.floor(Math.max(BLOCK, (BLOCK / 1024) * width) / Math.max(1, work)));
}

// The lanes are added up in a tree: each with the one half of them further on, until one is left.
function sum(lanes) {
  for (let half = lanes.length / 2; half >= 1; half /= 2) {
    for (let i = 0; i < half; i++) {
      lanes[i] += lanes[i + half];
    }
  }
  return lanes[0];
}

function product(lanes) {
  for (let half = lanes.length / 2; half >= 1; half /= 2) {
    for (let i = 0; i < half; i++) {
      lanes[i] *= lanes[i + half];
    }
  }
  return lanes[0];
}

function greatest(lanes) {
  return lanes.reduce((best, value) => Math.max(best, value));
}

function least(lanes) {
  return lanes.reduce((best, value) => Math.min(best, value));
}

// Whether an element takes the place of the greatest so far; the first NaN keeps it.
function isGreater(a, best) {
  return a > best || (a !== a && best === best);
}

function isLess(a, best) {
  return a < best || (a !== a && best === best);
}

// The whole number of 32 bits nearest to x on its way to 0.
function int32(x) {
  return Math.max(-2147483648, Math.min(2147483647, x)) | 0;
}

// The remainder of whole numbers, with the divisor's sign.
function wholeRemainder(a, b) {
  return b === 0 ? 0 : (((a % b) + b) % b) | 0;
}

// The same of int64 numbers, none of which is -0.
function smallRemainder(a, b) {
  return b === 0 ? 0 : (((a % b) + b) % b) + 0;
}

// The quotient of whole numbers, rounded down; of the least number by -1 it is that number, as in Java.
function wholeQuotient(a, b) {
  return b === 0 ? 0 : Math.floor(a / b) | 0;
}

// Bits moved by so many places; none is left, or the sign alone, where these are too many or negative.
function leftShift(a, places) {
  return places >= 0 && places < 32 ? a << places : 0;
}

function rightShift(a, places) {
  return a >> (places >= 0 && places < 32 ? places : 31);
}

function wholePower(base, exponent) {
  if (exponent < 0) {
    throw new RangeError(`whole numbers to a negative power (${base} ** ${exponent}) are no whole numbers`);
  }
  let result = 1;
  for (let b = base, e = exponent; e > 0; e >>= 1, b = Math.imul(b, b)) {
    result = e & 1 ? Math.imul(result, b) : result;
  }
  return result;
}

// out = a b, of m rows, n columns and sums over k in order, block by block; a or b may lie transposed.
function multiply(a, aTransposed, b, bTransposed, out, m, n, k) {
  const single = out instanceof Float32Array;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let total = 0;
      for (let first = 0; first < k; first += BLOCK) {
        let part = 0;
        for (let l = first; l < Math.min(k, first + BLOCK); l++) {
          const product = a[aTransposed ? l * m + i : i * k + l] * b[bTransposed ? j * k + l : l * n + j];
          part = single ? Math.fround(part + Math.fround(product)) : part + product;
        }
        total = first === 0 ? part : single ? Math.fround(total + part) : total + part;
      }
      out[i * n + j] = total;
    }
  }
}

// Where a slice of an axis of length n starts, counted from the front.
function sliceStart(n, start, step) {
  const counted = start < 0 ? start + n : start;
  return Math.max(step > 0 ? 0 : -1, Math.min(step > 0 ? n : n - 1, counted));
}

// How many elements a slice of an axis of length n has.
function sliceLength(n, start, stop, step) {
  const from = sliceStart(n, start, step);
  const to = sliceStart(n, stop, step);
  return Math.max(0, Math.ceil((to - from) / step));
}
