/* What is wider than the page scrolls, and can be reached and scrolled by keyboard, in browsers too that do not see to it. */
(function () {
  'use strict';
  function reach() {
    document.querySelectorAll('main :is(pre, table, .output, mjx-container)').forEach(function (part) {
      var scrolls = getComputedStyle(part).overflowX === 'auto' && part.scrollWidth > part.clientWidth + 1;
      if (scrolls) { part.tabIndex = 0; } else { part.removeAttribute('tabindex'); }
    });
  }
  MathJax.startup.promise.then(reach);
  addEventListener('resize', reach);
  // What is folded has no size yet.
  document.addEventListener('toggle', reach, true);
})();
