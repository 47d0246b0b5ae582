// Draws the page's charts. Expressions are interpreted, not compiled: the page's policy forbids code made from strings.
import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';

// A chart brings its data. Whatever else a specification may name is not fetched, and links lead nowhere.
const refuse = () => Promise.reject(new Error('A report loads nothing.'));
const loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Draws a Vega-Lite specification into an element. */
globalThis.drawChart = async (element, specification) => {
  const runtime = parse(compile(specification).spec, null, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: 'svg', container: element, hover: true, loader });
  await view.runAsync();
  return view;
};
