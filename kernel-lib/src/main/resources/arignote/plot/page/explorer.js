(function () {
  'use strict';
  @FUNCTIONS@

  const page = @PAGE@;

  // The functions' results for the values; what they write is put in its place.
  function compute(f, values) {
    const results = f.call(...f.reads.map(slot => values[slot]));
    const changed = f.writes.filter((slot, i) => String(values[slot]) !== String(results[f.outputs + i])).length > 0;
    f.writes.forEach((slot, i) => { values[slot] = results[f.outputs + i]; });
    return { results, changed };
  }

  // Five digits for a reader.
  function text(x) {
    if (!Number.isFinite(x)) { return Number.isNaN(x) ? 'not a number' : x > 0 ? '∞' : '−∞'; }
    const plain = x === 0 || (Math.abs(x) >= 1e-4 && Math.abs(x) < 1e6);
    const short = Number(x.toPrecision(5));
    return (plain ? String(short) : short.toExponential()).replace(/-/g, '−').replace('e+', 'e');
  }

  // An output shows a number; its title has all digits.
  function show(output, x) {
    output.textContent = text(x);
    output.title = String(x);
  }

  function pixel(axis, x) {
    return axis.from + ((axis.log ? Math.log10(x) : x) - axis.lo) / (axis.hi - axis.lo) * (axis.to - axis.from);
  }

  // The `d` of a path: a stamp at each point, or a line through them with gaps where there is no place for one.
  function path(xs, ys, stamp) {
    let d = '', pen = 'M';
    for (let i = 0; i < xs.length; i++) {
      const x = pixel(page.across, xs[i]), y = pixel(page.up, ys[i]);
      const isThere = Math.abs(x) < 1e7 && Math.abs(y) < 1e7;
      if (isThere) { d += (stamp ? 'M' : pen) + x.toFixed(1) + ' ' + y.toFixed(1) + (stamp || ''); }
      pen = isThere ? 'L' : 'M';
    }
    return d;
  }

  function draw(root, results) {
    const svg = root.querySelector('svg');
    const elements = svg ? svg.querySelectorAll('path,image') : [];
    (page.curves || []).forEach(curve => {
      const points = axis => axis.fixed || results[axis.result];
      const d = mark => (results ? path(points(curve.x), points(curve.y), mark.stamp) : '');
      curve.marks.forEach(mark => elements[mark.at].setAttribute('d', d(mark)));
    });
  }

  // Puts a mark under its slider, whose thumb is 16 pixels wide, if the slider goes so far.
  function mark(shown, its, x) {
    const s = page.sliders[its.slider], part = (x - s.min) / (s.step * (s.count - 1));
    shown.hidden = !(part >= 0 && part <= 1);
    shown.style.left = `calc(8px + ${part.toFixed(4)} * (100% - 16px))`;
  }

  function start(root) {
    const find = name => root.querySelector(`[name=${name}]`);
    const inputs = root.querySelectorAll('input');
    const caption = root.querySelector('figcaption output');
    let values = page.values.slice(), steps = 0, timer = null;

    // What a computation gives; null if it refuses the values, which the caption says then.
    function accepted(computation) {
      try {
        return computation();
      } catch (refusal) {
        if (!(refusal instanceof RangeError)) { throw refusal; }
        caption.textContent = refusal.message;
        return null;
      }
    }

    // Shows what the values give, if they give anything.
    function refresh() {
      const given = accepted(() => compute(page.explored, values));
      const results = given && given.results;
      draw(root, results);
      inputs.forEach((input, i) => {
        const s = page.sliders[i];
        input.value = Math.round((values[i] - s.min) / s.step);
        input.setAttribute('aria-valuetext', text(values[i]));
        show(input.closest('label').querySelector('output'), values[i]);
      });
      if (page.step) { find('count').textContent = steps; }
      if (!results) { return; }
      root.querySelectorAll('.arignote-mark').forEach((shown, i) => mark(shown, page.marks[i], results[page.marks[i].result]));
      const numbers = [{ name: page.label, x: results[0] }]
        .concat((page.said || []).map(s => ({ name: s.name, x: values[s.slot] })))
        .concat((page.marks || []).map(m => ({ name: m.name, x: results[m.result] })));
      caption.replaceChildren(...numbers.flatMap((number, i) => {
        const shown = document.createElement('span');
        shown.style.fontVariantNumeric = 'tabular-nums';
        show(shown, number.x);
        return [(i > 0 ? ', ' : '') + number.name + ' = ', shown];
      }));
    }

    function move(i) {
      const s = page.sliders[i];
      const value = Number((s.min + s.step * inputs[i].value).toFixed(s.decimals));
      values[i] = s.float32 ? Math.fround(value) : value;
      refresh();
    }

    // Some steps; whether the last one changed anything.
    function train() {
      let changed = true, step = null;
      for (let n = Number(find('many').value); n > 0 && changed; n--) {
        step = accepted(() => compute(page.step, values));
        changed = step !== null && step.changed;
        steps += changed ? 1 : 0;
      }
      const refusal = step === null && caption.textContent;
      refresh();
      if (refusal) { caption.textContent = refusal; }
      return changed;
    }

    function pause() {
      cancelAnimationFrame(timer);
      timer = null;
      find('train').textContent = 'Train';
      caption.setAttribute('aria-live', 'polite');
    }

    function run() {
      timer = root.isConnected && train() ? requestAnimationFrame(run) : null;
      if (timer === null) { pause(); }
    }

    inputs.forEach((input, i) => input.addEventListener('input', () => move(i)));
    if (page.step) {
      find('step').addEventListener('click', () => { pause(); train(); });
      find('reset').addEventListener('click', () => {
        pause();
        values = page.values.slice();
        steps = 0;
        refresh();
      });
      find('train').addEventListener('click', () => {
        if (timer !== null) {
          pause();
          return;
        }
        find('train').textContent = 'Pause';
        // Read out, the numbers of every step would be a flood.
        caption.setAttribute('aria-live', 'off');
        run();
      });
    }
    refresh();
  }

  document.querySelectorAll('[data-arignote="@MARK@"]').forEach(root => {
    if (root.arignoteReady) { return; }
    root.arignoteReady = true;
    const controls = root.querySelector('.arignote-controls');
    controls.style.display = 'flex';
    // Keys that move a slider must not turn a slide as well.
    controls.addEventListener('keydown', e => e.stopPropagation());
    start(root);
  });
})();
