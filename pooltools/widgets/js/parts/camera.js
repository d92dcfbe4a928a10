// @ts-check
/**
 * The camera, where there is a mouse: a phone's own chooser of photos offers it already.
 *
 * @import { Strings } from "./dom.js"
 */
import { h } from "./dom.js";

/** @param {MediaStream} [stream] */
function turnOff(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}

/** @param {{ strings: Strings, onTaken: (video: HTMLVideoElement) => void, failed: () => void }} of */
export function camera({ strings, onTaken, failed }) {
  const devices = /** @type {MediaDevices | undefined} */ (navigator.mediaDevices); // none without https
  if (!devices || !matchMedia("(pointer: fine)").matches) return null;
  const video = h("video", { muted: true, playsinline: true, "aria-label": strings.camera });
  const part = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h("button", { type: "button", onclick }, text);
  const take = part(strings.camera_take, () => {
    if (video.videoWidth) onTaken(video);
    stop();
  });
  const element = h("div", { class: "pool-camera", hidden: true }, video, take, part(strings.camera_stop, stop));
  const button = part(strings.camera, () => void start());
  /** @type {MediaStream | undefined} */
  let stream;
  let asked = 0;

  async function start() {
    stop();
    const turn = asked;
    try {
      const given = await devices?.getUserMedia({ video: true });
      if (turn !== asked) return turnOff(given); // it was asked for once more meanwhile
      stream = given;
      video.srcObject = stream ?? null;
      element.hidden = false;
      await video.play();
      take.focus();
    } catch { // none there, or not allowed; or it was asked for once more
      if (turn !== asked) return;
      stop();
      failed();
    }
  }
  function stop() {
    asked += 1;
    turnOff(stream);
    stream = undefined;
    video.srcObject = null;
    if (!element.hidden) button.focus();
    element.hidden = true;
  }
  return { button, element };
}
