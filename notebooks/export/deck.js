/* Fits the slides to their surface once the formulas are typeset, then starts reveal.js. */
(function () {
  const WIDTH = 1280, HEIGHT = 720, ROOM = 695;  // what is below is the slide number's

  // Programs as large as there is room for. Where there is too little, in turn: smaller figures, figures
  // beside their programs, everything smaller.
  function fit(section) {
    const content = section.querySelector('.fit');
    const cells = Array.from(content.querySelectorAll('.code'));
    const set = (name, size) => content.style.setProperty(name, size + 'px');
    const tooHigh = () => content.getBoundingClientRect().height > ROOM;
    const wraps = () => {
      content.classList.add('unwrapped');
      const found = cells.some(cell => Array.from(cell.querySelectorAll('.program pre')).some(pre => pre.scrollWidth > pre.clientWidth));
      content.classList.remove('unwrapped');
      return found;
    };
    const grown = sizes => sizes.some(size => {
      set('--program', size);
      return !tooHigh() && !wraps();
    });
    const shrunk = least => {
      for (let height = 480; height >= least; height -= 20) {
        set('--figure', height);
        if (!tooHigh()) return true;
      }
      return false;
    };
    if (grown([25, 23, 21])) return;
    content.style.removeProperty('--program');
    if (shrunk(420)) return;
    content.style.removeProperty('--figure');
    cells.forEach(cell => {
      if (cell.querySelector('.program') && cell.querySelector('figure, .html')) cell.classList.add('beside');
    });
    if (grown([21, 19])) return;
    content.style.removeProperty('--program');
    for (let percent = 100; percent >= 70; percent -= 5) {
      content.style.zoom = percent / 100;
      if (shrunk(300)) return;
    }
  }

  async function start() {
    await MathJax.startup.promise;
    await Promise.all(Array.from(document.images, image => image.decode().catch(() => {})));
    const root = document.documentElement;
    root.classList.add('measuring');
    document.querySelectorAll('.slides > section > section').forEach(fit);
    root.classList.remove('measuring');
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // For print, reveal.js lays the slides out once more after it has started.
    const laidOut = new Promise(done => /print-pdf/.test(location.search) ? Reveal.on('pdf-ready', done) : done());
    await Reveal.initialize({
      width: WIDTH, height: HEIGHT, margin: 0.07, center: false, hash: true, slideNumber: 'c/t',
      transition: calm ? 'none' : 'slide', pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false,
      plugins: [RevealNotes]
    });
    await laidOut;
    root.dataset.ready = '1';
  }

  start();
})();
