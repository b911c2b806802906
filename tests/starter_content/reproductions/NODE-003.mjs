// Shows the fatal heap error: a cache that never forgets fills a heap of 32 MB.
import { writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

writeFileSync(
  "leak.mjs",
  "const cache = new Map();\nfor (let id = 0; ; id++) cache.set(id, { id, lines: [id, id + 1] });\n",
);
const run = spawnSync(process.execPath, ["--max-old-space-size=32", "leak.mjs"], { stdio: "inherit" });
process.exit(run.status ?? 134);
