import { defineEnum } from '@etl/core';

export const PlaylistType = defineEnum('PlaylistType', ['auto', 'manual']);
