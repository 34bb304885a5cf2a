import { describeCollection } from '@etl/testing';
import { jobpostings } from './index';

describeCollection(jobpostings, { folder: __dirname });
