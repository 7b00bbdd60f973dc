(function () {
  'use strict';
  var film = @FRAMES@;

  // Shows frame after frame in the root's SVG; the first call finds the whole frame there.
  function screen(root) {
    var svg = root.querySelector('svg');
    var whole = svg.innerHTML;
    var paths, data, changed, replaced;
    function start() {
      paths = svg.querySelectorAll('path,image');
      data = Array.prototype.map.call(paths, function (p) { return p.getAttribute(attribute(p)); });
      changed = {};
      replaced = false;
    }
    // What of a path or an image differs from frame to frame.
    function attribute(p) { return p.tagName === 'image' ? 'href' : 'd'; }
    function set(i, value) { paths[i].setAttribute(attribute(paths[i]), value); }
    start();
    return function (frame) {
      if (typeof frame === 'string') {
        svg.innerHTML = frame;
        replaced = true;
        return;
      }
      if (replaced) {
        svg.innerHTML = whole;
        start();
      }
      Object.keys(changed).forEach(function (i) {
        if (!(i in frame)) { set(i, data[i]); }
      });
      Object.keys(frame).forEach(function (i) { set(i, frame[i]); });
      changed = frame;
    };
  }

  function animate(root, draw, caption) {
    var find = function (name) { return root.querySelector('[name=' + name + ']'); };
    var slider = find('frame'), play = find('play'), at = 0, timer = null;
    function show(frame) {
      at = Math.max(0, Math.min(film.frames.length - 1, frame));
      draw(film.frames[at]);
      slider.value = at;
      slider.setAttribute('aria-valuetext', film.captions[at]);
      caption.textContent = film.captions[at];
    }
    function pause() {
      clearTimeout(timer);
      timer = null;
      play.textContent = 'Play';
      caption.setAttribute('aria-live', 'polite');
    }
    function next() {
      if (!root.isConnected) { return; }
      if (at + 1 < film.frames.length) {
        show(at + 1);
      } else if (find('repeat').checked) {
        show(0);
      } else {
        pause();
        return;
      }
      timer = setTimeout(next, film.interval / find('speed').value);
    }
    function run() {
      if (at + 1 === film.frames.length) { show(0); }
      play.textContent = 'Pause';
      // Read out, a caption for every frame would be a flood.
      caption.setAttribute('aria-live', 'off');
      timer = setTimeout(next, film.interval / find('speed').value);
    }
    play.addEventListener('click', function () { if (timer === null) { run(); } else { pause(); } });
    find('back').addEventListener('click', function () { pause(); show(at - 1); });
    find('forward').addEventListener('click', function () { pause(); show(at + 1); });
    slider.addEventListener('input', function () { pause(); show(+slider.value); });
    if (film.autoplay && !matchMedia('(prefers-reduced-motion: reduce)').matches) { run(); }
  }

  document.querySelectorAll('[data-arignote="@MARK@"]').forEach(function (root) {
    if (root.arignoteReady) { return; }
    root.arignoteReady = true;
    var controls = root.querySelector('.arignote-controls');
    controls.style.display = 'flex';
    // Keys that move a slider must not turn a slide as well.
    controls.addEventListener('keydown', function (e) { e.stopPropagation(); });
    animate(root, screen(root), root.querySelector('output'));
  });
})();
