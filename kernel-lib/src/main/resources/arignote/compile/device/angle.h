// angle = quarters·π/2 + high + low, as arignote.expr.math.HugeAngle has it: words of 32 bits, the lowest first.
typedef struct {
    whole quarters_;
    double high_;
    double low_;
} HugeAngle;

FUNCTION void negate(uint32 *words, int n) {
    uwhole carry = 1;
    for (int i = 0; i < n; i++) {
        carry += (uwhole) (uint32) ~words[i];
        words[i] = (uint32) carry;
        carry >>= 32;
    }
}

// A whole number of n words as a double, rounded to the nearest one, of two to the even one; and its bits less those of the double.
FUNCTION double nearest_double(uint32 *words, int n, int *negative) {
    int top = 32 * n - 1;
    while (top >= 0 && !((words[top >> 5] >> (top & 31)) & 1)) top--;
    *negative = 0;
    if (top < 0) return 0;
    int lowest = top - 52; // the place of the double's last bit
    uwhole mantissa = 0;
    for (int i = top; i >= lowest; i--) mantissa = mantissa << 1 | (i < 0 ? 0 : (words[i >> 5] >> (i & 31)) & 1);
    double unit = from_bits((whole) (lowest + 1023) << 52);
    if (lowest <= 0) { // nothing is left
        for (int i = 0; i < n; i++) words[i] = 0;
        return (double) (whole) mantissa * unit;
    }
    int middle = (words[(lowest - 1) >> 5] >> ((lowest - 1) & 31)) & 1, more = 0;
    for (int i = 0; i < lowest - 1; i++) more |= (words[i >> 5] >> (i & 31)) & 1;
    int up = middle && (more || (mantissa & 1));
    for (int i = lowest; i <= top; i++) words[i >> 5] &= ~(1u << (i & 31));
    if (up) { // what is left is the double's last bit too little
        negate(words, n);
        for (int i = 0; i < n; i++) { // modulo the last bit's place
            if (32 * i >= lowest) words[i] = 0;
            else if (32 * (i + 1) > lowest) words[i] &= (1u << (lowest - 32 * i)) - 1;
        }
        *negative = 1;
        mantissa++;
    }
    return (double) (whole) mantissa * unit;
}

FUNCTION HugeAngle HugeAngle_of(double x) {
    const uint32 two_over_pi[38] = {TWO_OVER_PI};
    const uint32 pi_half[6] = {PI_HALF};
    int exponent = (int) ((bits_of(x) >> 52) & 0x7ff) - 1075;
    uwhole mantissa = (uwhole) (bits_of(x) & 0xfffffffffffff) | 0x10000000000000;
    uint32 factor[2] = {(uint32) mantissa, (uint32) (mantissa >> 32)};
    uint32 turns[41];
    for (int i = 0; i < 41; i++) turns[i] = 0;
    for (int f = 0; f < 2; f++) {
        uwhole carry = 0;
        for (int i = 0; i < 38; i++) {
            carry += (uwhole) two_over_pi[i] * factor[f] + turns[i + f];
            turns[i + f] = (uint32) carry;
            carry >>= 32;
        }
        turns[38 + f] = (uint32) carry;
    }
    if (x < 0) negate(turns, 41);
    // 190 bits behind the point, and two before it
    int point = 1216 - exponent, from = point - 190;
    uint32 left[6];
    for (int i = 0; i < 6; i++) {
        int word = (from >> 5) + i;
        uwhole two = (uwhole) turns[word] | (word + 1 < 41 ? (uwhole) turns[word + 1] << 32 : 0);
        left[i] = (uint32) (two >> (from & 31));
    }
    whole quarters = left[5] >> 30;
    int below = (left[5] >> 29) & 1; // the next quarter turn is nearer
    left[5] &= 0x3fffffff;
    if (below) {
        quarters++;
        negate(left, 6);
        left[5] &= 0x3fffffff;
    }
    uint32 angle[12];
    for (int i = 0; i < 12; i++) angle[i] = 0;
    for (int j = 0; j < 6; j++) {
        uwhole carry = 0;
        for (int i = 0; i < 6; i++) {
            carry += (uwhole) left[i] * pi_half[j] + angle[i + j];
            angle[i + j] = (uint32) carry;
            carry >>= 32;
        }
        angle[j + 6] = (uint32) carry;
    }
    int less, none;
    double high = nearest_double(angle, 12, &less);
    double low = nearest_double(angle, 12, &none);
    double unit = 0x1p-380;
    HugeAngle result;
    result.quarters_ = quarters & 3;
    result.high_ = (below ? -high : high) * unit;
    result.low_ = (below != less ? -low : low) * unit;
    return result;
}
