// The bits of a number, in two whole numbers of 32 bits; the order is that of every machine a browser runs on.
const doubles = new Float64Array(1);
const words = new Int32Array(doubles.buffer);

function highBits(x) {
  doubles[0] = x;
  return words[1];
}

function lowBits(x) {
  doubles[0] = x;
  return words[0];
}

function fromBits(high, low) {
  words[1] = high;
  words[0] = low;
  return doubles[0];
}

// angle = quarters·π/2 + high + low, as arignote.expr.math.HugeAngle has it
function hugeAngle(x) {
  const exponent = ((highBits(x) >>> 20) & 0x7ff) - 1075;
  const whole = BigInt(x / fromBits((exponent + 1023) << 20, 0));
  const point = BigInt(BITS - exponent);
  const turns = whole * 0xTWO_OVER_PIn;
  const nearest = (turns + (1n << (point - 1n))) >> point;
  const left = (turns - (nearest << point)) >> (point - ANGLE_BITSn);
  const angle = left * 0xPI_HALFn;
  const high = Number(angle);
  const low = Number(angle - BigInt(high));
  const unit = fromBits((1023 - 2 * ANGLE_BITS) << 20, 0);
  return { quarters: Number(nearest & 3n), high: high * unit, low: low * unit };
}
