import { ConfigError } from '@etl/core';

const SCHEME = /^mongodb(\+srv)?:\/\//i;
/** What stands for something that was taken out. */
const HIDDEN = '***';
const SECRET_OPTIONS =
  /([?&](?:authMechanismProperties|tlsCertificateKeyFilePassword|proxyUsername|proxyPassword)=)[^&]*/gi;
const FORBIDDEN_IN_DATABASE = /[/\\. "$*<>:|?\0]/;

export function isMongoUri(location: string): boolean {
  return SCHEME.test(location);
}

/**
 * The URI without user and password, for logs and messages. Also of a URI that is broken (an unescaped `@`, `/` or
 * `?` in the password): rather too much is taken out than a part of the password left in.
 */
export function redactUri(uri: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/+/i.exec(uri)?.[0] ?? '';
  const at = uri.lastIndexOf('@');
  const rest = at < 0 ? uri.slice(scheme.length) : uri.slice(at + 1);
  const authority = /^[^/?]*/.exec(rest)?.[0] ?? '';
  const hosts = authority
    .split(',')
    .map((host) => host.replace(/^([^:[\]]*):(?!\d{1,5}$).*$/s, `$1:${HIDDEN}`))
    .join(',');
  return scheme + hosts + rest.slice(authority.length).replace(SECRET_OPTIONS, `$1${HIDDEN}`);
}

/** Takes the credentials of a URI out of any text, as drivers quote URIs in their messages. */
export function hideCredentials(text: string, uri: string): string {
  let hidden = text.replaceAll(uri, redactUri(uri));
  for (const secret of secretsOf(uri)) hidden = hidden.replaceAll(secret, HIDDEN);
  return hidden;
}

function secretsOf(uri: string): string[] {
  const at = uri.lastIndexOf('@');
  const userInfo = at < 0 ? '' : uri.slice(0, at).replace(SCHEME, '');
  const colon = userInfo.indexOf(':');
  const raw = colon < 0 ? [] : [userInfo.slice(colon + 1)];
  for (const [, value] of uri.matchAll(/[?&](?:tlsCertificateKeyFilePassword|proxyPassword)=([^&]*)/gi)) {
    raw.push(value as string);
  }
  for (const [, value] of uri.matchAll(/AWS_SESSION_TOKEN:([^&,]*)/gi)) raw.push(value as string);
  return raw.flatMap((secret) => [secret, decoded(secret)]).filter((secret) => secret !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** True where the URI itself sets the option, which then is the user's choice and not ours. */
export function uriSets(uri: string, option: string): boolean {
  return new RegExp(`[?&]${option}=`, 'i').test(uri);
}

/**
 * The database in the URI's path.
 * @throws ConfigError SOURCE_DATABASE_MISSING, SOURCE_URI_INVALID
 */
export function databaseOf(uri: string): string {
  const path = /^[^/?]*(?:\/([^?]*))?/.exec(uri.replace(SCHEME, '').replace(/^[^/?]*@/, ''))?.[1] ?? '';
  const database = decoded(path);
  if (database === '') {
    throw new ConfigError(
      'SOURCE_DATABASE_MISSING',
      `The URI ${redactUri(uri)} names no database: its path is empty.`,
    );
  }
  if (FORBIDDEN_IN_DATABASE.test(database) || Buffer.byteLength(database) > 63) {
    throw new ConfigError(
      'SOURCE_URI_INVALID',
      `The path of the URI ${redactUri(uri)} is not the name of a database.`,
    );
  }
  return database;
}
