/* The words of players, tables, questions and exercises in the page's language, from the file words.LANGUAGE.json. In a key # is a
   number and * anything; they come back in their order. What scripts write later is turned, too. Of outputs that hold none of our
   parts, only lines above tables and below progress bars are: a word alone is the author's. */
(function () {
  'use strict';
  var WORDS = '@WORDS@';
  var OURS = '[data-arignote], .arignote-predict, .arignote-exercise', PARTS = OURS + ', .output.html';
  var rules = Object.keys(WORDS).map(function (key) {
    var pattern = key.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/[#*]/g, function (sign) {
      return sign === '#' ? '([\\d.,\\u00a0\\u2009\\u202f ]*\\d)' : '(.+)';
    });
    return {pattern: new RegExp('^' + pattern + '$'), words: WORDS[key], isWord: !/[#*]/.test(key)};
  });

  function said(text, isOurs) {
    var trimmed = text.trim(), found = null;
    rules.some(function (rule) {
      var match = (isOurs || !rule.isWord) && rule.pattern.exec(trimmed), next = 1;
      if (match) { found = rule.words.replace(/[#*]/g, function () { return match[next++]; }); }
      return match;
    });
    return found === null ? text : text.replace(trimmed, function () { return found; });
  }

  function turn(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      var parent = node.parentElement, part = parent && parent.closest(PARTS);
      if (!part || parent.ownerSVGElement || parent.closest('script, style, td, th, pre, code, mjx-container')) { return; }
      var words = said(node.data, !!parent.closest(OURS));
      if (words !== node.data) { node.data = words; }
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.closest(OURS)) {
        ['aria-label', 'title'].forEach(function (name) {
          if (!node.ownerSVGElement && node.hasAttribute(name)) { node.setAttribute(name, said(node.getAttribute(name), true)); }
        });
      }
      node.childNodes.forEach(turn);
    }
  }

  turn(document.body);
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === 'characterData') { turn(change.target); } else { change.addedNodes.forEach(turn); }
    });
  }).observe(document.body, {subtree: true, childList: true, characterData: true});
})();
