import { serveTasks } from './cli/pool.ts';

serveTasks();
