import { serveTasks } from './cli/check/pool.ts';

serveTasks();
