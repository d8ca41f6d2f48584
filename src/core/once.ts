/** What `make` makes, made when it is first asked for: a table that most processes never need costs them nothing. */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
