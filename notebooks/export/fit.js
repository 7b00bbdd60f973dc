/* Fits every slide to its surface, once formulas are typeset and pictures are there. */
async function fitSlides() {
  const READABLE = 16;                     // px of a program's letters on a surface of 1280 by 720
  const ROOM = 644;                        // px between a slide's upper edge and its number
  const SIZES = [23, 22, 21, 20, 19, 18, 17, 16];
  const FIGURE = 470;                      // px of height, where there is room
  const LARGEST = 560;                     // px of height of a figure that has a slide to itself
  const WORDS = 130;                       // per cent of the usual size, for a slide of words alone
  const SHARES = [0.35, 0.3, 0.25];        // of the surface, for the only figure of a slide

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

    // The largest programs that leave so much of the surface to the only figure; false if there are none.
    function spacious(leastShare) {
      const share = () => {
        const box = figures[0].getBoundingClientRect();
        return box.width * box.height / (1280 * 720);
      };
      for (const size of SIZES) {
        set('--program', size);
        for (const beside of besides.length ? [false, true] : [false]) {
          besides.forEach(cell => cell.classList.toggle('beside', beside));
          for (let figure = LARGEST; ; figure -= 10) {
            set('--figure', figure);
            if (share() < leastShare) break;
            if (fits() && !wraps()) return true;
          }
        }
      }
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

    if (!cells.length) {
      for (let percent = WORDS; percent > 100; percent -= 5) {
        zoomTo(percent / 100);
        if (fits()) return;
      }
      zoomTo(1);
    }
    if (figures.length === 1 && SHARES.some(spacious)) return;
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
