// A value that is made when it is first asked for. Must never be given something that gives another value the next time.

/** A function that makes the value once and then gives it again. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
