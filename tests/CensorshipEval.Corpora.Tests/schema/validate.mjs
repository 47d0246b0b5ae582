// usage: node validate.mjs SCHEMA FILE...   prints one line per file: "ok" or "bad" and why.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";

const [schema, ...files] = process.argv.slice(2);
const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true })
  .compile(JSON.parse(readFileSync(schema, "utf8")));
for (const file of files) {
  const good = validate(JSON.parse(readFileSync(file, "utf8")));
  console.log(good ? "ok" : "bad " + validate.errors.map(e => `${e.instancePath} ${e.message}`).join("; "));
}
