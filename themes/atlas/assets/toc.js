// "On this page" marks the section one reads: the last heading that has passed the upper third of the window.
'use strict';
(function () {
  const links = new Map();
  for (const link of document.querySelectorAll('.toc a')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (!links.size) return;
  let current;
  const mark = () => {
    const line = innerHeight / 3;
    const passed = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top < line);
    const link = links.get(passed.at(-1));
    if (link === current) return;
    current?.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'location');
    current = link;
  };
  const watch = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px', threshold: [0, 1] });
  for (const heading of links.keys()) watch.observe(heading);
})();
