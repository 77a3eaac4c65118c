// Shows the buttons that open the search (`[data-search]`) and loads everything else of it when it is first opened.
'use strict';
(() => {
  const waybook = window.waybook;
  const { style, library, engine, dialog, own, all } = document.currentScript.dataset;
  const root = waybook.root;
  let loading;

  function open() {
    loading ??= Promise.all([waybook.load(style), waybook.load(engine), waybook.load(dialog)])
      .then(() => waybook.searchDialog({ library, own: own && root + own, all: all && root + all }));
    loading.then((search) => search.open(), fail);
  }

  function fail() {
    loading = undefined;
    document.querySelector('main')?.prepend(waybook.el('p', { role: 'alert' }, waybook.t('js-search-failed')));
  }

  const writes = (element) => element.isContentEditable || element.matches('input, select, textarea');

  if (!own && !all) return;
  const show = () => {
    for (const button of document.querySelectorAll('[data-search]')) button.hidden = false;
  };
  waybook.ready(show);
  document.addEventListener('waybook:patched', show);
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-search]')) open();
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const modified = event.ctrlKey || event.metaKey;
    const letter = modified && !event.shiftKey && event.key.toLowerCase() === 'k';
    const slash = !modified && event.key === '/' && !writes(event.target) && !document.querySelector('dialog[open]')
      && waybook.store.get('waybook-search-slash') !== 'off';
    if (!letter && !slash) return;
    event.preventDefault();
    open();
  });
})();
