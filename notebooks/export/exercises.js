/* The fields for answers to exercises. A page has no kernel: it compares the sum of what is written with the sum that is kept. */
(function () {
  'use strict';
  // SHA-256 as FIPS 180-4 defines it; a page that is no file and no https has no crypto.subtle.
  function sha256(text) {
    var bytes = unescape(encodeURIComponent(text)), words = [], k = [], h = [], i, j, t, bits = bytes.length * 8;
    function fraction(x) { return (x - Math.floor(x)) * 4294967296 | 0; }
    for (i = 2; k.length < 64; i++) {
      for (j = 2; j * j <= i && i % j; j++) { }
      if (j * j > i) { if (h.length < 8) { h.push(fraction(Math.sqrt(i))); } k.push(fraction(Math.cbrt(i))); }
    }
    for (i = 0; i < bytes.length; i++) { words[i >> 2] |= bytes.charCodeAt(i) << 24 - i % 4 * 8; }
    words[i >> 2] |= 0x80 << 24 - i % 4 * 8;
    words[((i + 8 >> 6) << 4) + 15] = bits;
    function turn(x, n) { return x >>> n | x << 32 - n; }
    for (i = 0; i < words.length; i += 16) {
      var w = [], v = h.slice();
      for (j = 0; j < 64; j++) {
        var a = w[j - 15], b = w[j - 2];
        w[j] = j < 16 ? words[i + j] | 0
          : w[j - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + w[j - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10) | 0;
        t = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + (v[4] & v[5] ^ ~v[4] & v[6]) + k[j] + w[j] | 0;
        var u = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]) | 0;
        v = [t + u | 0, v[0], v[1], v[2], v[3] + t | 0, v[4], v[5], v[6]];
      }
      h = h.map(function (x, n) { return x + v[n] | 0; });
    }
    return h.map(function (x) { return ('0000000' + (x >>> 0).toString(16)).slice(-8); }).join('');
  }

  // The number and its neighbours, as Java's RoundedNumber writes them.
  function texts(value, digits) {
    if (digits === 0) {
      return Math.abs(value - Math.round(value)) > 1e-6 ? [] : [String(Math.round(value))];
    }
    if (value === 0) { return ['0']; }
    var parts = Math.abs(value).toExponential(digits - 1).split('e'), exponent = +parts[1];
    var number = +parts[0].replace('.', ''), begin = Math.pow(10, digits - 1), end = begin * 10;
    return [number, number + 1, number - 1].map(function (n) {
      return (value < 0 ? '-' : '') +
        (n === end ? begin + 'e' + (exponent + 1) : n < begin ? end - 1 + 'e' + (exponent - 1) : n + 'e' + exponent);
    });
  }

  function isRight(value, kept) {
    return texts(value, +kept.digits).some(function (text) {
      return sha256('arignote ' + kept.name + ' ' + text).slice(0, kept.sum.length) === kept.sum;
    });
  }

  function added(parent, tag, attributes) {
    return parent.appendChild(Object.assign(document.createElement(tag), attributes));
  }

  function start(root) {
    var kept = root.dataset, hints = JSON.parse(kept.hints), key = 'arignote ' + kept.name;
    var hint = hints[document.documentElement.lang] || hints.en;
    root.textContent = '';
    var form = added(root, 'div', {className: 'answer'}), label = added(form, 'label', {});
    added(label, 'span', {textContent:
      'Your answer to ' + kept.name + ' (' + (+kept.digits ? kept.digits + ' digits' : 'a whole number') + ') '});
    var field = added(label, 'input', {type: 'text', inputMode: 'decimal', autocomplete: 'off'});
    var button = added(form, 'button', {type: 'button', textContent: 'Check'}), says = added(form, 'output', {});
    if (hint) {
      var folded = added(root, 'details', {});
      added(folded, 'summary', {textContent: 'Hint'});
      added(folded, 'p', {textContent: hint});
    }
    function answer() {
      var text = field.value.replace(/\s/g, '').replace(',', '.').replace('\u2212', '-'), value = Number(text);
      // A browser may refuse to keep anything; then the answer lasts as long as the page.
      try { localStorage.setItem(key, field.value); } catch (refused) { }
      says.textContent = !text || !isFinite(value) ? 'Write a number, such as 0.25.' : isRight(value, kept) ? '\u2713 Right.' : 'Not yet.';
    }
    field.addEventListener('keydown', function (e) { if (e.key === 'Enter') { answer(); } });
    button.addEventListener('click', answer);
    try { field.value = localStorage.getItem(key) || ''; } catch (refused) { }
    if (field.value) { answer(); }
  }

  document.querySelectorAll('.arignote-exercise').forEach(start);
})();
