/* Which keys are the deck's: a remote control sends keys too, and the last click was perhaps on a slider.
   So all of the deck's keys are, but for those that a control not reached by a click has a use for, and what is typed. */
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
  const control = element => element?.closest('select') || element;

  // The control that was clicked last. A window that comes to the front gives the focus back, which is no other way to it.
  // A film may keep the pointer's events to itself: only Tab is another way to it.
  let clicked = null, isPointing = false, isTabbed = false;
  const see = () => { clicked = control(document.activeElement); };
  addEventListener('pointerdown', () => { isPointing = true; isTabbed = false; see(); }, true);
  addEventListener('focusin', () => { if (isPointing) { see(); } }, true);
  ['pointerup', 'pointercancel'].forEach(end => addEventListener(end, () => { isPointing = false; }, true));
  // A click on a label, or on an entry of a list, gives the focus only afterwards. Without a pointer its detail is 0.
  addEventListener('click', event => {
    const reached = event.target.closest('label')?.control || event.target.closest('option');
    if (reached && event.detail > 0) { clicked = control(reached); }
  }, true);
  addEventListener('keydown', event => {
    if (event.key === 'Tab') {
      clicked = null;
      isTabbed = true;
    }
  }, true);

  function isOfControl(key) {
    const at = document.activeElement;
    if (!at || at === document.body) { return false; }
    if (!isTabbed && at.matches('video, audio')) { return false; }
    if (control(at) === clicked && !at.isContentEditable && !at.matches(TEXT)) { return false; }
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
