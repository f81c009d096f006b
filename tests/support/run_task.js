/* Run `run(task)` of a module and write its answer: node run_task.js <module> <task.json> <answer.json>. */

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [script, task, answer] = process.argv.slice(2);
const { run } = await import(pathToFileURL(script).href);
const plain = (_key, value) => (ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value);
writeFileSync(answer, JSON.stringify(await run(JSON.parse(readFileSync(task, "utf8"))), plain));
