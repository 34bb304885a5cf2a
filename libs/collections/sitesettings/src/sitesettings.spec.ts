import { describeCollection } from '@etl/testing';
import { sitesettings } from './index';

describeCollection(sitesettings, { folder: __dirname });

/** Each waits for a person: decide, change what follows from it, delete the comment DECIDE and the test. */
describe('open decisions of sitesettings', () => {
  it("id: The primary key has the default 'site-settings'::text, as if one row were to go by that name; an import gives every row its document's _id. Is that meant, or does the _id have to become the default's value?", () => {
    throw new Error('Still open: see "DECIDE: id" in sitesettings.entity.ts.');
  });
});
