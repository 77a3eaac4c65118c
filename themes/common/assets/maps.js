// The map of touchpoints and the matrix as tools: arrow keys, filters, ways that light up. Both are complete without.
'use strict';
(() => {
  const { waybook } = window;
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** The one of `others` that lies nearest in a direction; what lies aside counts double. */
  function nearest(from, others, [dx, dy]) {
    const centre = (element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    };
    const [x, y] = centre(from);
    let best = null;
    let least = Infinity;
    for (const other of others) {
      const [ox, oy] = centre(other);
      const along = (ox - x) * dx + (oy - y) * dy;
      const aside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
      const distance = along + aside * 2;
      if (along > 4 && distance < least) [best, least] = [other, distance];
    }
    return best;
  }

  /** Arrow keys go from link to link; with Tab one comes in and out of all of them at once. */
  function walk(frame, links) {
    const open = () => links().filter((link) => !link.closest('.is-off, [hidden]'));
    const enter = (link) => {
      for (const other of links()) other.tabIndex = other === link ? 0 : -1;
    };
    const first = links().find((link) => link.tabIndex === 0 && link.hasAttribute('tabindex')) ?? links()[0];
    if (first) enter(first);
    if (frame.dataset.walks) return;
    frame.dataset.walks = 'yes';
    frame.addEventListener('focusin', ({ target }) => {
      const link = target.closest('a');
      if (links().includes(link)) enter(link);
    });
    frame.addEventListener('keydown', (event) => {
      const link = event.target.closest('a');
      if (!links().includes(link) || event.ctrlKey || event.metaKey || event.altKey) return;
      const all = open();
      const next = ARROWS[event.key] ? nearest(link, all.filter((other) => other !== link), ARROWS[event.key])
        : event.key === 'Home' ? all[0] : event.key === 'End' ? all.at(-1) : null;
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  /** The controls of a tool: their values, by name, come back with the preview's newer page. */
  function controls(tools, says, show) {
    tools.hidden = false;
    says.hidden = false;
    const chosen = (tools.chosen ??= {});
    for (const select of tools.querySelectorAll('select')) select.value = chosen[select.name] ?? '';
    const again = (speak) => {
      tools.querySelector('[data-clear]').hidden = !Object.values(chosen).some(Boolean);
      says.textContent = show(chosen);
      if (speak) waybook.announce(says.textContent);
    };
    tools.onchange = ({ target }) => {
      chosen[target.name] = target.value;
      again(true);
    };
    tools.onclick = ({ target }) => {
      if (!target.closest('[data-clear]')) return;
      for (const select of tools.querySelectorAll('select')) chosen[select.name] = select.value = '';
      again(true);
      tools.querySelector('select').focus();
    };
    again(false);
  }

  /** The shortest way from one id to another, both included; `null` when there is none. */
  function shortest(ways, from, to) {
    const before = new Map([[from, null]]);
    for (const here of before.keys()) {
      if (here === to) {
        const path = [];
        for (let at = to; at !== null; at = before.get(at)) path.unshift(at);
        return path;
      }
      for (const next of ways.get(here) ?? []) if (!before.has(next)) before.set(next, here);
    }
    return null;
  }

  function touchpoints(svg) {
    const tools = document.querySelector('[data-map-tools]');
    const says = document.querySelector('[data-map-says]');
    const nodes = [...svg.querySelectorAll('a.node')];
    const edges = [...svg.querySelectorAll('[data-from]')];
    const name = new Map(nodes.map((node) => [node.dataset.id, node.dataset.name]));
    const [ways, back] = [new Map(), new Map()];
    for (const { dataset: { from, to } } of edges) {
      ways.set(from, [...ways.get(from) ?? [], to]);
      back.set(to, [...back.get(to) ?? [], from]);
    }
    const names = (ids) => [...new Set(ids)].map((id) => name.get(id)).join(', ');
    let way = null;

    /** Lights up nodes and ways; everything, when there is nothing to trace. */
    function light(ids, isOn) {
      svg.classList.toggle('is-tracing', ids !== null);
      for (const node of nodes) node.classList.toggle('is-on', ids?.has(node.dataset.id) ?? false);
      for (const edge of edges) edge.classList.toggle('is-on', ids !== null && isOn(edge.dataset));
    }

    function trace(node) {
      const id = node?.dataset.id;
      if (id) light(new Set([id, ...ways.get(id) ?? [], ...back.get(id) ?? []]), ({ from, to }) => from === id || to === id);
      else if (way) light(new Set(way), ({ from, to }) => way.some((at, i) => at === from && way[i + 1] === to));
      else light(null);
    }

    function say(node) {
      const { id } = node.dataset;
      const [to, from] = [ways.get(id) ?? [], back.get(id) ?? []];
      return [
        node.getAttribute('aria-label'),
        to.length > 0 ? waybook.t('js-maps-leads-to', { names: names(to) }) : null,
        from.length > 0 ? waybook.t('js-maps-comes-from', { names: names(from) }) : null,
      ].filter(Boolean).join(' · ');
    }

    let words = '';
    for (const [on, off] of [['focusin', 'focusout'], ['mouseover', 'mouseout']]) {
      svg[`on${on}`] = null;
      svg.addEventListener(on, ({ target }) => {
        const node = target.closest('a.node');
        if (!node || node.matches('.is-off')) return;
        trace(node);
        says.textContent = say(node);
      });
      svg.addEventListener(off, () => {
        trace(null);
        says.textContent = words;
      });
    }
    walk(svg, () => nodes);
    controls(tools, says, ({ from, to, ...filter }) => {
      const fits = ({ dataset }) => Object.entries(filter).every(([key, value]) => !value || dataset[key] === value);
      for (const node of nodes) node.classList.toggle('is-off', !fits(node));
      const on = new Set(nodes.filter(fits).map((node) => node.dataset.id));
      for (const edge of edges) edge.classList.toggle('is-off', !on.has(edge.dataset.from) || !on.has(edge.dataset.to));
      for (const id of name.keys()) {
        const row = document.getElementById(id);
        if (row) row.hidden = !on.has(id);
      }
      way = from && to ? shortest(ways, from, to) : null;
      trace(null);
      words = Object.values(filter).some(Boolean) ? waybook.t('js-maps-shown', { shown: on.size, total: name.size }) : '';
      if (from && to) words = `${words} ${wayInWords(way, from, to)}`.trim();
      return words;
    });

    function wayInWords(path, from, to) {
      if (!path) return waybook.t('js-maps-no-way', { from: name.get(from), to: name.get(to) });
      const text = path.map((id) => name.get(id)).reduce((a, b) => waybook.t('js-maps-and-then', { a, b }));
      return waybook.t('js-maps-way', { count: path.length - 1, way: text });
    }
  }

  function matrix(table) {
    const tools = document.querySelector('[data-matrix-tools]');
    const says = document.querySelector('[data-map-says]');
    const rows = [...table.tBodies[0].rows];
    const cells = [...table.querySelectorAll('[data-stage]')];
    walk(table, () => [...table.querySelectorAll('tbody a')].filter((link) => !link.closest('[hidden]')));
    const column = (stage) => {
      for (const cell of cells) cell.classList.toggle('is-column', cell.dataset.stage === stage);
    };
    let chosenStage;
    for (const on of ['focusin', 'mouseover']) {
      table.addEventListener(on, ({ target }) => column(target.closest('[data-stage]')?.dataset.stage ?? chosenStage));
    }
    for (const off of ['focusout', 'mouseout']) table.addEventListener(off, () => column(chosenStage));
    controls(tools, says, ({ stage, role, intent }) => {
      const plays = (row) => [...row.querySelectorAll('[data-role]')]
        .some(({ dataset }) => (!stage || dataset.stage === stage) && (!role || dataset.role === role));
      for (const row of rows) row.hidden = intent && row.dataset.intent !== intent || (stage || role) && !plays(row);
      for (const cell of cells) {
        const other = stage && cell.dataset.stage !== stage || role && cell.dataset.role && cell.dataset.role !== role;
        cell.classList.toggle('is-off', Boolean(other));
      }
      chosenStage = stage;
      column(stage);
      const shown = rows.filter((row) => !row.hidden).length;
      return stage || role || intent ? waybook.t('js-maps-shown-pillars', { shown, total: rows.length }) : '';
    });
  }

  waybook.onpage(() => {
    const svg = document.querySelector('svg.tmap');
    const table = document.querySelector('table.matrix');
    if (svg && document.querySelector('[data-map-tools]')) touchpoints(svg);
    if (table && document.querySelector('[data-matrix-tools]')) matrix(table);
  });
})();
