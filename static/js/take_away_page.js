/** @file The page of what can be taken away. */
import './site.js';
import { byId } from './dom.js';
import { connect } from './take_away.js';

if (byId('take-away')) connect(byId('take-away'));
