// @ts-check
/**
 * The code that pools what the lab shows.
 *
 * @typedef {"page" | "coins" | "camera"} PictureName
 * @typedef {{ image: PictureName, kernel_size: number, invert: boolean, gaussian: number, salt: number,
 *   step: number, view: "panels" | "bands", speed: number }} InkState
 */

/** @param {InkState} state */
export function inkPython({ image, kernel_size, invert, gaussian, salt }) {
  const options = [`"${image}"`, `kernel_size=${kernel_size}`];
  if (invert) options.push("invert=True");
  if (gaussian) options.push(`gaussian=${gaussian}`);
  if (salt) options.push(`salt=${salt}`);
  return `from pooltools.widgets import InkLab\n\nlab = InkLab(${options.join(", ")})\n`
    + 'lab.output["max"], lab.output["average"], lab.output["median"]\n';
}
