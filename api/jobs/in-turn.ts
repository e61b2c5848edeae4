/** Makes a function that runs what it is given one after another, in the order of the calls. */
export function inTurn(): <T>(fn: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (fn) => {
    const turn = last.then(fn);
    last = turn.catch(() => undefined);
    return turn;
  };
}
