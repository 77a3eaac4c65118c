// The loop of stages as a tool: arrow keys go around it, the stage at hand shows where the journey leads from there.
'use strict';
(() => {
  const { waybook } = window;
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  /** Events are heard on the document, so that the preview may put a newer loop in the place of this one. */
  function node(target) {
    return target.closest?.('.loop [data-stage]') ?? null;
  }

  function trace(stage) {
    const loop = document.querySelector('svg.loop');
    if (!loop) return;
    const edges = [...loop.querySelectorAll('[data-from]')];
    const led = edges.filter((edge) => edge.dataset.from === stage).map((edge) => edge.dataset.to);
    loop.classList.toggle('is-tracing', Boolean(stage));
    for (const edge of edges) edge.classList.toggle('is-on', edge.dataset.from === stage);
    for (const other of loop.querySelectorAll('[data-stage]')) {
      other.classList.toggle('is-on', other.dataset.stage === stage || led.includes(other.dataset.stage));
    }
    for (const row of document.querySelectorAll('[data-loop-row]')) row.classList.toggle('is-on', row.dataset.loopRow === stage);
  }

  for (const on of ['focusin', 'mouseover']) {
    document.addEventListener(on, ({ target }) => {
      const stage = node(target)?.dataset.stage ?? target.closest?.('[data-loop-row]')?.dataset.loopRow;
      if (stage) trace(stage);
    });
  }
  for (const off of ['focusout', 'mouseout']) {
    document.addEventListener(off, ({ target }) => {
      if (node(target) || target.closest?.('[data-loop-row]')) trace(null);
    });
  }
  document.addEventListener('keydown', (event) => {
    const here = node(event.target);
    const step = STEPS[event.key];
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const around = [...here.closest('.loop').querySelectorAll('a[data-stage]')];
    const at = around.indexOf(here);
    const next = step ? around[(at + step + around.length) % around.length]
      : event.key === 'Home' ? around[0] : event.key === 'End' ? around.at(-1) : null;
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  waybook.onpage(() => trace(null));
})();
