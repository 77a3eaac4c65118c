// The filters of the mistakes index: severity, stage, with an item that prevents it or without, and words.
'use strict';
(() => {
  const { waybook } = window;
  const { el, t, mistakes: fit } = waybook;
  if (!fit?.all) return;

  const form = () => document.querySelector('[data-mistake-filter]');
  const asked = () => Object.fromEntries(['severity', 'stage', 'guard', 'words'].map((name) => [name, form().elements[name].value]));

  /** Shows what the filters ask for, and says how many that are. */
  function show() {
    if (!form()) return;
    const filter = asked();
    const those = fit.all().filter((mistake) => fit.matches(mistake, filter));
    for (const mistake of fit.all()) mistake.card.hidden = !those.includes(mistake);
    for (const section of document.querySelectorAll('[data-mistakes]')) {
      const own = section.querySelectorAll('[data-mistake]:not([hidden])').length;
      section.hidden = own === 0;
      section.querySelector('h2 small').textContent = new Intl.NumberFormat(waybook.lang).format(own);
    }
    const free = Object.values(filter).every((value) => value.trim() === '');
    const place = document.querySelector('[data-mistakes-shown]');
    const again = free ? [] : [' ', el('button', { type: 'button', class: 'link-button', onclick: clear }, t('js-mistakes-all'))];
    place.replaceChildren(t('js-mistakes-shown', { count: those.length }), ...again);
    return those.length;
  }

  function clear() {
    form().reset();
    waybook.announce(t('js-mistakes-shown', { count: show() }));
    form().elements.words.focus();
  }

  let waiting = null;
  const change = ({ target }) => {
    if (!form()?.contains(target)) return;
    const shown = show();
    clearTimeout(waiting);
    // One word at a time, not one letter.
    waiting = setTimeout(() => waybook.announce(t('js-mistakes-shown', { count: shown })), 500);
  };
  document.addEventListener('input', change);
  document.addEventListener('submit', (event) => {
    if (event.target === form()) event.preventDefault();
  });

  /** A link to a mistake that is filtered out shows it. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest('[data-mistake][hidden]')) return;
    form().reset();
    show();
    target.scrollIntoView();
  }

  window.addEventListener('hashchange', reveal);
  document.addEventListener('waybook:mistakes', () => {
    if (!form()) return;
    form().hidden = false;
    show();
  });
})();
