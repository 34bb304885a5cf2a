import type { Codec } from '@etl/core';
import { codecsTellTheTruth } from '../contract/codec-trial';
import { bigintCodec } from '../invented/bigint.codec';
import {
  answerCodec,
  citextCodec,
  dateCodec,
  integersCodec,
  intervalCodec,
  jsonCodec,
  loweringCodec,
} from '../invented/careful-codecs';
import { CARELESS_CODECS } from '../invented/careless-codecs';
import { oneColumn } from '../invented/one-column';
import { bytesCodec, instantCodec, uuidCodec, varcharCodec } from '../invented/own-codecs';
import { ownTextsAreTaken } from './own-codec-trial';

/** The server of the tests has no extensions. */
const EXTENSION = 'citext';

const CAREFUL: readonly (readonly [type: string, codec: Codec])[] = [
  ['bigint', bigintCodec],
  ['uuid', uuidCodec],
  ['character varying(20)', varcharCodec(20)],
  ['bytea', bytesCodec],
  ['timestamp(3) with time zone', instantCodec],
  [EXTENSION, citextCodec],
  ['text', loweringCodec],
  ['date', dateCodec],
  ['integer[]', integersCodec],
  ['interval', intervalCodec],
  ['json', jsonCodec],
  ['boolean', answerCodec],
];

describe('What holds of every codec of somebody’s own', () => {
  it.each(CAREFUL)('holds of a careful one of the type %s', (type, codec) => {
    expect(() => codecsTellTheTruth(oneColumn(type, codec))).not.toThrow();
  });

  it.each(CAREFUL.filter(([type]) => type !== EXTENSION))(
    'is written by a careful one as PostgreSQL prints a %s',
    (type, codec) => ownTextsAreTaken(oneColumn(type, codec)),
  );

  it.each(CARELESS_CODECS.map(({ that, ...rest }) => [that, rest] as const))(
    'does not of one that %s',
    (_that, { type, codec, message }) => {
      expect(() => codecsTellTheTruth(oneColumn(type, codec))).toThrow(message);
    },
  );
});
