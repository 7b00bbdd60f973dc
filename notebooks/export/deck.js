/* Starts reveal.js once the slides are fitted. */
fitSlides().then(async function () {
  // The window with the notes has no style that would hide a formula's copy for screen readers.
  document.querySelectorAll('aside.notes mjx-assistive-mml').forEach(copy => copy.remove());
  // A finger that drags a slider does not turn the slide as well.
  document.querySelectorAll('.slides [type=range]').forEach(slider => { slider.dataset.preventSwipe = ''; });
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // For print, reveal.js lays the slides out once more after it has started.
  const laidOut = new Promise(done => /print-pdf/.test(location.search) ? Reveal.on('pdf-ready', done) : done());
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true, slideNumber: 'c/t',
    transition: calm ? 'none' : 'slide', pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false,
    keyboardCondition: keysOfDeck(), plugins: [RevealNotes]
  });
  await laidOut;
  document.documentElement.dataset.ready = '1';
});
