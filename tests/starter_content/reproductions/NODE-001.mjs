// Shows ERR_MODULE_NOT_FOUND: an ES module imports a relative file without its extension.
import { mkdirSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

mkdirSync("shop/src", { recursive: true });
writeFileSync("shop/package.json", JSON.stringify({ type: "module" }));
writeFileSync("shop/src/prices.js", "export const vat = (net) => net * 1.2;\n");
writeFileSync("shop/src/server.js", 'import { vat } from "./prices";\n\nconsole.log(vat(100));\n');

const run = spawnSync(process.execPath, ["shop/src/server.js"], { stdio: "inherit" });
process.exit(run.status);
