import { describeCollection } from '@etl/testing';
import { videoplaylists } from './index';

describeCollection(videoplaylists, { folder: __dirname });
