import { defineEnum } from '@etl/core';

export const VideoAssociationType = defineEnum('VideoAssociationType', ['compound', 'launch', 'property']);
