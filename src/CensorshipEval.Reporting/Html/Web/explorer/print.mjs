// Paper shows what is folded away; afterwards it is folded again.

export function unfoldForPrint(pane) {
  let unfolded = [];
  addEventListener('beforeprint', () => {
    unfolded = [...pane.querySelectorAll('details:not([open])')];
    for (const one of unfolded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of unfolded) one.open = false;
    unfolded = [];
  });
}
