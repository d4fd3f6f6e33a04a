/* A page that draws for half a second answers nobody meanwhile, and a phone takes four times as long. So
   what draws a lot is written as steps, with a `yield` wherever it may be interrupted, and is gone
   through in short pieces; or at once, where somebody has asked for it and waits. */

/* How long a piece is, in milliseconds: four times of it is still no delay that a reader notices. */
const PIECE = 5;

/* Lets the browser answer whoever waits; a timer would have it rest each time. */
/** @returns {Promise<void>} */
function others() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((go) => {
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

let last = Promise.resolve();

/* Goes through steps in pieces, after all that were begun before. */
/** @param {Iterator<unknown>} steps @returns {Promise<void>} */
export function inPieces(steps) {
  const mine = last.then(async () => {
    let begun = performance.now();
    while (!steps.next().done) {
      if (performance.now() - begun < PIECE) continue;
      await others();
      begun = performance.now();
    }
  });
  // What fails is for its own caller to hear of; others are drawn all the same.
  last = mine.catch(() => {});
  return mine;
}

/** @param {Iterator<unknown>} steps */
export function atOnce(steps) {
  while (!steps.next().done);
}

/* What stands in the page already is seen before anything is drawn; a page that nobody sees has no
   frames to wait for. */
/** @returns {Promise<void>} */
export function seen() {
  return new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go));
    setTimeout(go, 100);
  });
}
