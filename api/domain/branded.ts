/** A value of type `T` that only its own constructor may make, so that units cannot be mixed up. */
export type Branded<T, Name extends string> = T & { readonly __brand: Name };
