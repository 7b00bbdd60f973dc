(function () {
  'use strict';
  var key = 'arignote @MARK@';

  document.querySelectorAll('[data-arignote="@MARK@"]').forEach(function (root) {
    if (root.arignoteReady) { return; }
    root.arignoteReady = true;
    var choices = Array.prototype.slice.call(root.querySelectorAll('input'));
    // Keys that choose, or unfold, must not turn a slide as well.
    root.addEventListener('keydown', function (e) { e.stopPropagation(); });
    root.addEventListener('change', function (e) {
      // A browser may refuse to keep anything; then the choice lasts as long as the page.
      try { localStorage.setItem(key, e.target.value); } catch (refused) { }
    });
    var kept = null;
    try { kept = localStorage.getItem(key); } catch (refused) { }
    choices.forEach(function (choice) { choice.checked = choice.value === kept; });
  });
})();
