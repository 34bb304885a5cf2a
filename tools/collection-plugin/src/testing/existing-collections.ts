import { areas } from '@etl/collections/areas';
import { cities } from '@etl/collections/cities';
import { compounds } from '@etl/collections/compounds';
import { conversations } from '@etl/collections/conversations';
import { developers } from '@etl/collections/developers';
import { governorates } from '@etl/collections/governorates';
import { inquiries } from '@etl/collections/inquiries';
import { launches } from '@etl/collections/launches';
import { leads } from '@etl/collections/leads';
import { properties } from '@etl/collections/properties';
import { searches } from '@etl/collections/searches';
import { users } from '@etl/collections/users';

/** The collections that were written by hand: what the generator says of their tables can be held against them. */
export const HAND_WRITTEN = [
  areas,
  cities,
  compounds,
  conversations,
  developers,
  governorates,
  inquiries,
  launches,
  leads,
  properties,
  searches,
  users,
];
