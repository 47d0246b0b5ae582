// Bundles the charting library and the few lines that draw with it into one script, which the page holds inline, with the licences of all that is in it.
import { build } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [script, notices] = process.argv.slice(2);
const { metafile } = await build({
  entryPoints: ['charts.mjs'],
  outfile: script,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  charset: 'ascii',
  metafile: true,
});

// Every package that gave at least one byte; the folder is what follows the last node_modules.
const folders = new Set(Object.values(metafile.outputs).flatMap(output => Object.entries(output.inputs))
  .filter(([, input]) => input.bytesInOutput > 0).map(([path]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
const texts = new Map();
for (const folder of [...folders].sort()) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  if (files.length === 0) throw new Error(`${name}@${version} (${license}) is bundled and has no licence file.`);
  const text = files.map(file => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
}
const all = [...texts].map(([text, packages]) => `${packages.join(', ')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
writeFileSync(notices, `The charts of the report page are drawn by these packages, which it holds inline.\n\n${all}`);
// The page is handed on by itself, so the licences go with it. They stand at the end, where nobody waits for them.
const comment = all.replaceAll('*/', '* /').replaceAll('<', '(').replaceAll('>', ')').replace(/[^\n -~]/g, '?');
writeFileSync(script, `${readFileSync(script, 'utf8').trimEnd()}\n/*! The licences of what is above.\n\n${comment}*/\n`);
