/**
 * What a scan knows of a value. All kinds between `Null` and `Other` are of values that stand in the line exactly as their
 * columns hold them, so that bytes can be copied; an `Other` has to be parsed.
 */
export enum ScanKind {
  /** No such field. */
  Absent = 0,
  Null,
  True,
  False,
  /** A number, bare or in a wrapper: whole, of 15 digits at most, not -0. */
  Whole,
  /** Any other number that ECMAScript prints as it is spelled. */
  Number,
  /** A string without escapes. */
  String,
  /** A string with escapes, of those that are one letter or sign: `\n`, `\"`. */
  EscapedString,
  /** An ObjectId in lower case. */
  ObjectId,
  /** A date of the years 0 to 9999 as `YYYY-MM-DDThh:mm:ss.sssZ`, or without milliseconds. */
  Date,
  /** An array of nothing but strings without escapes, without white space. */
  Strings,
  /** Any other document or array that `JSON.stringify` spells so, but for wrappers that a jsonb column holds bare. */
  Json,
  /** As {@link Json}, or {@link Strings}, with such escapes in its strings. */
  EscapedJson,
  /** Everything else. */
  Other,
}
