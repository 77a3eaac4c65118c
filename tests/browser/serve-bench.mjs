// For tests/bench/serve: milliseconds from the end of a save to the text being in the page, as a JSON list.
//   node serve-bench.mjs ADDRESS FILE COUNT
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { launch } from "./support.mjs";

const [address, file, count] = process.argv.slice(2);
const now = () => performance.timeOrigin + performance.now();
const original = readFileSync(file, "utf8");
const save = (text) => {
  const beside = join(dirname(file), ".bench.new");
  writeFileSync(beside, text);
  renameSync(beside, file);
  return now();
};

const browser = await launch();
try {
  const page = await browser.newPage();
  await page.goto(address);
  const times = [];
  for (let number = 0; number < Number(count); number += 1) {
    const marker = `Seen${String(number).padStart(5, "0")}in${process.pid}`;
    const seen = page.evaluate(
      (marker) =>
        new Promise((resolve) => {
          const look = () => {
            if (!document.body.textContent.includes(marker)) return;
            observer.disconnect();
            resolve(performance.timeOrigin + performance.now());
          };
          const observer = new MutationObserver(look);
          observer.observe(document.documentElement, { childList: true, subtree: true, characterData: true });
          look();
        }),
      marker,
    ).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const saved = save(`${original}\n${marker}\n`);
    let at = await seen;
    if (at === null) {
      // The page was loaded anew, which ends what waits in it.
      await page.waitForFunction((m) => document.body?.textContent.includes(m), marker, { polling: 5 });
      at = now();
    }
    times.push(at - saved);
  }
  console.log(JSON.stringify(times));
} finally {
  save(original);
  await browser.close();
}
