// Every checkbox has a name that a screen reader can say, can be seen, and is ticked and unticked by the keyboard alone.

import { after, before, describe, test } from 'node:test';
import { DESK, TEST_TIMEOUT, assertNone, eachInTwoTabs, launch, onePageOfEachType, open, parsePage, readablePagesOf, sites, unfold } from './support.mjs';

describe('checkboxes', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  for (const site of sites()) {
    test(`${site.name}: every checkbox has a name`, { timeout: TEST_TIMEOUT }, async (t) => {
      const findings = [];
      const context = await browser.newContext({ viewport: DESK });
      let count = 0;
      await eachInTwoTabs(context, readablePagesOf(site).filter(hasCheckbox), async (tab, page) => {
        await open(tab, site, page);
        await unfold(tab);
        for (const box of await accessibleCheckboxes(tab)) {
          count += 1;
          if (box.problem) findings.push(`${page.path}: ${box.html}: ${box.problem}`);
        }
      });
      await context.close();
      t.diagnostic(`${count} checkboxes`);
      assertNone(findings, 'a checkbox is not accessible');
    });

    test(`${site.name}: every checkbox is operable by keyboard`, { timeout: TEST_TIMEOUT }, async (t) => {
      const findings = [];
      const context = await browser.newContext({ viewport: DESK });
      let count = 0;
      // One tab at a time: two tabs of one site may keep in step.
      const tab = await context.newPage();
      for (const page of onePageOfEachType(site).filter(hasCheckbox)) {
        await open(tab, site, page);
        await unfold(tab);
        const boxes = tab.locator('input[type=checkbox]');
        const total = await boxes.count();
        for (let index = 0; index < total; index += 1) {
          const box = boxes.nth(index);
          const problem = await operate(tab, box);
          if (problem === 'not shown') continue;
          count += 1;
          if (problem) findings.push(`${page.path}: ${await box.evaluate((input) => input.outerHTML)}: ${problem}`);
        }
      }
      await context.close();
      t.diagnostic(`${count} checkboxes ticked and unticked`);
      assertNone(findings, 'a checkbox cannot be operated');
    });
  }
});

const hasCheckbox = (page) => parsePage(page.file).elements.some(({ tag, attrs }) => tag === 'input' && attrs.type?.toLowerCase() === 'checkbox');

/**
 * Every checkbox with what Chromium's accessibility tree says of it. One that is not rendered although its label is has
 * been replaced by a picture of itself, and is reported; one that is hidden with its label is of no concern.
 */
async function accessibleCheckboxes(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'input[type=checkbox]' });
  const boxes = await tab.locator('input[type=checkbox]').evaluateAll((inputs) =>
    inputs.map((input) => ({
      html: input.outerHTML,
      shown: input.checkVisibility(),
      labelShown: [...(input.labels ?? [])].some((label) => label.checkVisibility()),
    })),
  );
  const found = [];
  for (const [index, box] of boxes.entries()) {
    if (!box.shown) {
      if (box.labelShown) found.push({ ...box, problem: 'hidden although its label is shown' });
      continue;
    }
    const { nodes } = await session.send('Accessibility.getPartialAXTree', { nodeId: nodeIds[index], fetchRelatives: false });
    const node = nodes[0];
    const problem = node.ignored ? 'not in the accessibility tree' : node.name?.value?.trim() ? undefined : 'no accessible name';
    found.push({ ...box, problem });
  }
  await session.detach();
  return found;
}

/** Focuses a checkbox, presses Space twice, and says what did not work. */
async function operate(tab, box) {
  const focus = () =>
    box.evaluate((input) => {
      input.focus();
      const focused = document.activeElement === input || input.getRootNode().activeElement === input;
      if (!input.checkVisibility()) return { problem: 'not shown' };
      if (input.disabled) return { problem: 'disabled' };
      if (input.tabIndex < 0) return { problem: 'left out of the Tab order' };
      return focused ? { checked: input.checked } : { problem: 'cannot be focused' };
    });
  const before = await focus();
  if (before.problem) return before.problem;
  await tab.keyboard.press('Space');
  const ticked = await focus();
  if (ticked.problem) return `ticked, it is ${ticked.problem}`;
  if (ticked.checked === before.checked) return 'Space does not change it';
  await tab.keyboard.press('Space');
  return (await box.isChecked()) === before.checked ? undefined : 'Space does not change it back';
}
