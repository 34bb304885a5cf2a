import { describeCollection } from '@etl/testing';
import { videos } from './index';

describeCollection(videos, { folder: __dirname });
