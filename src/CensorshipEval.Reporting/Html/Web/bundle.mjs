// Bundles the scripts that the page holds inline, each with the licences of all that is in it, and writes all licences into one file beside them.
import { build } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SCRIPTS = { 'charts.js': 'charts.mjs', 'explorer.js': 'explorer/explorer.mjs' };

/** Writes a script and gives the folders of the packages that gave it at least one byte. */
async function bundle(source, script) {
  const { metafile } = await build({
    entryPoints: [source],
    outfile: script,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    charset: 'ascii',
    metafile: true,
  });
  // A package's folder is what follows the last node_modules.
  return Object.values(metafile.outputs).flatMap(output => Object.entries(output.inputs)).filter(([, input]) => input.bytesInOutput > 0)
    .map(([path]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
}

/** The licences of packages as one text; of the same licence once. */
function licences(folders) {
  const texts = new Map();
  for (const folder of [...new Set(folders)].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
    if (files.length === 0) throw new Error(`${name}@${version} (${license}) is bundled and has no licence file.`);
    const text = files.map(file => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...texts].map(([text, packages]) => `${packages.join(', ')}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

/** The page is handed on by itself, so the licences go with it. They stand at the end, where nobody waits for them. */
function appendLicences(script, folders) {
  const comment = licences(folders).replaceAll('*/', '* /').replaceAll('<', '(').replaceAll('>', ')').replace(/[^\n -~]/g, '?');
  writeFileSync(script, `${readFileSync(script, 'utf8').trimEnd()}\n/*! The licences of what is above.\n\n${comment}*/\n`);
}

const [target] = process.argv.slice(2);
const all = [];
for (const [name, source] of Object.entries(SCRIPTS)) {
  const script = join(target, name);
  const folders = await bundle(source, script);
  if (folders.length > 0) appendLicences(script, folders);
  all.push(...folders);
}
writeFileSync(join(target, 'THIRD-PARTY-NOTICES.txt'), `The charts of the report page are drawn by these packages, which it holds inline.\n\n${licences(all)}`);
