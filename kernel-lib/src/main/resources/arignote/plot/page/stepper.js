(function () {
  'use strict';
  const steps = @STEPS@;

  function start(root) {
    const svg = root.querySelector('svg');
    const caption = root.querySelector('figcaption output');
    const first = caption.textContent;
    const nodes = [...svg.querySelectorAll('[data-node]')];
    const names = nodes.map(node => node.getAttribute('aria-label'));
    let at = 0; // how many steps are done

    function line(step) {
      return nodes[step.node].querySelector(`[data-line="${step.line}"]`);
    }

    // Marks a node wherever it stands, in the graph, the formula and the code, and the arrows of its step.
    function light(node, step) {
      root.querySelectorAll('.lit').forEach(part => part.classList.remove('lit'));
      root.querySelectorAll(`[data-node="${node}"]`).forEach(part => part.classList.add('lit'));
      if (!step) { return; }
      const arrows = step.back
        ? step.along.map(to => `[data-from="${node}"][data-to="${to}"]`) : [`[data-to="${node}"]`];
      arrows.forEach(arrow => svg.querySelectorAll(arrow).forEach(part => part.classList.add('lit')));
    }

    function lightStep() {
      if (at > 0) { light(steps[at - 1].node, steps[at - 1]); } else { light(-1); }
    }

    function go(to) {
      at = Math.max(0, Math.min(steps.length, to));
      steps.forEach((step, i) => line(step).classList.toggle('late', i >= at));
      // What is read out of a node is what stands in it.
      nodes.forEach((node, i) => {
        const shown = [...node.querySelectorAll('[data-line]:not(.late)')].map(part => part.textContent);
        node.setAttribute('aria-label', [names[i], ...shown].join(', '));
      });
      caption.textContent = at > 0 ? steps[at - 1].text : first;
      lightStep();
    }

    // To the step of a node: forward on the way forward, back on the way back; a variable has a step on the way back alone.
    function visit(node) {
      const isBack = at > 0 && Boolean(steps[at - 1].back);
      const found = steps.findIndex(step => step.node === node && Boolean(step.back) === isBack);
      if (found >= 0) { go(found + 1); } else { light(node); }
    }

    const part = e => e.target.closest('[data-node]');
    const number = e => Number(part(e).dataset.node);
    root.addEventListener('mouseover', e => { if (part(e)) { light(number(e)); } else { lightStep(); } });
    root.addEventListener('mouseleave', lightStep);
    root.addEventListener('focusin', e => { if (part(e)) { light(number(e)); } });
    root.addEventListener('focusout', lightStep);
    root.addEventListener('click', e => { if (part(e)) { visit(number(e)); } });
    const buttons = { back: () => go(at - 1), step: () => go(at + 1), all: () => go(steps.length), reset: () => go(0) };
    Object.keys(buttons).forEach(name => root.querySelector(`[name=${name}]`).addEventListener('click', buttons[name]));
    root.addEventListener('keydown', e => {
      if (!e.target.closest('svg,.arignote-controls')) { return; }
      // Keys that step must not turn a slide as well.
      e.stopPropagation();
      if (e.altKey || e.ctrlKey || e.metaKey) { return; }
      if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') {
        go(at + (e.key === 'ArrowRight' ? 1 : -1));
      } else if (part(e) && (e.key === 'Enter' || e.key === ' ')) {
        visit(number(e));
      } else {
        return;
      }
      e.preventDefault();
    });
    go(0);
  }

  document.querySelectorAll('[data-arignote="@MARK@"]').forEach(root => {
    if (root.arignoteReady) { return; }
    root.arignoteReady = true;
    root.querySelector('.arignote-controls').style.display = 'flex';
    start(root);
  });
})();
