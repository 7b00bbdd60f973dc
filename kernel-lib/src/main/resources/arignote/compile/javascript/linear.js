// Linear algebra. The routines lapack_… are LAPACK's, translated from the Java that computes in Arignote, with the same bits; they
// have matrices column by column and float32 in float64, as arignote.expr.linear.Lapack has them.
function err_Xerbla_xerbla(routine, place) {
  throw new Error(`LAPACK's ${routine} refuses argument ${place}`);
}

// A note on unusual arithmetic, which no browser has.
function util_Util_f77write_SS() {
}

function regionMatches(a, i, b, j, n) {
  return i + n <= a.length && j + n <= b.length && a.substring(i, i + n) === b.substring(j, j + n) ? 1 : 0;
}

function transposed(a, rows, columns) {
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      result[j * rows + i] = a[i * columns + j];
    }
  }
  return result;
}

// The product of two square matrices.
function squareProduct(a, b, n) {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k];
      for (let j = 0; j < n; j++) {
        product[i * n + j] += factor * b[k * n + j];
      }
    }
  }
  return product;
}

function identityMatrix(rows, columns) {
  const identity = new Float64Array(rows * columns);
  for (let i = 0; i < Math.min(rows, columns); i++) {
    identity[i * columns + i] = 1;
  }
  return identity;
}

function allNaN(size) {
  return new Float64Array(size).fill(NaN);
}

// Matrices with a copy of each as doubles, what messages call them, and whether all elements are finite, or those on and below the diagonal.
function stacked(x, name) {
  const m = matrices(x);
  const size = m.rows * m.columns;
  return {
    ...m,
    name,
    size,
    copy: i => Float64Array.from(x.subarray(i * size, (i + 1) * size)),
    isFinite: i => x.subarray(i * size, (i + 1) * size).every(Number.isFinite),
    isLowerFinite: i => x.subarray(i * size, (i + 1) * size)
      .every((value, at) => at % m.columns > Math.floor(at / m.columns) || Number.isFinite(value)),
    place: i => (m.stack.length === 0 ? '' : ` at ${listed(counted(m.stack)[i])}`),
  };
}

function square(names, x) {
  const m = stacked(x, names[1]);
  if (m.rows !== m.columns) {
    throw new RangeError(`${names[0]} needs a square matrix, but ${names[1]} has the shape ${listed(x.shape)}`);
  }
  return m;
}

// For each matrix an array of a shape, computed of a copy.
function eachMatrix(type, m, shape, compute) {
  const result = zeros(Float64Array, [...m.stack, ...shape]);
  for (let i = 0; i < m.count; i++) {
    result.set(compute(i), i * sizeOf(shape));
  }
  return as(type, result);
}

// The LU decomposition, column by column, with which row each row was exchanged, from 1.
function luOf(a, n) {
  const factors = transposed(a, n, n);
  const pivots = new Int32Array(n);
  if (n > 0) {
    lapack_Dgetrf_dgetrf(n, n, factors, 0, n, pivots, 0, { val: 0 });
  }
  const diagonal = Array.from({ length: n }, (_, row) => factors[row * n + row]);
  return { factors, pivots, diagonal, sign: pivots.reduce((sign, p, row) => (p === row + 1 ? sign : -sign), 1) };
}

// A routine that puts the solution in place of right sides, column by column; null if it finds none.
function solved(b, n, columns, routine) {
  if (n * columns === 0) {
    return b;
  }
  const x = transposed(b, n, columns);
  return routine(x) ? transposed(x, columns, n) : null;
}

function solvedByLu({ factors, pivots }, n, transpose, b, columns) {
  return solved(b, n, columns, x => {
    lapack_Dgetrs_dgetrs(transpose ? 'T' : 'N', n, columns, factors, 0, n, pivots, 0, x, 0, n, { val: 0 });
    return true;
  });
}

function regularLu(m, i) {
  const lu = luOf(m.copy(i), m.rows);
  if (lu.diagonal.includes(0)) {
    throw new RangeError(`${m.name}${m.place(i)} is singular`);
  }
  return lu;
}

function determinant(names, type, x) {
  const m = square(names, x);
  return plain(eachMatrix(type, m, [], i => {
    const lu = luOf(m.copy(i), m.rows);
    return [lu.diagonal.reduce((product, pivot) => product * pivot, lu.sign)];
  }));
}

function signAndLog(names, type, x) {
  const m = square(names, x);
  const all = Array.from({ length: m.count }, (_, i) => luOf(m.copy(i), m.rows));
  const sign = lu => lu.diagonal.reduce((s, pivot) => s * Math.sign(pivot), lu.sign);
  const logarithm = lu => lu.diagonal.reduce((s, pivot) => s + log(Math.abs(pivot)), 0);
  return [sign, logarithm].map(part => plain(eachMatrix(type, m, [], i => [part(all[i])])));
}

function inverse(names, x) {
  const m = square(names, x);
  const n = m.rows;
  return eachMatrix(x.constructor, m, [n, n], i => solvedByLu(regularLu(m, i), n, false, identityMatrix(n, n), n));
}

function rightSides(names, a, shape, b) {
  if (listed(shape.slice(0, -1)) !== listed(b.shape.slice(0, -1))) {
    throw new RangeError(`${names[0]} needs as many rows in ${names[2]} as in ${names[1]}, and as many matrices, but they have the shapes ${listed(b.shape)} and ${listed(shape)}`);
  }
  return stacked(b, names[2]);
}

function solve(names, transpose, x, y) {
  const a = square(names, x);
  const b = rightSides(names, a, x.shape, y);
  return eachMatrix(y.constructor, b, [a.rows, b.columns], i =>
    solvedByLu(regularLu(a, i), a.rows, transpose, b.copy(i), b.columns));
}

function solveSymmetric(names, transpose, x, y) {
  const a = square(names, x);
  const n = a.rows;
  const b = rightSides(names, a, x.shape, y);
  return eachMatrix(y.constructor, b, [n, b.columns], i => {
    if (!a.isLowerFinite(i) || !b.isFinite(i)) {
      return allNaN(b.size);
    }
    const found = solved(b.copy(i), n, b.columns, z => {
      const info = { val: 0 };
      lapack_Dsysv_dsysv('U', n, b.columns, a.copy(i), 0, n, new Int32Array(n), 0, z, 0, n, new Float64Array(n * 32), 0, n * 32, info);
      return info.val === 0;
    });
    if (!found) {
      throw new RangeError(`${a.name}${a.place(i)} is singular`);
    }
    return found;
  });
}

// The lower triangular factor, with anything above its diagonal: column by column the lower triangle is the upper one.
function choleskyFactor(m, i) {
  const factor = m.copy(i);
  if (!m.isLowerFinite(i)) {
    return factor.fill(NaN);
  }
  const info = { val: 0 };
  if (m.rows > 0) {
    lapack_Dpotrf_dpotrf('U', m.rows, factor, 0, m.rows, info);
  }
  if (info.val !== 0) {
    throw new RangeError(`${m.name}${m.place(i)} is not positive definite`);
  }
  return factor;
}

function cholesky(names, x) {
  const m = square(names, x);
  const n = m.rows;
  return eachMatrix(x.constructor, m, [n, n], i =>
    choleskyFactor(m, i).map((value, at) => (at % n > Math.floor(at / n) ? 0 : value)));
}

function solvePositive(names, transpose, x, y) {
  const a = square(names, x);
  const n = a.rows;
  const b = rightSides(names, a, x.shape, y);
  return eachMatrix(y.constructor, b, [n, b.columns], i => solved(b.copy(i), n, b.columns, z => {
    lapack_Dpotrs_dpotrs('U', n, b.columns, choleskyFactor(a, i), 0, n, z, 0, n, { val: 0 });
    return true;
  }));
}

function solveTriangular(names, lower, transpose, unit, x, y) {
  const a = square(names, x);
  const n = a.rows;
  const b = rightSides(names, a, x.shape, y);
  return eachMatrix(y.constructor, b, [n, b.columns], i => {
    const found = solved(b.copy(i), n, b.columns, z => {
      const info = { val: 0 };
      lapack_Dtrtrs_dtrtrs(lower ? 'U' : 'L', transpose ? 'N' : 'T', unit ? 'U' : 'N', n, b.columns, a.copy(i), 0, n, z, 0, n, info);
      return info.val === 0;
    });
    if (!found) {
      throw new RangeError(`${a.name}${a.place(i)} is singular: its diagonal has a 0`);
    }
    return found;
  });
}

// Q of so many columns and R of as many rows.
function qrOf(a, m, n, width) {
  const k = Math.min(m, n);
  if (k === 0) {
    return [identityMatrix(m, width), new Float64Array(width * n)];
  }
  const packed = transposed(a, m, n);
  const factors = new Float64Array(k);
  const size = Math.max(n, width) * 32;
  lapack_Dgeqrf_dgeqrf(m, n, packed, 0, m, factors, 0, new Float64Array(size), 0, size, { val: 0 });
  const r = new Float64Array(width * n);
  for (let i = 0; i < Math.min(width, n); i++) {
    for (let j = i; j < n; j++) {
      r[i * n + j] = packed[j * m + i];
    }
  }
  const columns = new Float64Array(m * width);
  columns.set(packed.subarray(0, m * Math.min(width, n)));
  lapack_Dorgqr_dorgqr(m, width, k, columns, 0, m, factors, 0, new Float64Array(size), 0, size, { val: 0 });
  return [transposed(columns, width, m), r];
}

function qr(full, x) {
  const m = stacked(x, '');
  const width = full ? m.rows : Math.min(m.rows, m.columns);
  const parts = Array.from({ length: m.count }, (_, i) => (m.isFinite(i)
    ? qrOf(m.copy(i), m.rows, m.columns, width)
    : [allNaN(m.rows * width), allNaN(width * m.columns)]));
  return [
    eachMatrix(x.constructor, m, [m.rows, width], i => parts[i][0]),
    eachMatrix(x.constructor, m, [width, m.columns], i => parts[i][1]),
  ];
}

// U, the singular values and the transpose of V.
function svdOf(x, i, full) {
  const [m, n] = [x.rows, x.columns];
  const k = Math.min(m, n);
  const columns = full ? m : k;
  const rows = full ? n : k;
  if (!x.isFinite(i)) {
    return [allNaN(m * columns), allNaN(k), allNaN(n * rows)];
  }
  if (k === 0) {
    return [identityMatrix(m, columns), new Float64Array(0), identityMatrix(rows, n)];
  }
  const u = new Float64Array(m * columns);
  const s = new Float64Array(k);
  const vt = new Float64Array(rows * n);
  const size = k * (4 * k + 7) + Math.max(m, n) * 32;
  const info = { val: 0 };
  lapack_Dgesdd_dgesdd(full ? 'A' : 'S', m, n, transposed(x.copy(i), m, n), 0, m, s, 0, u, 0, m, vt, 0, rows, new Float64Array(size), 0, size, new Int32Array(8 * k), 0, info);
  if (info.val !== 0) {
    throw new RangeError(`the singular values of ${x.name}${x.place(i)} were not found: LAPACK did not converge`);
  }
  return [transposed(u, columns, m), s, transposed(vt, n, rows)];
}

function svd(names, full, x) {
  const m = stacked(x, names[1]);
  const k = Math.min(m.rows, m.columns);
  const parts = Array.from({ length: m.count }, (_, i) => svdOf(m, i, full));
  return [[m.rows, full ? m.rows : k], [k], [full ? m.columns : k, m.columns]]
    .map((shape, part) => eachMatrix(x.constructor, m, shape, i => parts[i][part]));
}

// The determinant of an orthogonal matrix.
function turnSign(orthogonal, n) {
  const lu = luOf(orthogonal, n);
  return lu.diagonal.reduce((sign, pivot, row) => sign * (Math.sign(pivot) * (lu.pivots[row] === row + 1 ? 1 : -1)), 1);
}

// U x Vᵀ, times the determinants of U and V.
function turned([u, s, vt], x) {
  const n = s.length;
  const result = squareProduct(squareProduct(u, x, n), vt, n);
  return turnSign(u, n) * turnSign(vt, n) < 0 ? result.map(value => -value) : result;
}

// The product of all singular values but two, or but one.
function productWithout(s, k, l) {
  return s.reduce((product, value, i) => product * (i === k || i === l ? 1 : value), 1);
}

function cofactors(names, x) {
  const m = square(names, x);
  const n = m.rows;
  return eachMatrix(x.constructor, m, [n, n], i => {
    const parts = svdOf(m, i, false);
    const c = new Float64Array(n * n);
    for (let k = 0; k < n; k++) {
      c[k * n + k] = productWithout(parts[1], k, k);
    }
    return turned(parts, c);
  });
}

function cofactorSlopes(names, x, direction) {
  const m = square(names, x);
  const other = stacked(direction, names[2]);
  const n = m.rows;
  return eachMatrix(x.constructor, m, [n, n], i => {
    const [u, s, vt] = svdOf(m, i, false);
    const h = squareProduct(transposed(u, n, n), squareProduct(other.copy(i), transposed(vt, n, n), n), n);
    const slopes = new Float64Array(n * n);
    for (let k = 0; k < n; k++) {
      for (let l = 0; l < n; l++) {
        if (k !== l) {
          const product = productWithout(s, k, l);
          slopes[k * n + l] -= h[l * n + k] * product;
          slopes[k * n + k] += h[l * n + l] * product;
        }
      }
    }
    return turned([u, s, vt], slopes);
  });
}

function pseudoInverse(names, cutoff, x) {
  const m = stacked(x, names[1]);
  const k = Math.min(m.rows, m.columns);
  const precision = x instanceof Float32Array ? 2 ** -23 : 2 ** -52;
  const part = cutoff < 0 ? precision * Math.max(m.rows, m.columns) : cutoff;
  return eachMatrix(x.constructor, m, [m.columns, m.rows], i => {
    const [u, s, vt] = svdOf(m, i, false);
    const result = new Float64Array(m.size);
    for (let j = 0; j < k && !(s[j] <= part * s[0]); j++) {
      for (let column = 0; column < m.columns; column++) {
        const scaled = vt[j * m.columns + column] / s[j];
        for (let row = 0; row < m.rows; row++) {
          result[column * m.rows + row] += scaled * u[row * k + j];
        }
      }
    }
    return result;
  });
}

// Eigenvalues and eigenvectors as columns.
function eigenParts(names, x, compute) {
  const m = square(names, x);
  const n = m.rows;
  const parts = Array.from({ length: m.count }, (_, i) => compute(m, i, n, info => {
    if (info.val !== 0) {
      throw new RangeError(`the eigenvalues of ${m.name}${m.place(i)} were not found: LAPACK did not converge`);
    }
  }));
  return [eachMatrix(x.constructor, m, [n], i => parts[i][0]), eachMatrix(x.constructor, m, [n, n], i => parts[i][1])];
}

function eigh(names, x) {
  return eigenParts(names, x, (m, i, n, check) => {
    if (!m.isLowerFinite(i)) {
      return [allNaN(n), allNaN(n * n)];
    }
    const vectors = transposed(m.copy(i), n, n);
    const values = new Float64Array(n);
    const size = 1 + n * (6 + 2 * n + 32);
    const info = { val: 0 };
    if (n > 0) {
      lapack_Dsyevd_dsyevd('V', 'L', n, vectors, 0, n, values, 0, new Float64Array(size), 0, size, new Int32Array(3 + 5 * n), 0, 3 + 5 * n, info);
    }
    check(info);
    return [values, transposed(vectors, n, n)];
  });
}

function eig(names, x) {
  return eigenParts(names, x, (m, i, n, check) => {
    if (!m.isFinite(i)) {
      return [allNaN(n), allNaN(n * n)];
    }
    const real = new Float64Array(n);
    const imaginary = new Float64Array(n);
    const vectors = new Float64Array(n * n);
    const info = { val: 0 };
    if (n > 0) {
      lapack_Dgeev_dgeev('N', 'V', n, transposed(m.copy(i), n, n), 0, n, real, 0, imaginary, 0, new Float64Array(1), 0, 1, vectors, 0, n, new Float64Array(n * 32), 0, n * 32, info);
    }
    check(info);
    const complex = imaginary.findIndex(value => value !== 0);
    if (complex >= 0) {
      throw new RangeError(`eig has real results alone, but ${m.name}${m.place(i)} has the complex eigenvalues ${real[complex]} ± ${Math.abs(imaginary[complex])}i`);
    }
    return [real, transposed(vectors, n, n)];
  });
}

// The coefficients of the numerator of a Padé approximation of exp; those of the denominator have alternating signs.
const PADE = [64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1];

// Every other term of the numerator from the term `first` on, divided by A for the odd ones.
function padeTerms(even, a6, first, n) {
  const high = new Float64Array(n * n);
  const low = new Float64Array(n * n);
  for (let i = 0; i < n * n; i++) {
    for (let k = 1; k <= 3; k++) {
      high[i] += PADE[6 + 2 * k + first] * even[k][i];
      low[i] += PADE[2 * k + first] * even[k][i];
    }
  }
  return squareProduct(a6, high, n).map((sum, i) => sum + (low[i] + (i % (n + 1) === 0 ? PADE[first] : 0)));
}

function exponentialOf(a, n) {
  let norm = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += Math.abs(a[i * n + j]);
    }
    norm = Math.max(norm, sum);
  }
  const squarings = Math.max(0, ((highBits(norm / 5.371920351148152) >>> 20) & 0x7ff) - 1022);
  const scaled = a.map(value => value * 2 ** -squarings);
  const a2 = squareProduct(scaled, scaled, n);
  const a4 = squareProduct(a2, a2, n);
  const a6 = squareProduct(a2, a4, n);
  const even = [null, a2, a4, a6];
  const odd = squareProduct(scaled, padeTerms(even, a6, 1, n), n);
  const other = padeTerms(even, a6, 0, n);
  const denominator = luOf(other.map((value, i) => value - odd[i]), n);
  let result = solvedByLu(denominator, n, false, other.map((value, i) => value + odd[i]), n);
  for (let i = 0; i < squarings; i++) {
    result = squareProduct(result, result, n);
  }
  return result;
}

function matrixExponential(names, x) {
  const m = square(names, x);
  const n = m.rows;
  return eachMatrix(x.constructor, m, [n, n], i => (m.isFinite(i) ? exponentialOf(m.copy(i), n) : allNaN(n * n)));
}
