// Draws the page's charts. Expressions are interpreted, not compiled: the page's policy forbids code made from strings.
import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';

/** Draws a Vega-Lite specification into an element. */
globalThis.drawChart = async (element, specification) => {
  const runtime = parse(compile(specification).spec, null, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: 'svg', container: element, hover: true });
  await view.runAsync();
  return view;
};
