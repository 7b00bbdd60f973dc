/* The words of players, tables, questions and exercises in another language, from the file words.LANGUAGE.json, and those of
   errors from errors.LANGUAGE.json; notebook.words.Phrases says what # and § and * and {2} mean there. What scripts write later is
   turned, too. Of outputs that hold none of our parts, only lines above tables and below progress bars are: a word alone is the
   author's. */
(function () {
  'use strict';
  var WORDS = '@WORDS@', ERRORS = '@ERRORS@';
  var ENGLISH = /(?:^|\s)(?:the|of|is|are|an|was|were|be|must|which|has|takes|needs|that)(?:\s|$)/i;
  var LONGEST = 4000; // what is longer is no sentence of ours
  var SIGNS = {
    '#': '([\\d.,\\u00a0\\u2009\\u202f ]*\\d)',
    '§': '((?:[A-Z]\\w*(?:<.*>)?|[a-z]+(?=\\[))(?:\\[\\])*)',
    '*': '([\\s\\S]+)'
  };
  var OURS = '[data-arignote], .arignote-predict, .arignote-exercise';
  var PARTS = OURS + ', .output.html, [data-arignote-words]', REPORTS = '.output.stderr';
  var CAPTIONS = '[data-arignote] figcaption output';
  var THEIRS = 'script, style, td, th, code, mjx-container, .arignote-predict label, .arignote-predict p';

  function rows(table, isNested) {
    return Object.keys(table).map(function (key) {
      var pattern = key.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/[#*§]/g, function (sign) { return SIGNS[sign]; });
      return {pattern: new RegExp('^' + pattern + '$'), words: table[key], isWord: !/[#*§]/.test(key), isNested: isNested};
    });
  }

  var words = rows(WORDS, false), errors = rows(ERRORS, true);

  // Null if a part would stay English in the midst of it.
  function filled(row, match) {
    var next = 1, isWhole = true;
    var text = row.words.replace(/[#*§]|\{(\d)\}/g, function (sign, place) {
      next = +(place || next);
      var part = match[next++], turned = place || !row.isNested ? part : said(errors, part, true);
      isWhole = isWhole && (place || !row.isNested || turned !== part || !ENGLISH.test(part));
      return turned;
    });
    return isWhole ? text : null;
  }

  function said(table, text, isWordToo) {
    for (var i = 0; i < table.length && text.length <= LONGEST; i++) {
      var match = (isWordToo || !table[i].isWord) && table[i].pattern.exec(text), found = match && filled(table[i], match);
      if (found) { return found; }
    }
    return text;
  }

  // A line of an error or a warning; below an error's sentence stands the English one, by which others find it.
  function line(english) {
    if (/^ {4}/.test(english)) { return '    ' + said(errors, english.slice(4), true); }
    var part = /^((?:caused by|and:|warning:) )?([A-Z]\w*: )?([\s\S]*)$/.exec(english), sentence = said(errors, part[3], true);
    if (sentence === part[3]) { return said(errors, english, true); }
    var before = part[1] ? said(errors, part[1].trim(), true) : '', isError = part[2] || /^and:/.test(english);
    return before + (part[2] || '') + sentence + (isError ? '\n    (' + part[3] + ')' : '');
  }

  function turned(node, parent) {
    if (parent.closest(REPORTS)) { return node.data.split('\n').map(line).join('\n'); }
    var text = node.data.trim();
    if (parent.closest('pre')) { return node.data; }
    var known = said(words, text, !!parent.closest(OURS));
    if (known === text && /[a-z] [a-z]/.test(text) && parent.closest(CAPTIONS)) { // a sentence, and no number that moves with a slider
      known = said(errors, text, true);
    }
    return node.data.replace(text, function () { return known; });
  }

  function turn(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      var parent = node.parentElement;
      if (!parent || !parent.closest(PARTS + ', ' + REPORTS) || parent.ownerSVGElement || parent.closest(THEIRS)) { return; }
      var text = turned(node, parent);
      if (text !== node.data) { node.data = text; }
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.closest(OURS)) {
        ['aria-label', 'title'].forEach(function (name) {
          if (!node.ownerSVGElement && node.hasAttribute(name)) {
            node.setAttribute(name, said(words, node.getAttribute(name), true));
          }
        });
      }
      node.childNodes.forEach(turn);
    }
  }

  document.querySelectorAll('@ROOTS@').forEach(function (root) {
    root.dataset.turned = '';
    turn(root);
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        if (change.type === 'characterData') { turn(change.target); } else { change.addedNodes.forEach(turn); }
      });
    }).observe(root, {subtree: true, childList: true, characterData: true});
  });
})();
