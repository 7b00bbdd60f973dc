// Random numbers, those of NumPy's Generator(PCG64) to the last bit, as arignote.random draws them.
function generator(words) {
  const unsigned = Array.from(words, word => BigInt.asUintN(64, word));
  const step = (unsigned[2] << 64n) | unsigned[3] | 1n;
  let state = (unsigned[0] << 64n) | unsigned[1];
  let hasHalf = unsigned[4] !== 0n;
  let half = Number(unsigned[5] & 0xffffffffn);
  const next64 = () => {
    state = BigInt.asUintN(128, state * 0x2360ed051fc65da44385df649fccf645n + step);
    const bits = BigInt.asUintN(64, (state >> 64n) ^ state);
    const places = state >> 122n;
    return BigInt.asUintN(64, (bits >> places) | (bits << (64n - places)));
  };
  const next32 = () => {
    if (hasHalf) {
      hasHalf = false;
      return half;
    }
    const both = next64();
    hasHalf = true;
    half = Number(both >> 32n);
    return Number(both & 0xffffffffn);
  };
  const all = () => BigInt64Array.of(
    BigInt.asIntN(64, state >> 64n), BigInt.asIntN(64, state), unsigned[2], step, hasHalf ? 1n : 0n, BigInt(half));
  return { next64, next32, uniform: () => Number(next64() >> 11n) * 2 ** -53, state: all };
}

// A product and a sum, rounded once.
function fma(a, b, c) {
  if (a * b === 0 || c === 0 || !Number.isFinite(a * b + c)) {
    return a * b + c;
  }
  const parts = x => {
    const exponent = Math.max(1, (highBits(x) >>> 20) & 0x7ff) - 1075;
    return { whole: BigInt(x * 2 ** -exponent), exponent };
  };
  const [p, q, r] = [parts(a), parts(b), parts(c)];
  const lowest = Math.min(p.exponent + q.exponent, r.exponent);
  const sum = ((p.whole * q.whole) << BigInt(p.exponent + q.exponent - lowest)) + (r.whole << BigInt(r.exponent - lowest));
  const rounded = Number(sum);
  return lowest < -1000 ? rounded * 2 ** -500 * 2 ** (lowest + 500) : rounded * 2 ** lowest;
}

// The constants of glibc's log, from ARM's optimized-routines. Copyright (c) 2018, Arm Limited.
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.
const LOG_TABLE = new Float64Array(BigUint64Array.from([
  '3ff734f0c3e0de9fbfd7cc7f79e690003ff713786a2ce91fbfd76feec20d00003ff6f26008fab5a0bfd713e31351e0003ff6d1a61f138c7dbfd6b85b38287800',
  '3ff6b1490bc5b4d1bfd65d55908078003ff69147332f0cbabfd602d0761800003ff6719f18224223bfd5a8ca869090003ff6524f99a51ed9bfd54f4356035000',
  '3ff63356aa8f24c4bfd4f637c36b40003ff614b36b9ddc14bfd49da7fda850003ff5f66452c65c4cbfd445923989a8003ff5d867b5912c4fbfd3edf439b0b800',
  '3ff5babccb5b90debfd396ce448f70003ff59d61f2d91a78bfd3401e17bda0003ff5805612465687bfd2e9e2ef4680003ff56397cee76bd3bfd2941b3830e000',
  '3ff54725e2a77f93bfd23ec58cda88003ff52aff42064583bfd1e9e1292790003ff50f22dbb2bddfbfd1956d2b48f8003ff4f38f4734ded7bfd141679ab9f800',
  '3ff4d843cfde2840bfd0edd094ef98003ff4bd3ec078a3c8bfd09aa518db10003ff4a27fc3e0258abfd047e65263b8003ff4880524d48434bfcfeb224586f000',
  '3ff46dce1b192d0bbfcf474a7517b0003ff453d9d3391854bfcea4443d1030003ff43a2744b4845abfce020d44e9b0003ff420b54115f8fbbfcd60a22977f000',
  '3ff40782da3ef4b1bfccc001049590003ff3ee8f5d57fe8fbfcc2029568910003ff3d5d9a00b4ce9bfcb81178d8110003ff3bd60c010c12bbfcae2c9ccd3d000',
  '3ff3a5242b75dab8bfca45402e1290003ff38d22cd9fd002bfc9a877681df0003ff3755bc5847a1cbfc90c6d694830003ff35dce49ad36e2bfc87120a645c000',
  '3ff34679984dd440bfc7d68fb41430003ff32f5cceffcb24bfc73cb83c6270003ff3187775a10d49bfc6a39a9b3760003ff301c8373e3990bfc60b3154b7a000',
  '3ff2eb4ebb95f841bfc5737d762430003ff2d50a0219a9d1bfc4dc7b8fc230003ff2bef9a8b7fd2abfc4462c51d200003ff2a91c7a0c1babbfc3b08abc830000',
  '3ff293726014b530bfc31b996b4900003ff27dfa5757a1f5bfc2875490a440003ff268b39b1d3bbfbfc1f3b9f879a0003ff2539d838ff5bdbfc160c8252ca000',
  '3ff23eb7aac9083bbfc0ce7f57f720003ff22a012ba940b6bfc03cdc49fea0003ff2157996cc4132bfbf57bdbc4b80003ff201201dd2fc9bbfbe370896404000',
  '3ff1ecf4494d480bbfbd17983ef940003ff1d8f5528f6569bfbbf9674ed8a0003ff1c52311577e7cbfbadc79202f60003ff1b17c74cb26e9bfb9c0c3e7288000',
  '3ff19e010c2c1ab6bfb8a646b372c0003ff18ab07bb670bdbfb78d01b3ac00003ff1778a25efbcb6bfb674f1453800003ff1648d354c31dabfb55e0e6d878000',
  '3ff151b990275fddbfb4485cdea1e0003ff13f0ea432d24cbfb333d94d6aa0003ff12c8b7210f9dabfb22079f8c560003ff11a3028ecb531bfb10e4698622000',
  '3ff107fbda8434afbfaffa6c6ad200003ff0f5ee0f4e6bb3bfadda8d4a7740003ff0e4065d2a9fcebfabbcece48500003ff0d244632ca521bfa9a1894012c000',
  '3ff0c0a77ce2981abfa788583302c0003ff0af2f83c636d1bfa5715e67d680003ff09ddb98a01339bfa35c8a496580003ff08cabaf52e7dfbfa149e364154000',
  '3ff07b9f2f4e28fbbf9e72c082eb80003ff06ab58c358f19bf9a55f1525280003ff059eea5ecf92cbf963d62cf8180003ff04949cdd12c90bf9228fb8caa0000',
  '3ff038c6c6f0ada9bf8c317b20f900003ff02865137932a9bf8419355daa00003ff0182427ea7348bf781203c2ec00003ff008040614b195bf60040979240000',
  '3fefe01ff726fa1a3f6feff3849000003fefa11cc261ea743f87dc41353d00003fef6310b081992e3f93cea3c4c280003fef25f63ceeadcd3f9b9fc114890000',
  '3feee9c8039113e73fa1b0d8ce1100003feeae8078cbb1ab3fa58a5bd001c0003fee741aa29d0c9b3fa95c8340d880003fee3a91830a99b53fad276aef578000',
  '3fee01e009609a563fb07598e598c0003fedca01e577bb983fb253f5e30d20003fed92f20b7c91033fb42edd8b3800003fed5cac66fb5cce3fb606598757c000',
  '3fed272caa5ede9d3fb7da76356a00003fecf26e3e6b2ccd3fb9ab434e1c60003fecbe6da2a779023fbb78c7bb0d60003fec8b266d37086d3fbd431332e72000',
  '3fec5894bd5d58043fbf0a3171de60003fec26b533bb9f8c3fc067152b9140003febf583eeece73f3fc147858292b0003febc4fd75db96c13fc2266ecdca3000',
  '3feb951e0c864a283fc303d7a6c550003feb65e2c5ef3e2c3fc3dfc33c3310003feb374867c9888b3fc4ba366b7a80003feb094b211d304a3fc5933928d1f000',
  '3feadbe885f2ef7e3fc66acd2418f0003feaaf1d31603da23fc740f8ec6690003fea82e63fd358a73fc815c0f51af0003fea5740ef09738b3fc8e92954f68000',
  '3fea2c2a90ab4b273fc9bb3602f840003fea01a01393f2d13fca8bed1c2c00003fe9d79f24db3c1b3fcb5b515c01d0003fe9ae2505c7b1903fcc2967ccbcc000',
  '3fe9852ef297ce2f3fccf635d54860003fe95cbaeea44b753fcdc1bd3446c0003fe934c69de748383fce8c01b8cfe0003fe90d4f2f6752e63fcf5509c0179000',
  '3fe8e6528effd79d3fd00e6c121fb8003fe8bfce9fcc007c3fd071b80e93d0003fe899c0dabec30e3fd0d46b9e8670003fe87427aa2317fb3fd13687334bd000',
  '3fe84f00acb39a083fd1980d672348003fe82a49e8653e553fd1f8ffe0cc80003fe8060195f402603fd2595fd76368003fe7e22563e0a3293fd2b9300914a800',
  '3fe7beb377dcb5ad3fd31872104360003fe79baa679725c23fd377266dec18003fe77907f21706573fd3d54ffbaf30003fe756cadbd6130c3fd432eee32fe000',
].join('').match(/.{16}/g), bits => BigInt('0x' + bits)).buffer);

// The logarithm of glibc; of 0 and negative numbers what C has.
function glibcLog(x) {
  if (!(x > 0)) {
    return x === 0 ? -Infinity : NaN;
  }
  if (x >= 0.9375 && x < 1.064697265625) {
    const r = x - 1;
    const r2 = r * r;
    const r3 = r * r2;
    let p = fma(r3, -0.08328363062289341, fma(r2, 0.09181994006195467, fma(r, -0.10000486757818193, 0.11110712032936046)));
    p = fma(r3, p, fma(r2, -0.12499997863982555, fma(r, 0.14285715076560868, -0.16666666669929706)));
    p = fma(r3, p, fma(r2, 0.19999999999320328, fma(r, -0.24999999999998432, 0.3333333333333352)));
    const shift = r * 2 ** 27;
    const rHigh = r + shift - shift;
    const rLow = r - rHigh;
    const square = rHigh * rHigh * -0.5;
    const high = r + square;
    const low = fma(-0.5 * rLow, rHigh + r, r - high + square);
    return fma(r3, p, low) + high;
  }
  const bits = highBits(x);
  const distance = (bits - 0x3fe60000) | 0;
  const interval = (distance >> 13) & 127;
  const k = distance >> 20;
  const z = fromBits((bits - (distance & 0xfff00000)) | 0, lowBits(x));
  const r = fma(z, LOG_TABLE[2 * interval], -1);
  const whole = fma(k, 0.6931471805598903, LOG_TABLE[2 * interval + 1]);
  const high = whole + r;
  const low = fma(k, 5.497923018708371e-14, whole - high + r);
  const r2 = r * r;
  const p = fma(r2, fma(r, -0.16667054827627667, 0.20000304511814496), fma(r, -0.2499999999622955, 0.33333333331825593));
  return fma(r * r2, p, fma(r2, -0.5000000000000001, low)) + high;
}

// The logarithm of 1 - u, that of glibc, from fdlibm. Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Permission to use,
// copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
function log1pOfMinus(u) {
  const series = (f, half) => {
    const s = f / (2 + f);
    const z = s * s;
    const z2 = z * z;
    const z4 = z2 * z2;
    let r = fma(z, 0.6666666666666735, z2 * fma(z, 0.2857142874366239, 0.3999999999940942));
    r = fma(z4, fma(z, 0.1818357216161805, 0.22222198432149784), r);
    r = fma(z2 * z4, fma(z, 0.14798198605116586, 0.15313837699209373), r);
    return s * (half + r);
  };
  if (u < 2 ** -29) {
    return -u - u * u * 0.5;
  }
  if (u <= fromBits(0x3fd2bec3, -1)) {
    const half = 0.5 * u * u;
    return -u - (half - series(-u, half));
  }
  let k = ((highBits(1 - u) >>> 20) & 0x7ff) - 1023;
  let f = (1 - u) * 2 ** -k;
  if (f >= fromBits(0x3ff6a09e, 0)) {
    f *= 0.5;
    k++;
  }
  f -= 1;
  const half = 0.5 * f * f;
  const low = k * 1.9082149292705877e-10;
  if (f >= -1.430511474609375e-06 && f < 2 ** -20) {
    const third = half * fma(-f, 0.6666666666666666, 1);
    return f === 0 ? fma(k, 0.6931471803691238, low) : fma(k, 0.6931471803691238, -(third - low - f));
  }
  return fma(k, 0.6931471803691238, -(half - (series(f, half) + low) - f));
}

// The layers of the normal and of the exponential density: which draws are below it for sure, the width, the density at the edge.
// @ZIGGURAT-LICENSE@
const ZIGGURAT = `@ZIGGURAT@`.split('\n').map(row => row.split(' ').map((word, i) =>
  (i % 3 === 0 ? parseInt(word, 16) : fromBits(parseInt(word.slice(0, 8), 16) | 0, parseInt(word.slice(8), 16) | 0))));

function drawNormal(bits) {
  for (;;) {
    const r = bits.next64();
    const layer = Number(r & 0xffn);
    const distance = Number((r >> 9n) & 0xfffffffffffffn);
    const [sure, width, density] = ZIGGURAT[layer];
    const x = (r & 0x100n) === 0n ? distance * width : -(distance * width);
    if (distance < sure) {
      return x;
    }
    if (layer === 0) {
      let tail;
      let y;
      do {
        tail = -0.27366123732975827203337247596 * log1pOfMinus(bits.uniform());
        y = -log1pOfMinus(bits.uniform());
      } while (y + y <= tail * tail);
      return (r >> 17n & 1n) !== 0n ? -(3.6541528853610087963519472518 + tail) : 3.6541528853610087963519472518 + tail;
    }
    const height = (ZIGGURAT[layer - 1][2] - density) * bits.uniform();
    if (height + density < Math.exp(-0.5 * x * x)) {
      return x;
    }
  }
}

function drawExponential(bits) {
  for (;;) {
    const r = bits.next64() >> 3n;
    const layer = Number(r & 0xffn);
    const distance = Number(r >> 8n);
    const [, , , sure, width, density] = ZIGGURAT[layer];
    const x = distance * width;
    if (distance < sure) {
      return x;
    }
    if (layer === 0) {
      return 7.6971174701310497140446280481 - log1pOfMinus(bits.uniform());
    }
    const height = (ZIGGURAT[layer - 1][5] - density) * bits.uniform();
    if (height + density < Math.exp(-x)) {
      return x;
    }
  }
}

// What Stirling's formula leaves of the logarithm of a factorial.
function stirlingRest(x) {
  const x2 = x * x;
  return (13860 - (462 - (132 - (99 - 140 / x2) / x2) / x2) / x2) / x / 166320;
}

// How many of n trials succeed: few by their probabilities one after the other, many by algorithm BTPE.
function drawBinomial(bits, n, p) {
  if (n === 0 || p === 0) {
    return 0;
  }
  const r = p > 0.5 ? 1 - p : p;
  const rarer = r * n <= 30 ? fewSuccesses(bits, n, r) : manySuccesses(bits, n, r);
  return p > 0.5 ? n - rarer : rarer;
}

function fewSuccesses(bits, n, r) {
  const q = 1 - r;
  const none = Math.exp(n * Math.log1p(-r));
  const most = Math.trunc(Math.min(n, n * r + 10 * Math.sqrt(n * r * q + 1)));
  let x = 0;
  let probability = none;
  let u = bits.uniform();
  while (u > probability) {
    x++;
    if (x > most) {
      x = 0;
      probability = none;
      u = bits.uniform();
    } else {
      u -= probability;
      probability = (n - x + 1) * r * probability / (x * q);
    }
  }
  return x;
}

function manySuccesses(bits, n, r) {
  const q = 1 - r;
  const center = n * r + r;
  const mode = Math.floor(center);
  const triangle = Math.floor(2.195 * Math.sqrt(n * r * q) - 4.6 * q) + 0.5;
  const middle = mode + 0.5;
  const left = middle - triangle;
  const right = middle + triangle;
  const height = 0.134 + 20.5 / (15.3 + mode);
  const rate = a => a * (1 + a / 2);
  const leftRate = rate((center - left) / (center - left * r));
  const rightRate = rate((right - center) / (right * q));
  const parallelograms = triangle * (1 + 2 * height);
  const leftTail = parallelograms + height / leftRate;
  const rightTail = leftTail + height / rightRate;
  for (;;) {
    const u = bits.uniform() * rightTail;
    let v = bits.uniform();
    let y;
    if (u <= triangle) {
      return Math.floor(middle - triangle * v + u);
    }
    if (u <= parallelograms) {
      const x = left + (u - triangle) / height;
      v = v * height + 1 - Math.abs(mode - x + 0.5) / triangle;
      if (v > 1) {
        continue;
      }
      y = Math.floor(x);
    } else if (u <= leftTail) {
      y = Math.floor(left + glibcLog(v) / leftRate);
      if (y < 0 || v === 0) {
        continue;
      }
      v = v * (u - parallelograms) * leftRate;
    } else {
      y = Math.floor(right - glibcLog(v) / rightRate);
      if (y > n || v === 0) {
        continue;
      }
      v = v * (u - leftTail) * rightRate;
    }
    if (isBelowBinomial(v, y, n, r, mode, middle)) {
      return y;
    }
  }
}

// Whether v is below the probability of y, relative to that of the mode.
function isBelowBinomial(v, y, n, r, mode, middle) {
  const q = 1 - r;
  const k = Math.abs(y - mode);
  const variance = n * r * q;
  if (k <= 20 || k >= variance / 2 - 1) {
    const s = r / q;
    const a = s * (n + 1);
    let f = 1;
    for (let i = mode + 1; i <= y; i++) {
      f *= a / i - s;
    }
    for (let i = y + 1; i <= mode; i++) {
      f /= a / i - s;
    }
    return v <= f;
  }
  const rho = k / variance * ((k * (k / 3 + 0.625) + 0.16666666666666666) / variance + 0.5);
  const t = -k * k / (2 * variance);
  const log = glibcLog(v);
  if (log < t - rho) {
    return true;
  }
  if (log > t + rho) {
    return false;
  }
  const [x, f, z, w] = [y + 1, mode + 1, n + 1 - mode, n - y + 1];
  return log <= middle * glibcLog(f / x) + (n - mode + 0.5) * glibcLog(z / w) + (y - mode) * glibcLog(w * r / (x * q))
    + stirlingRest(f) + stirlingRest(z) - stirlingRest(x) - stirlingRest(w);
}

// The logarithm of the gamma function of x from 1 on, as NumPy has it.
function gammaLog(x) {
  if (x === 1 || x === 2) {
    return 0;
  }
  const series = [8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04,
    8.417508417508418e-04, -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01,
    -1.39243221690590e+00];
  const up = x < 7 ? Math.trunc(7 - x) : 0;
  let at = x + up;
  const inverse2 = 1 / at * (1 / at);
  const sum = series.reduceRight((s, c) => s * inverse2 + c);
  let result = sum / at + 0.5 * 1.8378770664093453 + (at - 0.5) * glibcLog(at) - at;
  for (let i = 0; i < up; i++) {
    at -= 1;
    result -= glibcLog(at);
  }
  return result;
}

// How many events happen where so many are expected: few by products of uniform numbers, many by algorithm PTRS.
function drawPoisson(bits, mean) {
  if (mean === 0) {
    return 0;
  }
  if (mean < 10) {
    const none = Math.exp(-mean);
    let events = 0;
    for (let product = bits.uniform(); product > none; events++) {
      product *= bits.uniform();
    }
    return events;
  }
  const log = glibcLog(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  for (;;) {
    const u = bits.uniform() - 0.5;
    const v = bits.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) {
      return k;
    }
    if (k < 0 || (us < 0.013 && v > us)) {
      continue;
    }
    const hat = glibcLog(v) + glibcLog(inverseAlpha) - glibcLog(a / (us * us) + b);
    if (hat <= -mean + k * log - gammaLog(k + 1)) {
      return k;
    }
  }
}

// A whole number from 0 to `last`, each as likely; a BigInt.
function drawUpTo(bits, last) {
  if (last === 0n) {
    return 0n;
  }
  const width = last >> 32n === 0n ? 32n : 64n;
  const next = width === 32n ? () => BigInt(bits.next32()) : bits.next64;
  const all = 1n << width;
  const count = last + 1n;
  if (count === all) {
    return next();
  }
  let product = next() * count;
  if (BigInt.asUintN(Number(width), product) < count) {
    const least = (all - count) % count;
    while (BigInt.asUintN(Number(width), product) < least) {
      product = next() * count;
    }
  }
  return product >> width;
}

function exchange(order, i, j) {
  [order[i], order[j]] = [order[j], order[i]];
}

// The numbers below n in random order; draws are cut to the bits that are needed until one is not too large.
function drawPermutation(bits, n) {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const mask = 2 ** (32 - Math.clz32(i)) - 1;
    let j;
    do {
      j = (bits.next32() & mask) >>> 0;
    } while (j > i);
    exchange(order, i, j);
  }
  return order;
}

// So many different numbers below another one.
function drawDistinct(bits, population, count) {
  const upTo = last => Number(drawUpTo(bits, BigInt(last)));
  const shuffle = (order, first) => {
    for (let i = order.length - 1; i >= first; i--) {
      exchange(order, i, upTo(i));
    }
  };
  if (population > 10000 && count > Math.floor(population / 50)) {
    const order = Array.from({ length: population }, (_, i) => i);
    shuffle(order, Math.max(population - count, 1));
    return order.slice(population - count);
  }
  const taken = new Set();
  const chosen = Array.from({ length: count }, (_, i) => {
    const last = population - count + i;
    const number = upTo(last);
    const one = taken.has(number) ? last : number;
    taken.add(one);
    return one;
  });
  shuffle(chosen, 1);
  return chosen;
}

function cumulated(p) {
  const sums = Float64Array.from(p);
  for (let i = 1; i < sums.length; i++) {
    sums[i] += sums[i - 1];
  }
  return sums.map(sum => sum / sums[sums.length - 1]);
}

// The first place whose cumulated probability is above a number.
function placeIn(sums, number) {
  return searchSorted(true, sums, number);
}

// So many different places, each with the share of its probability in those that are left.
function drawDistinctPlaces(bits, p, count) {
  const left = Float64Array.from(p);
  const chosen = [];
  while (chosen.length < count) {
    const draws = Array.from({ length: count - chosen.length }, bits.uniform);
    const sums = cumulated(left);
    for (const number of draws) {
      const place = placeIn(sums, number);
      if (left[place] !== 0) {
        chosen.push(place);
        left[place] = 0;
      }
    }
  }
  return chosen;
}

function probability(p) {
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(`a probability is ${p}; probabilities are from 0 to 1`);
  }
  return p;
}

function atMostAll(count, population) {
  if (count > population) {
    throw new RangeError(`${count} different ones cannot be drawn from ${population}; draw fewer, or let them repeat`);
  }
  return count;
}

// Probabilities of outcomes; those of float32 are divided by their sum, which rounding keeps from being 1.
function outcomeRow(p, row, size) {
  const values = Float64Array.from(p.subarray(row * size, (row + 1) * size), probability);
  const sum = values.reduce((a, b) => a + b, 0);
  return p instanceof Float64Array || !(Math.abs(sum - 1) < 1e-4) ? values : values.map(value => value / sum);
}

function drawMultinomial(bits, n, p) {
  const counts = new Array(p.length).fill(0);
  const sum = p.slice(0, -1).reduce((a, b) => a + b, 0);
  if (sum > 1 + 1e-12) {
    throw new RangeError(`the probabilities of all outcomes but the last are ${sum} in all; they must be at most 1`);
  }
  let remaining = 1;
  let trials = n;
  for (let i = 0; i < p.length - 1 && trials > 0; i++) {
    counts[i] = drawBinomial(bits, trials, p[i] / remaining);
    trials -= counts[i];
    remaining -= p[i];
  }
  if (trials > 0) {
    counts[p.length - 1] = trials;
  }
  return counts;
}

// The numbers that distributions give, one after the other or row by row, of what parameters have at each place.
const DISTRIBUTIONS = {
  uniform: bits => bits.uniform,
  normal: bits => () => drawNormal(bits),
  truncated_normal: bits => () => {
    let x;
    do {
      x = drawNormal(bits);
    } while (Math.abs(x) > 2);
    return x;
  },
  exponential: bits => () => drawExponential(bits),
  binomial: (bits, at, n, p) => i => {
    const trials = Math.trunc(at(n)(i));
    if (trials < 0) {
      throw new RangeError(`the number of trials is ${trials}; it must be 0 or more`);
    }
    return drawBinomial(bits, trials, probability(at(p)(i)));
  },
  poisson: (bits, at, mean) => i => {
    const expected = at(mean)(i);
    if (!(expected >= 0 && expected <= 9.2e18)) {
      throw new RangeError(`the mean of Poisson numbers is ${expected}; it must be from 0 to 9.2E18`);
    }
    return drawPoisson(bits, expected);
  },
  integers: (bits, at, low, high) => i => {
    const [from, to] = [at(low)(i), at(high)(i)].map(Math.trunc);
    if (from >= to) {
      throw new RangeError(`integers from ${from} to below ${to}: there are none; the low bound must be below the high one`);
    }
    return Number(BigInt(from) + drawUpTo(bits, BigInt(to) - 1n - BigInt(from)));
  },
  choice: (bits, at, n) => DISTRIBUTIONS.integers(bits, at, 0, n),
  weighted_choice: (bits, at, p, n) => {
    const sums = cumulated(allWeights(p, n));
    return () => placeIn(sums, bits.uniform());
  },
};

// The same, of distributions that give all numbers, or a row of them, at once.
const ROWS = {
  permutation: (bits, at, n) => () => drawPermutation(bits, n),
  multinomial: (bits, at, n, p) => row => {
    const size = p.shape[p.shape.length - 1];
    return drawMultinomial(bits, Math.trunc(at(n)(row)), outcomeRow(p, at(p, 1).place(row), size));
  },
  distinct_outcomes: (bits, at, n, p) => row => {
    const one = outcomeRow(p, at(p, 1).place(row), p.shape[p.shape.length - 1]);
    return drawDistinctPlaces(bits, one, atMostAll(n, one.filter(x => x > 0).length));
  },
};

const CHOICES = {
  distinct_choice: (bits, count, n) => drawDistinct(bits, n, atMostAll(count, n)),
  distinct_weighted_choice: (bits, count, p, n) => {
    const weights = allWeights(p, n);
    return drawDistinctPlaces(bits, weights, atMostAll(count, weights.filter(x => x > 0).length));
  },
};

function allWeights(p, n) {
  const weights = outcomeRow(p, 0, p.length);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (!(Math.abs(sum - 1) <= 2 ** -26)) {
    throw new RangeError(`the probabilities are ${sum} in all; they must be 1`);
  }
  if (weights.length !== n) {
    throw new RangeError(`there are ${weights.length} probabilities for ${n} to choose from; give one for each`);
  }
  return weights;
}

// A draw with all that it gives: the numbers, and the state of the generator after it.
function draw(distribution, whole, name, state, size, ...parameters) {
  const bits = generator(state);
  const shape = Array.from(size);
  const count = sizeOf(shape);
  const at = (p, axes = 0) => {
    const own = shapeOf(p).slice(0, shapeOf(p).length - axes);
    const fits = own.length <= shape.length && own.every((n, i) => n === 1 || n === shape[shape.length - own.length + i]);
    if (!fits) {
      throw new RangeError(`parameters of the shape ${listed(own)} do not fit random numbers of the shape ${listed(shape)}, in ${name}`);
    }
    const places = own.every(n => n === 1) ? null : repeated(own, shape);
    const place = i => (places ? places[i] : 0);
    return Object.assign(i => elements(p)[place(i)], { place });
  };
  if (!whole) {
    parameters.forEach(p => at(p));
  }
  let numbers;
  if (DISTRIBUTIONS[distribution]) {
    numbers = Array.from({ length: count }, (_, i) => i).map(DISTRIBUTIONS[distribution](bits, at, ...parameters));
  } else if (CHOICES[distribution]) {
    numbers = CHOICES[distribution](bits, count, ...parameters);
  } else {
    const row = ROWS[distribution](bits, at, ...parameters);
    const rows = Array.from({ length: count }, (_, i) => row(i));
    numbers = rows.flat();
    shape.push(distribution === 'multinomial' ? parameters[1].shape[parameters[1].shape.length - 1] : parameters[0]);
  }
  return { numbers: shaped(numbers, shape), state: shaped(bits.state(), [6]) };
}

// The numbers of a draw; uniform ones of float32 stay below 1.
function drawn(uniform, type, sample) {
  const numbers = shaped(type.from(sample.numbers), sample.numbers.shape);
  if (uniform && type === Float32Array) {
    numbers.forEach((x, i) => { numbers[i] = Math.min(x, 1 - 2 ** -24); });
  }
  return plain(numbers);
}

function nextState(sample) {
  return sample.state;
}
