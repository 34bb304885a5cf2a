const MASK = '***';
/**
 * `scheme://user:password@`; the password may hold an unescaped `@`, so the last one before a slash or space counts. The
 * very word `password` stays: it is what our own messages show as the form of a URI.
 */
const URI_PASSWORD = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):(?!password@)[^\s/?#]*@/gi;
/** Passwords that hold a slash, `?` or `#` which nobody escaped: not a valid URI, but printed all the same. */
const BROKEN_URI_PASSWORD =
  /\b((?:mongodb(?:\+srv)?|postgres(?:ql)?):\/\/[^\s:/?#@]*):(?!password@)[^\s]*@/gi;
/** `password=…` in a query string or in libpq's key-value form. */
const KEYWORD_PASSWORD = /\b(password|passwd|pwd|sslpassword)=('[^']*'|[^\s&]+)/gi;
const SECRET_FIELD = /passw|secret|token|credential/i;

/**
 * Removes passwords from anything that is printed or logged. The messages of this program hold none; drivers and
 * servers write theirs without asking, so this stands behind all of them.
 */
export class Redactor {
  private readonly literals: readonly RegExp[];

  /** @param uris connection strings in use: their passwords are removed wherever they appear, alone as well. */
  constructor(uris: readonly (string | undefined)[] = []) {
    this.literals = uris.flatMap((uri) => (uri === undefined ? [] : passwordsOf(uri))).map(asPattern);
  }

  text(text: string): string {
    let redacted = text
      .replace(URI_PASSWORD, `$1:${MASK}@`)
      .replace(BROKEN_URI_PASSWORD, `$1:${MASK}@`)
      .replace(KEYWORD_PASSWORD, `$1=${MASK}`);
    for (const literal of this.literals) redacted = redacted.replace(literal, MASK);
    return redacted;
  }

  /** A copy in which every string is redacted, and every field whose name speaks of a secret is masked. */
  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (value instanceof Error) return this.error(value);
    if (value instanceof Date || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, SECRET_FIELD.test(key) ? MASK : this.value(item)]),
    );
  }

  private error(error: Error): unknown {
    const { cause, code } = error as Error & { code?: unknown };
    return {
      name: error.name,
      message: this.text(error.message),
      ...(code === undefined ? {} : { code }),
      stack: this.text(error.stack ?? ''),
      ...(cause === undefined ? {} : { cause: this.value(cause) }),
    };
  }
}

/** The password as written and as meant; none where it is also the user, the host or the database, which are no secrets. */
function passwordsOf(uri: string): string[] {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([^\s:/?#@]*):([^\s]*)@([^\s@]*)$/i.exec(uri);
  const [, user, password, rest] = match ?? [];
  if (user === undefined || password === undefined || rest === undefined) return [];
  const open = [user, ...rest.split(/[/?:,&=]/)].map(decoded);
  return [...new Set([password, decoded(password)])].filter(
    (text) => text.length >= 4 && !open.includes(text),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A word of its own: the password `test` must not tear `latest` apart. */
function asPattern(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu');
}
