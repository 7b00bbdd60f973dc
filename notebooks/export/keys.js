/* Which keys are the deck's: a remote control sends keys too, and the last click was perhaps on a slider.
   So all of the deck's keys are, but for those that a control reached with Tab has a use for, and what is typed. */
function keysOfDeck() {
  const KEYS = /^(Page(Up|Down)|Arrow(Up|Down|Left|Right)|Home|End|Escape|.)$/u;
  const BUTTON = 'button, summary, :is([type=button], [type=submit], [type=reset], [type=checkbox])';
  const SLIDER = '[type=range], [type=radio]';
  const TEXT = `textarea, input:not(${BUTTON}, ${SLIDER})`;
  const USES = [
    ['a[href]', /^Enter$/],
    [BUTTON, /^( |Enter)$/],
    [SLIDER, /^( |Home|End|Arrow.+)$/],
    ['*', /^(?!Page(Up|Down)$)/]
  ];
  let clicked = false;
  addEventListener('pointerdown', () => { clicked = true; }, true);
  addEventListener('keydown', event => { if (event.key === 'Tab') { clicked = false; } }, true);

  function isOfControl(key) {
    const at = document.activeElement;
    if (!at || at === document.body) { return false; }
    if (clicked && !at.isContentEditable && !at.matches(TEXT)) { return false; }
    return USES.find(([controls]) => at.matches(controls))[1].test(key);
  }

  // The deck hears what is for it even where a control lets no key through.
  addEventListener('keydown', event => {
    const isKey = event.isTrusted && !event.ctrlKey && !event.metaKey && KEYS.test(event.key);
    if (!isKey || document.activeElement === document.body || isOfControl(event.key)) { return; }
    event.stopImmediatePropagation();
    if (!document.dispatchEvent(new KeyboardEvent('keydown', event))) { event.preventDefault(); }
  }, true);

  // The focus goes back to the deck, and a list that is open is closed: it would stay there above the slides.
  function leaveControl() {
    const at = document.activeElement, list = at?.matches('option') && at.closest('select');
    at?.blur();
    if (list) { list.replaceWith(list); }
  }

  // reveal.js asks this first, and takes no key while an input has the focus. A key without a name comes from the
  // window with the notes.
  return event => {
    if (event.key && isOfControl(event.key)) { return false; }
    if (!event.key || KEYS.test(event.key)) { leaveControl(); }
    return true;
  };
}
