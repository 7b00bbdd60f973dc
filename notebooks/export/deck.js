/* Fits the slides to their surface once the formulas are typeset, then starts reveal.js. */
(function () {
  const WIDTH = 1280, HEIGHT = 720;

  // In turn: figures beside their programs, smaller figures, everything smaller.
  function fit(section) {
    const content = section.querySelector('.fit');
    const tooHigh = () => content.getBoundingClientRect().height > HEIGHT;
    if (!tooHigh()) return;
    content.querySelectorAll('.code').forEach(cell => {
      if (cell.querySelector('.program') && cell.querySelector('figure, .html')) cell.classList.add('beside');
    });
    for (let height = 460; tooHigh() && height >= 300; height -= 20) {
      content.style.setProperty('--figure', height + 'px');
    }
    for (let zoom = 0.95; tooHigh() && zoom >= 0.7; zoom -= 0.05) {
      content.style.zoom = zoom;
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
