/* What is wider than the page scrolls, and can be reached and scrolled by keyboard, in browsers too that do not see to it. On paper
   nothing scrolls: a table that is wider becomes smaller. */
(function () {
  'use strict';
  var PAPER = 650;  // px of A4 within the margins of page.css
  function reach() {
    document.querySelectorAll('main :is(pre, table, .output, mjx-container)').forEach(function (part) {
      var scrolls = getComputedStyle(part).overflowX === 'auto' && part.scrollWidth > part.clientWidth + 1;
      if (scrolls) { part.tabIndex = 0; } else { part.removeAttribute('tabindex'); }
    });
    document.querySelectorAll('main table > tbody').forEach(function (rows) {
      var width = rows.getBoundingClientRect().width;
      if (width > PAPER) { rows.parentNode.style.setProperty('--paper', PAPER / width); }
    });
  }
  MathJax.startup.promise.then(reach);
  addEventListener('resize', reach);
  // What is folded has no size yet.
  document.addEventListener('toggle', reach, true);
})();
