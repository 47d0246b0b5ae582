// Bundles the charting library and the few lines that draw with it into one script, which the page holds inline.
import { build } from 'esbuild';

await build({
  entryPoints: ['charts.mjs'],
  outfile: process.argv[2],
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'inline',
  charset: 'ascii',
});
