/** Two series observed at the same times, with the place of each value among the distinct values of its series. */
export type Pairs = {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** 0 for the smallest value; equal values share a place. */
  readonly placesX: Uint32Array;
  readonly placesY: Uint32Array;
};

/** Makes pairs of two series of one length. */
export function makePairs(x: readonly number[], y: readonly number[]): Pairs {
  return {
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    placesX: placesOf(x),
    placesY: placesOf(y),
  };
}

function placesOf(values: readonly number[]): Uint32Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const places = new Uint32Array(values.length);
  let place = -1;
  let last: number | null = null;
  for (const index of order) {
    const value = values[index] as number;
    if (value !== last) place += 1;
    last = value;
    places[index] = place;
  }
  return places;
}

/** Makes resamples of pairs; their memory is used again from call to call. */
export function resamplePairs(pairs: Pairs): (indices: Uint32Array) => Pairs {
  const n = pairs.x.length;
  const drawn: Pairs = {
    x: new Float64Array(n),
    y: new Float64Array(n),
    placesX: new Uint32Array(n),
    placesY: new Uint32Array(n),
  };
  return (indices) => {
    for (let i = 0; i < n; i++) {
      const index = indices[i] as number;
      drawn.x[i] = pairs.x[index] as number;
      drawn.y[i] = pairs.y[index] as number;
      drawn.placesX[i] = pairs.placesX[index] as number;
      drawn.placesY[i] = pairs.placesY[index] as number;
    }
    return drawn;
  };
}

/** How many values are at each place or below it. */
export function cumulativeCounts(places: Uint32Array): Uint32Array {
  const counts = new Uint32Array(places.length);
  for (const place of places) counts[place] = (counts[place] as number) + 1;
  for (let place = 1; place < counts.length; place++) {
    counts[place] = (counts[place] as number) + (counts[place - 1] as number);
  }
  return counts;
}

/** Ranks from 1 on; equal values share the mean of their ranks. */
export function ranksOf(places: Uint32Array): Float64Array {
  const counts = cumulativeCounts(places);
  const ranks = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    const below = place === 0 ? 0 : (counts[place - 1] as number);
    ranks[i] = (below + 1 + (counts[place] as number)) / 2;
  }
  return ranks;
}
