/* Starts reveal.js once the slides are fitted. */
fitSlides().then(async function () {
  // The window with the notes has no style that would hide a formula's copy for screen readers.
  document.querySelectorAll('aside.notes mjx-assistive-mml').forEach(copy => copy.remove());
  // A finger that drags a slider does not turn the slide as well.
  document.querySelectorAll('.slides [type=range]').forEach(slider => { slider.dataset.preventSwipe = ''; });
  const isPaced = pace(new URLSearchParams(location.search).get('plan'));
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // For print, reveal.js lays the slides out once more after it has started.
  const laidOut = new Promise(done => /print-pdf/.test(location.search) ? Reveal.on('pdf-ready', done) : done());
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true, slideNumber: 'c/t',
    transition: calm ? 'none' : 'slide', pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false,
    keyboardCondition: keysOfDeck(), defaultTiming: isPaced ? 0 : null, plugins: [RevealNotes]
  });
  await laidOut;
  document.documentElement.dataset.ready = '1';
});

/* Gives the slides the times of a plan for the speaker's window, which has a clock for them; `?plan=45` asks for one, and leaves
   out the slides that it has no time for. Without, it is the last one, which has all. Tells whether there is a plan. */
function pace(asked) {
  const slides = [...document.querySelectorAll('.slides section section')].filter(slide => slide.querySelector('aside.pace'));
  if (!slides.length) return false;
  const plans = slides[0].getAttributeNames().filter(name => name.startsWith('data-timing-')).map(name => name.slice(12));
  const isAsked = plans.includes(asked), plan = isAsked ? asked : plans.at(-1);
  for (const slide of slides) {
    const seconds = slide.getAttribute(`data-timing-${plan}`);
    slide.dataset.timing = seconds;
    if (isAsked && seconds === '0') slide.dataset.visibility = 'hidden';
  }
  document.querySelectorAll('.pace [data-plan]').forEach(line => line.dataset.plan === plan || line.remove());
  return true;
}
