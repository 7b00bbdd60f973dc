/* Fits every slide to its surface, once formulas are typeset and pictures are there. */
async function fitSlides() {
  const READABLE = 16;                     // px of a program's letters on a surface of 1280 by 720
  const ROOM = 644;                        // px between a slide's upper edge and its number
  const SIZES = [23, 22, 21, 20, 19, 18, 17, 16];
  const FIGURE = 470;                      // px of height, where there is room
  const LARGEST = 590;                     // px of height of a figure that has a slide to itself
  const LARGER = 160;                      // per cent of the usual size, for a slide of few words or of a short program
  const LABELS = 16.2;                     // px of height of a plot's tick labels, ten points, where it has its own size
  const TARGETS = [                        // shares of the surface for the only figure of a slide, and px of height of its tick labels
    {share: 0.35, label: 16}, {share: 0.35, label: 0}, {share: 0.3, label: 0}, {share: 0.25, label: 0}
  ];
  const isOnScreen = !/print-pdf/.test(location.search) && !document.querySelector('.frame');

  function fit(slide) {
    const content = slide.querySelector('.fit');
    const cells = Array.from(content.querySelectorAll('.code'));
    const programs = cells.flatMap(cell => Array.from(cell.querySelectorAll('.program pre')));
    const figures = Array.from(content.querySelectorAll('figure.output img, .output.html > figure > svg'));
    const besides = cells.filter(cell => cell.querySelector('.program') && cell.querySelector('figure, .html, img'));
    let zoom = 1;

    const height = element => element.getBoundingClientRect().height;
    const zoomTo = factor => {
      content.style.zoom = zoom = factor;
      content.style.setProperty('--zoom', zoom);
    };
    const set = (name, size) => content.style.setProperty(name, size / zoom + 'px');
    const isWide = element => element.scrollWidth > element.clientWidth + 1;
    const fits = () => height(content) <= ROOM && !Array.from(content.querySelectorAll('.output, table')).some(isWide);
    const wraps = () => {
      content.classList.add('unwrapped');
      const found = programs.some(isWide);
      content.classList.remove('unwrapped');
      return found;
    };

    const reaches = target => {
      const box = figures[0].getBoundingClientRect();
      const label = LABELS * box.width / (figures[0].getAttribute('width') || box.width);
      return box.width * box.height / (1280 * 720) >= target.share && label >= target.label;
    };

    // The largest programs that leave so much of the surface to the only figure; false if there are none.
    function spacious(target) {
      return SIZES.some(size => {
        set('--program', size);
        return (besides.length ? [false, true] : [false]).some(beside => {
          besides.forEach(cell => cell.classList.toggle('beside', beside));
          return enlarged(target, () => fits() && !wraps());
        });
      });
    }

    // The largest figure for which there is room, with its controls below it or at its side; false if it has less than its share.
    function enlarged(target, fits) {
      return (content.querySelector('figure > .arignote-controls') ? [false, true] : [false]).some(sideways => {
        content.classList.toggle('sideways', sideways);
        for (let figure = LARGEST; ; figure -= 10) {
          set('--figure', figure);
          if (!reaches(target)) return false;
          if (fits()) return true;
        }
      });
    }

    /* Where a program leaves the figure less than its share, the figure takes its place at a click, and that of all before it but
       the headings. False if that is no way: there is no program, the figure comes at a click already, or something does not fit. */
    function replaced(target) {
      const output = figures[0].closest('.output'), cell = output.closest('.code');
      if (!isOnScreen || !cell.querySelector('.program') || output.closest('details, .fragment')) return false;
      const isBefore = part => part.compareDocumentPosition(output) & Node.DOCUMENT_POSITION_FOLLOWING && !part.contains(output);
      const parts = ['.fit > .prose > :not(h1, h2, h3)', '.fit > :not(.prose)', '.program', '.output'];
      const before = Array.from(slide.querySelectorAll(parts)).filter(isBefore);
      const steps = [...before, output];
      besides.forEach(cell => cell.classList.remove('beside'));
      before.forEach(part => part.classList.add('fragment', 'custom', 'gives-way'));
      output.classList.add('fragment', 'custom', 'takes-over');
      steps.forEach(part => { part.dataset.fragmentIndex = 0; });
      const isShown = now => steps.forEach(part => part.classList.toggle('visible', now));
      isShown(true);
      const found = enlarged(target, fits);
      isShown(false);
      const bothFit = () => {
        if (!fits()) return false;
        isShown(true);
        const shown = fits();
        isShown(false);
        return shown;
      };
      for (const [dense, mayWrap] of found ? [[false, false], [true, false], [true, true]] : []) {
        content.classList.toggle('dense', dense);
        for (const beside of besides.length ? [false, true] : [false]) {
          besides.forEach(cell => cell.classList.toggle('beside', beside));
          if (SIZES.some(size => { set('--program', size); return bothFit() && (mayWrap || !wraps()); })) return true;
        }
      }
      content.classList.remove('dense', 'sideways');
      steps.forEach(part => {
        part.classList.remove('fragment', 'custom', 'visible', 'gives-way', 'takes-over');
        delete part.dataset.fragmentIndex;
      });
      return false;
    }

    // The largest programs, then the largest figures, for which there is room; false if there is none.
    function placed(leastSize, leastFigure, mayWrap) {
      for (const size of SIZES.filter(each => each >= leastSize)) {
        set('--program', size);
        for (const beside of besides.length ? [false, true] : [false]) {
          besides.forEach(cell => cell.classList.toggle('beside', beside));
          set('--figure', leastFigure);
          const small = () => figures.some(figure => height(figure) < 0.9 * leastFigure);
          if (!fits() || small() || (!mayWrap && wraps())) continue;
          for (let size = FIGURE; figures.length && size >= leastFigure; size -= 10) {
            set('--figure', size);
            if (fits()) return true;
          }
          if (!figures.length) return true;
        }
      }
      return false;
    }

    // All letters as large as there is room for.
    function filled() {
      const program = SIZES.find(size => { set('--program', size); return fits() && !wraps(); });
      for (let percent = LARGER; program && percent >= 100; percent -= 5) {
        zoomTo(percent / 100);
        set('--program', program * zoom);
        if (fits() && !wraps()) return true;
      }
      zoomTo(1);
      return false;
    }

    set('--program', SIZES[0]);
    if (!figures.length && (!cells.length || height(content) < ROOM / 2) && filled()) return;
    if (figures.length === 1 && TARGETS.some(target => spacious(target) || replaced(target))) return;
    content.classList.remove('sideways');
    if (placed(19, 340, false) || placed(READABLE, 280, false) || placed(READABLE, 280, true)) return;
    // Then closer lines and smaller prose, then smaller everything, and in the end a slide that scrolls.
    content.classList.add('dense');
    if (placed(READABLE, 280, false)) return;
    for (let percent = 95; percent >= 70; percent -= 5) {
      zoomTo(percent / 100);
      if (placed(READABLE, 240, true)) return;
    }
    slide.dataset.crowded = '';
    set('--program', READABLE);
    for (let percent = 65; percent >= 30; percent -= 5) {
      zoomTo(percent / 100);
      if (fits()) return;
    }
    content.classList.add('scrolling');
    zoomTo(1);
  }

  await MathJax.startup.promise;
  await Promise.all(Array.from(document.images, image => image.decode().catch(() => {})));
  document.documentElement.classList.add('measuring');
  document.querySelectorAll('.slides > section > section').forEach(fit);
  document.documentElement.classList.remove('measuring');
}
