/* Tabs: a cell in other languages. The language that was chosen last is that of all cells, on this page and on the next. */
(function () {
  'use strict';
  var KEY = 'arignote beside', groups = Array.from(document.querySelectorAll('.beside'));

  function tabs(group) { return Array.from(group.querySelectorAll('[role=tab]')); }

  // A cell that has no such text shows itself.
  function show(group, language) {
    var all = tabs(group), chosen = all.find(function (tab) { return tab.dataset.language === language; }) || all[all.length - 1];
    all.forEach(function (tab) {
      var isChosen = tab === chosen;
      tab.setAttribute('aria-selected', isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
      document.getElementById(tab.getAttribute('aria-controls')).hidden = !isChosen;
    });
  }

  function choose(tab) {
    var before = tab.getBoundingClientRect().top;
    groups.forEach(function (group) { show(group, tab.dataset.language); });
    // Cells above have another height now; what was clicked stays where it is.
    window.scrollBy({top: tab.getBoundingClientRect().top - before, behavior: 'instant'});
    // A browser may refuse to keep anything; then the choice lasts as long as the page.
    try { localStorage.setItem(KEY, tab.dataset.language); } catch (refused) { }
    // What was hidden had no size: scrolling.js hears of it as of what unfolds.
    document.dispatchEvent(new Event('toggle'));
  }

  function start(group) {
    var all = tabs(group);
    all.forEach(function (tab, at) {
      tab.addEventListener('click', function () { choose(tab); });
      tab.addEventListener('keydown', function (e) {
        var last = all.length - 1, is = {ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last};
        if (!(e.key in is) || e.ctrlKey || e.altKey || e.metaKey || e.shiftKey) { return; }
        e.preventDefault();
        choose(all[is[e.key]]);
        all[is[e.key]].focus({preventScroll: true});
      });
    });
    // Without a script a page shows each cell alone, and no tabs.
    group.querySelector('[role=tablist]').hidden = false;
  }

  var kept = null;
  try { kept = localStorage.getItem(KEY); } catch (refused) { }
  groups.forEach(function (group) {
    start(group);
    show(group, kept);
  });
})();
