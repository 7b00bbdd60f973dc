/* Fits the slides to their surface once the formulas are typeset, then starts reveal.js. */
(function () {
  const WIDTH = 1280, HEIGHT = 720, ROOM = 695;  // what is below is the slide number's

  // Where there is room, programs in larger type. Where there is not, in turn: figures beside their
  // programs, smaller figures, everything smaller.
  function fit(section) {
    const content = section.querySelector('.fit');
    const tooHigh = () => content.getBoundingClientRect().height > ROOM;
    const set = (name, size) => content.style.setProperty(name, size + 'px');
    const wraps = () => {
      content.classList.add('unwrapped');
      const wide = Array.from(content.querySelectorAll('.program pre')).some(pre => pre.scrollWidth > pre.clientWidth);
      content.classList.remove('unwrapped');
      return wide;
    };
    for (const size of [25, 23, 21]) {
      set('--program', size);
      if (!tooHigh() && !wraps()) return;
    }
    content.style.removeProperty('--program');
    if (!tooHigh()) return;
    content.querySelectorAll('.code').forEach(cell => {
      if (cell.querySelector('.program') && cell.querySelector('figure, .html')) cell.classList.add('beside');
    });
    for (let percent = 100; percent >= 70; percent -= 5) {
      content.style.zoom = percent / 100;
      for (let height = 480; height >= 300; height -= 20) {
        set('--figure', height);
        if (!tooHigh()) return;
      }
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
    await Reveal.initialize({
      width: WIDTH, height: HEIGHT, margin: 0.07, center: false, hash: true, slideNumber: 'c/t',
      transition: calm ? 'none' : 'slide', pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false,
      plugins: [RevealNotes]
    });
    root.dataset.ready = '1';
  }

  start();
})();
