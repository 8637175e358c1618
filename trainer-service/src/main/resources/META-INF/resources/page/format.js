const whole = new Intl.NumberFormat("en", {maximumFractionDigits: 0});
const tenths = new Intl.NumberFormat("en", {minimumFractionDigits: 1, maximumFractionDigits: 1});

export const NONE = "–";

export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}

export function count(value) {
  return isNumber(value) ? whole.format(value) : NONE;
}

export function percent(value) {
  return isNumber(value) ? `${tenths.format(100 * value)} %` : NONE;
}

export function decimal(value) {
  return isNumber(value) ? value.toFixed(value < 10 ? 3 : 1) : NONE;
}

export function pathName(path) {
  return path === "cutmix" ? "CutMix" : path === "plain" ? "Plain" : path;
}

/** Creates an element with text, classes and child elements; text is never parsed as HTML. */
export function element(name, className, ...parts) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  made.append(...parts);
  return made;
}

export function colorOf(run) {
  const path = run.path === "plain" ? "plain" : "cutmix";
  return getComputedStyle(document.documentElement).getPropertyValue(`--${path}-${Math.min(run.rank, 2)}`).trim();
}

export function theme(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
