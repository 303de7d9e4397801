/**
 * Lets ECharts' SVG renderer live under a policy without inline styles.
 *
 * zrender writes fonts with `setAttribute("style", …)`, which style-src blocks; the same text set through the
 * CSSOM is allowed. Only SVG elements are touched, and only this one attribute.
 */
export function allowSvgStyles(): void {
  const plain = SVGElement.prototype.setAttribute;
  SVGElement.prototype.setAttribute = function setAttribute(name: string, value: string): void {
    if (name === "style") this.style.cssText = value;
    else plain.call(this, name, value);
  };
}
