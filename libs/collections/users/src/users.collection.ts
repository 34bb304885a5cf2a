import { defineCollection } from '@etl/core';
import { PropertyView } from './property-view.entity';
import { UserFavoriteProperty } from './user-favorite-property.entity';
import { usersAggregates } from './users.aggregates';
import { User } from './users.entity';
import { usersExporter } from './users.exporter';
import { usersSample } from './users.sample';

export const users = defineCollection({
  name: 'users',
  entities: [User, PropertyView, UserFavoriteProperty],
  exporter: usersExporter,
  ignored: ['__v'],
  aggregates: usersAggregates,
  sample: usersSample,
});
